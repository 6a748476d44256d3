"""The worker: one process in the foreground that posts letters and runs what is periodic, until it is told to stop.

It holds nothing that matters: rows do. It may be killed at any moment and started any number of times.
"""

import logging
import os
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from types import FrameType

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone

from notifications import inbox, periodic, reading
from notifications.models import WorkerHeartbeat
from notifications.posting import Postman, worker_name

logger = logging.getLogger(__name__)

BEAT_EVERY = timedelta(seconds=5)
IDLE_SECONDS = 0.5  # between two looks at an empty outbox
SHORTEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 1.0, 30.0  # for a database that is away
MAIL_IN_SECONDS = 3.0  # of one round: letters leave while much mail comes in
STOP_WITHIN_SECONDS = 2
HEARTBEATS_KEPT = timedelta(days=7)


class Worker:
    """The loop. `step()` is one round; `run()` goes round until `stop()`."""

    def __init__(
        self,
        name: str = "",
        *,
        clock: Callable[[], datetime] = timezone.now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = name or worker_name()
        self._clock = clock
        self._sleep = sleep
        self._stopping = False
        self._beaten_at: datetime | None = None
        self._away_seconds = 0.0
        self._postman = Postman(self.name, clock=clock, keep_going=self._keep_going, watchful=True)

    def run(self) -> None:
        """Work until `stop()`: at once again after a full round, after a short pause when there was nothing to do."""
        logger.info("Worker %s started.", self.name)
        reading.start(self.name)
        started = False
        while not self._stopping:
            try:
                close_old_connections()
                if not started:
                    self._begin()
                    started = True
                busy = self.step()
            except (OperationalError, InterfaceError) as error:
                self._wait_for_the_database(error)
                continue
            self._database_is_back()
            if not busy and not self._stopping:
                self._sleep(IDLE_SECONDS)
        logger.info("Worker %s stopped.", self.name)

    def step(self) -> bool:
        """One round: a sign of life, letters out, mail in, what is periodic. True if there may be more at once."""
        self._beat()
        sent = self._postman.deliver_due()
        until = time.monotonic() + MAIL_IN_SECONDS
        filed = inbox.file_due(
            self._clock(), by=self.name, keep_going=lambda: self._keep_going() and time.monotonic() < until
        )
        periodic.run_due(self._clock(), keep_going=self._keep_going)
        return sent >= settings.OUTBOX_BATCH or filed >= settings.INBOX_BATCH or time.monotonic() >= until

    def stop(self) -> None:
        """Finish the letter in hand, begin nothing new."""
        self._stopping = True

    def _begin(self) -> None:
        now = self._clock()
        periodic.remember(now)
        WorkerHeartbeat.objects.filter(beat_at__lt=now - HEARTBEATS_KEPT).delete()

    def _keep_going(self) -> bool:
        if not self._stopping:
            self._beat()  # a long round is no reason to look dead
        return not self._stopping

    def _beat(self) -> None:
        now = self._clock()
        if self._beaten_at is None or now - self._beaten_at >= BEAT_EVERY:
            WorkerHeartbeat.objects.update_or_create(name=self.name, defaults={"beat_at": now})
            self._beaten_at = now

    def _wait_for_the_database(self, error: Exception) -> None:
        if not self._away_seconds:  # said once, not once a second through the night
            logger.error("The database is away (%s); waiting for it.", type(error).__name__)
        self._away_seconds = min(self._away_seconds * 2, LONGEST_WAIT_SECONDS) or SHORTEST_WAIT_SECONDS
        connection.close()
        until = time.monotonic() + self._away_seconds
        while not self._stopping and time.monotonic() < until:
            self._sleep(IDLE_SECONDS)

    def _database_is_back(self) -> None:
        if self._away_seconds:
            logger.info("The database is back.")
        self._away_seconds = 0.0


def stop_on_signals(worker: Worker) -> None:
    """SIGTERM and Ctrl-C stop the worker after the letter in hand, and in any case within two seconds.

    A mail server may take longer than that to answer. Then the process ends as if killed: the letter's lease runs out
    and it is sent again, which is the very case that the outbox is built for.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        worker.stop()
        signal.setitimer(signal.ITIMER_REAL, STOP_WITHIN_SECONDS)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGALRM, lambda _signal, _frame: os._exit(0))
