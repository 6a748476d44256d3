"""What the worker does again and again: a registry of functions and, for each, a row that says when it runs next.

    @periodic.every(3600)
    def forget_old_uploads(now: datetime) -> None: ...

Rooms above register at start, usually in their AppConfig.ready(). Any number of workers may run: each run is claimed by
one conditional UPDATE. A function must be harmless to run twice and quicker than its lease, for a worker can die in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from notifications.mishaps import Kept
from notifications.models import PeriodicRun

Job = Callable[[datetime], object]


@dataclass(frozen=True)
class Registered:
    name: str
    job: Job
    pause: timedelta
    lease: timedelta


_registry: dict[str, Registered] = {}


def every(seconds: int, *, name: str = "", lease_seconds: int = 600) -> Callable[[Job], Job]:
    """Have the worker call the function with the present moment, `seconds` after the last run ended.

    `name` is the row it keeps (module and function unless said). Registering the same name again replaces it.
    """

    def register(job: Job) -> Job:
        known = name or f"{job.__module__}.{job.__qualname__}"
        _registry[known] = Registered(known, job, timedelta(seconds=seconds), timedelta(seconds=lease_seconds))
        return job

    return register


def run_due(now: datetime, *, keep_going: Callable[[], bool] = lambda: True) -> int:
    """Run what is due and not running elsewhere; how many ran, failed ones included."""
    due = set(PeriodicRun.objects.due(now).values_list("name", flat=True))
    ran = 0
    for registered in list(_registry.values()):
        if registered.name in due and keep_going():
            ran += _run(registered, now)
    return ran


def remember(now: datetime) -> None:
    """Give every registered function its row, due at once, if it has none yet. The worker calls this at its start."""
    rows = [PeriodicRun(name=name, next_at=now) for name in _registry]
    PeriodicRun.objects.bulk_create(rows, ignore_conflicts=True)


def _run(registered: Registered, now: datetime) -> bool:
    with transaction.atomic(durable=True):
        if not PeriodicRun.objects.claim(registered.name, now=now, lease=registered.lease):
            return False
    with Kept(registered.name) as kept:
        registered.job(now)
    PeriodicRun.objects.filter(name=registered.name).update(
        next_at=now + registered.pause, finished_at=now, failure=kept.failure
    )
    return True
