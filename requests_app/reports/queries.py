"""What the reports ask the database: counts and delays, grouped there. No row of a ticket ever comes to Python.

Portable: SQLite and PostgreSQL get the same statements. A percentile is the nearest rank (the smallest delay within
which at least that share of the requests was answered), found with window functions, since only one of the two
databases has percentile_cont. Several questions share one statement by UNION ALL.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from typing import Any, Literal, NamedTuple

from django.db import connection
from django.db.models import Case, Count, DateField, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import TruncMonth, TruncWeek

from requests_app.models import Form, Team, TicketFact, Topic
from requests_app.models.tickets import OPEN_STATUSES, PAUSED_STATUSES
from requests_app.reports import statements
from requests_app.reports.periods import Span
from requests_app.reports.statements import MEDIAN, NINETIETH

RECEIVED_BY = ("form", "team", "topic", "priority", "channel", "language", "interpreter_language", "commune")
DELAYS_BY = ("team", "form")
COUNTS = statements.together(
    statements.counts(RECEIVED_BY, "opened_on", "received"), statements.counts(["outcome"], "resolved_on", "ended")
)
DELAYS = statements.together(
    statements.delays(DELAYS_BY, "first_response", "first_response_at", last_counts=False),
    statements.delays(DELAYS_BY, "resolution", "resolved_on", last_counts=True),
)
BY_DAY_UP_TO_DAYS = 31
BY_WEEK_UP_TO_DAYS = 183
AGE_BANDS_DAYS = (7, 28, 91)  # younger than a week, four weeks, a quarter; then older

Rows = QuerySet[TicketFact, Any]
Clock = Literal["first_response", "resolution"]


class Count4(NamedTuple):
    """Requests of one code: in the period and in the one compared with; ordinary ones and confidential ones."""

    dimension: str
    code: str
    now: int
    confidential_now: int
    before: int
    confidential_before: int


class Delay(NamedTuple):
    """Delays of a group, in minutes of opening hours. `size` requests, of which `in_time` kept the promise."""

    clock: Clock
    when: Literal["now", "before"]
    dimension: str  # ALL, or one of DELAYS_BY
    code: str
    size: int
    in_time: int
    median: int
    ninetieth: int


class Bucket(NamedTuple):
    """Requests received and ended in one day, week or month."""

    first: date
    received: int
    ended: int


class Waiting(NamedTuple):
    """Open requests of one age band (index of AGE_BANDS_DAYS, or its length for the oldest)."""

    band: int
    to_do: int
    paused: int
    unanswered: int


@dataclass(frozen=True)
class Words:
    """Labels of what the house itself named: kind -> code -> words by language."""

    form: dict[str, dict[str, str]]
    team: dict[str, dict[str, str]]
    topic: dict[str, dict[str, str]]


def counts(now: Span, before: Span) -> list[Count4]:
    """Requests received by each dimension of RECEIVED_BY, and those ended by outcome. One statement."""
    days = [connection.ops.adapt_datefield_value(day) for span in (now, before) for day in (span.first, span.last)]
    return [Count4(*row) for row in _asked(COUNTS, days * 4)]


def delays(now: Span, before: Span) -> list[Delay]:
    """First responses given, and requests ended, within the days: all together in both spans, and by group in `now`.

    The day that counts is the day of the event, so a past period's figure never moves. One statement.
    """
    moments = [connection.ops.adapt_datetimefield_value(at) for span in (now, before) for at in span.moments]
    days = [connection.ops.adapt_datefield_value(day) for span in (now, before) for day in (span.first, span.last)]
    found: dict[tuple[Any, ...], dict[int, int]] = {}
    for *key, rank, minutes in _asked(DELAYS, moments * 2 + days * 2):
        found.setdefault(tuple(key), {})[rank] = minutes
    return [
        Delay(clock, when, dimension, code, size, kept, ranks[_rank(size, MEDIAN)], ranks[_rank(size, NINETIETH)])
        for (clock, when, dimension, code, size, kept), ranks in found.items()
    ]


def _asked(statement: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def _rank(size: int, percent: int) -> int:
    return (size * percent + 99) // 100


def over_time(span: Span) -> list[Bucket]:
    """Requests received and ended by day, week or month, quiet ones too. One statement."""
    parts = [
        TicketFact.objects.filter(_within(day, span))
        .annotate(what=_constant(day), first=_bucket(day, span))
        .values("what", "first")
        .annotate(size=Count("pk"))
        .values_list("what", "first", "size")
        for day in ("opened_on", "resolved_on")
    ]
    sizes = {(what, first): size for what, first, size in _together(parts)}
    return [
        Bucket(first, sizes.get(("opened_on", first), 0), sizes.get(("resolved_on", first), 0))
        for first in _firsts(span)
    ]


def bucket_width(span: Span) -> Literal["day", "week", "month"]:
    """How wide a point of the chart is."""
    if span.days <= BY_DAY_UP_TO_DAYS:
        return "day"
    return "week" if span.days <= BY_WEEK_UP_TO_DAYS else "month"


def _bucket(day: str, span: Span) -> Any:
    match bucket_width(span):
        case "day":
            return F(day)
        case "week":
            return TruncWeek(day, output_field=DateField())
        case "month":
            return TruncMonth(day, output_field=DateField())


def _firsts(span: Span) -> Iterable[date]:
    """The first day of each bucket, which may lie before the span itself."""
    width = bucket_width(span)
    first = span.first
    if width == "week":
        first -= timedelta(days=first.weekday())
    if width == "month":
        first = first.replace(day=1)
    while first <= span.last:
        yield first
        if width == "month":
            first = (first + timedelta(days=31)).replace(day=1)
        else:
            first += timedelta(days=7 if width == "week" else 1)


def backlog(today: date) -> list[Waiting]:
    """Requests open now, by days since they were received; every band, the empty ones too. One statement."""
    youngest_first = [
        When(opened_on__gt=today - timedelta(days=days), then=band) for band, days in enumerate(AGE_BANDS_DAYS)
    ]
    paused = Q(status__in=PAUSED_STATUSES)
    rows = (
        TicketFact.objects.filter(status__in=OPEN_STATUSES)
        .annotate(band=Case(*youngest_first, default=len(AGE_BANDS_DAYS), output_field=IntegerField()))
        .values("band")
        .annotate(
            to_do=Count("pk", filter=~paused),
            paused=Count("pk", filter=paused),
            unanswered=Count("pk", filter=Q(first_response_at=None)),
        )
        .values_list("band", "to_do", "paused", "unanswered")
    )
    found = {band: Waiting(band, *sizes) for band, *sizes in rows}
    return [found.get(band, Waiting(band, 0, 0, 0)) for band in range(len(AGE_BANDS_DAYS) + 1)]


def words() -> Words:
    """What forms, teams and topics are called. One statement."""
    parts = [
        Form.objects.order_by().values_list(_constant("form"), "slug", "title"),
        Team.objects.order_by().values_list(_constant("team"), "code", "name"),
        Topic.objects.order_by().values_list(_constant("topic"), "code", "label"),
    ]
    found = Words({}, {}, {})
    for kind, code, label in _together(parts):
        getattr(found, kind)[code] = label
    return found


def facts(span: Span) -> Rows:
    """The ordinary requests received in these days, oldest first. Confidential ones are counted, never listed."""
    return TicketFact.objects.filter(_within("opened_on", span), confidential=False).order_by("opened_on", "pk")


def _within(day: str, span: Span) -> Q:
    return Q(**{f"{day}__range": (span.first, span.last)})


def _constant(text: str) -> Value:
    return Value(text, output_field=TextField())


def _together(parts: list[Any]) -> Any:
    """All the rows, in one statement."""
    return reduce(lambda first, second: first.union(second, all=True), parts)
