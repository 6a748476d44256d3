"""What `bench/mail_in.py` measures, in a process of its own: messages kept and filed, beside the least that keeps them.

On any house, SQLite too: `manage.py shell -v0 -c "from bench.mail_loop import main; main()"`. It fills the house.

CPU is the time on a processor of this process and of the one of PostgreSQL that serves it: what else the machine does
makes messages a second fewer, and hardly changes that.
"""

import json
import os
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from notifications import inbox
from notifications.models import IncomingEmail, OutgoingEmail

MESSAGES = 600
WARM_UP = 40
COUNTED = 100
BARE_TABLE = "CREATE TABLE IF NOT EXISTS bench_bare (stored_name varchar(40) PRIMARY KEY, size_bytes integer)"
BARE_ROW = "INSERT INTO bench_bare (stored_name, size_bytes) VALUES (%s, %s)"


@dataclass(frozen=True)
class Cost:
    """Of one message: seconds by the clock, milliseconds on a processor of ours and of PostgreSQL's."""

    seconds: float
    ours: float
    servers: float


class Post:
    """New mail without end: the messages of the tests, each from a writer and a domain of her own.

    From a few domains hardly anybody would be answered: the house stops after a few automatic answers to each.
    """

    def __init__(self) -> None:
        self._run = os.urandom(4).hex().encode()  # a second run brings new mail too
        self._raws = [path.read_bytes() for path in sorted(Path("tests/mail").rglob("*.eml"))]

    def message(self, number: int) -> bytes:
        """The same number, the same message."""
        name = b"%s%d" % (self._run, number)
        raw = self._raws[number % len(self._raws)].replace(b"Message-ID: <", b"Message-ID: <%s." % name, 1)
        return raw.replace(b"@example.", b"@m%s.example." % name) + b"\r\n%s\r\n" % name


def main() -> None:
    """Print the figures as JSON."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    post = Post()
    _keep(post, range(WARM_UP))
    _file()
    last = WARM_UP + MESSAGES
    kept = _cost(lambda: _keep(post, range(WARM_UP, last)))
    filed = _cost(_file)
    bare = _cost(lambda: _bare(post, range(WARM_UP, last)))
    figures = {
        "in": 1 / (kept.seconds + filed.seconds),
        "kept": 1 / kept.seconds,
        "bare": 1 / bare.seconds,
        "ours": kept.ours + filed.ours,
        "servers": kept.servers + filed.servers,
        "bare_cpu": bare.ours + bare.servers,
        "statements": _statements(post, range(last, last + COUNTED)),
        "answered": OutgoingEmail.objects.filter(kind="acknowledgement", nature="auto-replied").count(),
        "left": IncomingEmail.objects.filter(fate="waiting").count(),
        "failed": IncomingEmail.objects.filter(because="failed").count(),
    }
    print(json.dumps(figures))


def _keep(post: Post, numbers: Iterable[int]) -> None:
    for number in numbers:
        inbox.keep(post.message(number), mailbox="pipe")


def _file() -> None:
    while inbox.file_due(timezone.now(), by="bench"):
        pass


def _bare(post: Post, numbers: Iterable[int]) -> None:
    """The bytes on the disk and one row, committed: no sealing, no reading, nothing else."""
    folder = Path(settings.DATA_DIR) / "bare"
    folder.mkdir(exist_ok=True)
    with connection.cursor() as cursor:
        cursor.execute(BARE_TABLE)
        for number in numbers:
            raw = post.message(number)
            name = secrets.token_hex(16)
            with (folder / name).open("wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            cursor.execute(BARE_ROW, [name, len(raw)])  # a transaction of its own


def _statements(post: Post, numbers: range) -> float:
    """Statements a message, begin and commit not counted."""
    counted = 0

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal counted
        counted += not arguments[0].startswith(("SAVEPOINT", "RELEASE"))
        return execute(*arguments)

    with connection.execute_wrapper(count):
        _keep(post, numbers)
        _file()
    return counted / len(numbers)


def _cost(work: Callable[[], None]) -> Cost:
    """What a message costs, of MESSAGES that `work` treats."""
    server, ours, started = _server_seconds(), time.process_time(), time.perf_counter()
    work()
    seconds, ours = time.perf_counter() - started, time.process_time() - ours
    return Cost(seconds / MESSAGES, ours / MESSAGES * 1000, (_server_seconds() - server) / MESSAGES * 1000)


def _server_seconds() -> float:
    """Time on a processor so far of the PostgreSQL process that serves this one, on this machine; none of SQLite."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9
