"""`python -m tests.faults.clockwork FILE`: the real worker, whose clock is ahead by the seconds that stand in the file.

So a test can set a machine's clock while the worker runs, and let an hour go by in no time.
"""

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

import django
from django.utils import timezone

CLOCK = Path(sys.argv[1])
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")


def now() -> datetime:
    """What this machine believes."""
    return timezone.now() + timedelta(seconds=float(CLOCK.read_text(encoding="ascii") or 0))


if __name__ == "__main__":
    django.setup()
    from notifications.worker import Worker, stop_on_signals

    worker = Worker(clock=now)
    stop_on_signals(worker)
    worker.run()
