"""The breaker: when the mail server itself is unwell, all workers on all machines leave it alone, longer each time.

One row for each server says until when. When that moment has passed, one worker (whoever wins a conditional UPDATE)
knocks with one letter: if the server is well the row goes and everybody works again, else the next pause begins. So a
dead server is asked about twenty times in an hour, however many letters and workers wait.
"""

import logging
from datetime import datetime, timedelta
from enum import Enum, auto

from django.conf import settings
from django.db import transaction

from notifications.answers import Answer
from notifications.models import ServerPause

logger = logging.getLogger(__name__)

SHORTEST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=5)
SMTP = "django.core.mail.backends.smtp.EmailBackend"  # as EMAIL_URL says it; posting uses one of our own for it


class Gate(Enum):
    """What a worker may do now."""

    OPEN = auto()  # post whatever is due
    KNOCK = auto()  # post one letter, to see whether the server is well again; nobody else may until that is known
    SHUT = auto()


def server_name() -> str:
    """The server that letters leave by, without the name we log in with."""
    if settings.EMAIL_BACKEND == SMTP:
        return f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"[-100:]
    return settings.EMAIL_BACKEND[-100:]


def pause_of(server: str) -> ServerPause | None:
    """The present pause of that server, over or not; None while it is well."""
    return ServerPause.objects.filter(server=server).first()


def ask(server: str, now: datetime) -> Gate:
    """Whether letters may be handed to the server now. Who is told KNOCK must end it with `well()` or `unwell()`."""
    pause = pause_of(server)
    if pause is None:
        return Gate.OPEN
    if pause.until > now:
        return Gate.SHUT
    # A worker that dies while it knocks leaves a pause as long as a lease.
    lease = timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    won = ServerPause.objects.filter(pk=pause.pk, until=pause.until).update(until=now + lease)
    return Gate.KNOCK if won else Gate.SHUT


def well(server: str) -> None:
    """The server answered as it should to whoever knocked: everybody may work again."""
    if ServerPause.objects.filter(server=server).delete()[0]:
        logger.info("The mail server is well again.")


@transaction.atomic
def unwell(server: str, answer: Answer, now: datetime, *, knocked: bool) -> int:
    """Leave the server alone: for the next longer pause, or as long as it asks for; how many failures in a row.

    Several workers may find out at once: that is one failure, noted by the first. Who knocked always notes it.
    """
    pause = ServerPause.objects.select_for_update().filter(server=server).first()
    if pause is None:
        logger.warning("The mail server is unwell (%s).", answer.reason.value)
        pause = ServerPause(server=server, failures=1, until=now + max(pause_after(1), answer.wait))
        pause.reason = answer.reason
        ServerPause.objects.bulk_create([pause], ignore_conflicts=True)  # another worker may just have been quicker
    elif knocked or pause.until <= now:
        pause.failures += 1
        pause.until = now + max(pause_after(pause.failures), answer.wait)
        pause.reason = answer.reason
        pause.save()
    return pause.failures


def let_be(server: str, now: datetime) -> None:
    """Who knocked had no letter to knock with after all: the next may at once."""
    ServerPause.objects.filter(server=server).update(until=now)


def pause_after(failures: int) -> timedelta:
    """The pause after so many failures in a row: 5 seconds, 10, 20 … and then every five minutes."""
    doublings: int = 2 ** min(failures - 1, 10)
    return min(SHORTEST_PAUSE * doublings, LONGEST_PAUSE)


def down_for(failures: int) -> timedelta:
    """For how long the server has been tried in vain, by its failures: a house that was switched off has not tried."""
    growing = [pause_after(number) for number in range(1, min(failures, 10) + 1)]
    return sum(growing, timedelta()) + LONGEST_PAUSE * max(failures - 10, 0)
