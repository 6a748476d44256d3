"""A post room of its own for one test: a database, a command line, and workers that are real processes."""

import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.notifications.mail_server import MailServer

_databases = itertools.count(1)  # a file may have one of its own beside the shared one
ROOT = Path(__file__).resolve().parent.parent.parent
LEASE_SECONDS = 2
PATIENCE_SECONDS = 120
STILL_SECONDS, SKIPPED_SECONDS = 0.6, 400.0  # longer than the longest pause of a server, and than greylisting
LETTERS = 1000
QUEUE = """
from django.db import transaction
from notifications import outbox
with transaction.atomic():
    for number in range({count}):
        outbox.queue(kind="test", to=f"reader{{number}}@example.org", subject="Bonjour", text="Bonjour")
"""


FORGET = [
    f"DELETE FROM notifications_{table}"
    for table in ("deliveryattempt", "deliveryevent", "serverpause", "workerheartbeat")
]


@dataclass
class PostRoom:
    """`queue(n)`, `worker(port)`, and what the rows say."""

    folder: Path
    environment: dict[str, str]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    scheme: str = "smtp"  # or "smtp+tls"

    def __post_init__(self) -> None:
        self.set_clock(0)

    def queue(self, count: int) -> Counter[str]:
        """Queue so many letters in one transaction; their Message-IDs, once each."""
        self.rows(*FORGET, "DELETE FROM notifications_outgoingemail")
        self.manage("shell", "-v", "0", "-c", QUEUE.format(count=count))
        return self.message_ids()

    def message_ids(self) -> Counter[str]:
        """Those of all letters that are queued here."""
        return Counter(message_id for (message_id,) in self.rows("SELECT message_id FROM notifications_outgoingemail"))

    def queue_again(self) -> None:
        """The same letters, as if they had just been queued and nothing had ever happened to them."""
        self.set_clock(0)
        self.rows(
            *FORGET,
            "UPDATE notifications_outgoingemail SET state = 'waiting', attempts = 0, sent_at = NULL, leased_by = '', "
            "provider_id = '', attempt_after = not_before",
        )

    def worker(self, port: int) -> "subprocess.Popen[bytes]":
        """Start a worker against the mail server on that port. Its clock is the post room's: see set_clock()."""
        environment = {**self.environment, "EMAIL_URL": f"{self.scheme}://127.0.0.1:{port}"}
        with (self.folder / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.clockwork", str(self.folder / "clock")],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.workers.append(process)
        return process

    def set_clock(self, seconds: float) -> None:
        """Set the workers' clock so far ahead of ours, or behind it."""
        self.clock = seconds
        new = self.folder / "clock.new"
        new.write_text(str(seconds), encoding="ascii")
        new.replace(self.folder / "clock")

    def states(self) -> dict[str, int]:
        """How many letters are in each state."""
        return dict(self.rows("SELECT state, COUNT(*) FROM notifications_outgoingemail GROUP BY state"))

    def outcomes(self) -> dict[str, int]:
        """How many tries ended in each way."""
        return dict(self.rows("SELECT outcome, COUNT(*) FROM notifications_deliveryattempt GROUP BY outcome"))

    def working(self) -> int:
        """How many of the workers started here have shown a sign of life."""
        alive = {str(worker.pid) for worker in self.workers}
        names = self.rows("SELECT name FROM notifications_workerheartbeat")
        return sum(name.split(":")[1] in alive for (name,) in names)

    def manage(self, *arguments: str) -> None:
        """Run a command of manage.py to its end."""
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment, check=True)

    def rows(self, *statements: str) -> list[Any]:
        """Run the statements; the rows of the last."""
        address = self.environment["DATABASE_URL"]
        if address.startswith("sqlite"):
            connection: Any = sqlite3.connect(address.removeprefix("sqlite:///"), timeout=20)
        else:
            connection = psycopg.connect(address)
        with closing(connection), connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def post_all(self, server: MailServer, ends: dict[str, int], *, workers: int = 1) -> None:
        """Have workers at work, replaced when they die, until the letters have ended so.

        Where nothing moves because all wait for a moment to come, the clock is set ahead: minutes go by in no time.
        """
        deadline, still, seen = time.monotonic() + PATIENCE_SECONDS, time.monotonic(), None
        while (states := self.states()) != ends:
            assert time.monotonic() < deadline, f"{states} {self.outcomes()}\n{self.log()}"
            self.workers[:] = [worker for worker in self.workers if worker.poll() is None]
            while len(self.workers) < workers:
                self.worker(server.port)
            now = (states, len(server.taken), sum(self.outcomes().values()))
            if now != seen or "sending" in states:
                still, seen = time.monotonic(), now
            elif time.monotonic() - still > STILL_SECONDS and self.working():
                self.set_clock(self.clock + SKIPPED_SECONDS)
                still = time.monotonic()
            time.sleep(0.1)

    def assert_none_lost_and_none_doubled(self, server: MailServer, died_over: Iterable[str] = ()) -> None:
        """Each letter that was sent arrived: once, but for those over which the server fell silent or a worker died."""
        rows = self.rows("SELECT message_id FROM notifications_outgoingemail WHERE state IN ('sent', 'delivered')")
        unheard = Counter(letter.message_id for letter in server.unanswered) + Counter(died_over)

        assert Counter(server.message_ids) == Counter(message_id for (message_id,) in rows) + unheard

    def stop(self) -> None:
        """End what still runs."""
        for worker in self.workers:
            if worker.poll() is None:
                worker.send_signal(signal.SIGKILL)
            worker.wait()
        self.workers.clear()

    def log(self) -> str:
        """The end of what the workers wrote, for a test that failed."""
        return (self.folder / "worker.log").read_text(errors="replace")[-4000:]

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait for it, at most a minute; then fail with the workers' own words."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < deadline, f"{self.states()} {self.outcomes()}\n{self.log()}"
            time.sleep(0.05)


@contextmanager
def open_post_room(folder: Path, address: str = "") -> Iterator[PostRoom]:
    """A migrated database in the folder, or on the server that DATABASE_URL (or `address`) names; gone at the end."""
    ours = {"DJANGO_SETTINGS_MODULE", "EMAIL_URL", "DATABASE_URL", "SECRET_KEY", "FIELD_KEYS", "PRODUCTION"}
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment |= {"DATA_DIR": str(folder), "DEMO": "off", "OUTBOX_LEASE_SECONDS": str(LEASE_SECONDS)}
    environment |= {"EMAIL_TIMEOUT": "1", "DJANGO_SETTINGS_MODULE": "desk.settings"}
    address = address or os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield _migrated(folder, {**environment, "DATABASE_URL": f"sqlite:///{folder / 'guichet.sqlite3'}"})
        return
    server, _, _name = address.rpartition("/")
    name = f"guichet_faults_{os.getpid()}_{next(_databases)}"
    _command(server, f'CREATE DATABASE "{name}"')
    try:
        yield _migrated(folder, {**environment, "DATABASE_URL": f"{server}/{name}"})
    finally:
        _command(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _command(server: str, statement: str) -> None:
    # A connection for each: a test may have restarted the server in between.
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement)


def _migrated(folder: Path, environment: dict[str, str]) -> PostRoom:
    room = PostRoom(folder, environment)
    room.manage("migrate", "-v", "0")
    return room
