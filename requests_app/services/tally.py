"""Counting at the public door, exactly, on any number of machines: one statement for all that one sending adds to.

    INSERT … ON CONFLICT (key) DO UPDATE SET count = count + 1 RETURNING count

The database does the adding, so two machines never read the same number. It runs in the transaction that opens the
ticket: what is refused is not counted, and there is no second commit. See docs/decisions/0017-not-for-robots.md.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from requests_app.models import Tally

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def count(keys: Mapping[str, datetime]) -> dict[str, int]:
    """One more of each key (with the moment until which it is kept), and how many of it there are now."""
    if not keys:
        return {}
    table = connection.ops.quote_name(Tally._meta.db_table)
    parameters: list[str | datetime | None] = []
    for key, until in sorted(keys.items()):  # always in this order, so that no two of us wait for each other
        parameters += [key, connection.ops.adapt_datetimefield_value(until)]
    values = ", ".join(["(%s, 1, %s)"] * len(keys))
    statement = (
        f"INSERT INTO {table} (key, count, until) VALUES {values} "  # noqa: S608  # our own names; values are bound
        f"ON CONFLICT (key) DO UPDATE SET count = {table}.count + 1 RETURNING key, count"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return dict(cursor.fetchall())


def window_end(now: datetime, length: timedelta) -> datetime:
    """The end of the hour, or of the day, in which `now` lies (UTC)."""
    return _EPOCH + ((now - _EPOCH) // length + 1) * length


def key_of(value: str, *, kind: str, until: datetime) -> str:
    """A hash of `value` under a key of its window, which no place keeps: after the window the same value is another."""
    window_key = hmac.new(settings.SECRET_KEY.encode(), f"tally:{kind}:{until.isoformat()}".encode(), hashlib.sha256)
    return hmac.new(window_key.digest(), value.encode(), hashlib.sha256).hexdigest()


def sweep(now: datetime | None = None) -> int:
    """Drop what is over; how many rows. Run by the worker."""
    return Tally.objects.filter(until__lt=now or timezone.now()).delete()[0]
