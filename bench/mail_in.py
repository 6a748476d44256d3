"""Row 9: how much mail one worker takes in, on one core: kept on disk for good, read, understood, and filed on tickets.

The messages are those of the tests, in the languages and from the programs of our public, each one new. PostgreSQL has
the other cores, as it does where mail comes in.
"""

import json

from bench.house import House
from bench.rows import Row, at_least, at_most

MESSAGES = 600
WARM_UP = 40
SCRIPT = f"""
import json, os, time
from pathlib import Path
from django.utils import timezone
from notifications import inbox
from notifications.models import IncomingEmail

os.sched_setaffinity(0, {{min(os.sched_getaffinity(0))}})
run_of = os.urandom(4).hex().encode()  # a second run brings new mail too
raws = [path.read_bytes() for path in sorted(Path("tests/mail").rglob("*.eml"))]

def message(number):
    raw = raws[number % len(raws)].replace(b"Message-ID: <", b"Message-ID: <%s.%d." % (run_of, number), 1)
    return raw + b"\\r\\n%s %d\\r\\n" % (run_of, number)

def run(numbers):
    started = time.perf_counter()
    for number in numbers:
        inbox.keep(message(number), mailbox="pipe")
    kept = time.perf_counter()
    while inbox.file_due(timezone.now(), by="bench"):
        pass
    return kept - started, time.perf_counter() - kept

run(range({WARM_UP}))
before = time.process_time()
kept, filed = run(range({WARM_UP}, {WARM_UP + MESSAGES}))
print(json.dumps({{
    "cpu": (time.process_time() - before) / {MESSAGES} * 1000,
    "kept": {MESSAGES} / kept, "in": {MESSAGES} / (kept + filed),
    "left": IncomingEmail.objects.filter(fate="waiting").count(),
    "failed": IncomingEmail.objects.filter(because="failed").count(),
}}))
"""


def mail_in_rows(house: House) -> list[Row]:
    """Messages a second through one worker, from the door to the ticket."""
    got = json.loads(house.manage("shell", "-v0", "--no-imports", "-c", SCRIPT).splitlines()[-1])
    if got["left"] or got["failed"]:
        raise RuntimeError(f"Not all mail was filed: {got}")
    return [
        at_least("9 messages/s in, on one core", got["in"], 100),
        at_most("9 a message in: CPU of the worker, ms", got["cpu"], 10),
        at_least("9 messages/s kept and synced", got["kept"], 200),
    ]
