"""When a promise falls due, counted in the time the house is open. Nothing here asks the clock or the database.

Wall-clock hours become instants one day at a time, because twice a year a day has 23 or 25 hours. All results are
aware datetimes in UTC. Source of the rules: docs/architecture.md, promise 13.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Span = tuple[time, time]  # opens, closes: local time, the closing minute no longer open
Interval = tuple[datetime, datetime]  # the same as instants, in UTC

WORKING_DAY = timedelta(hours=6, minutes=30)
LONGEST_SILENCE_DAYS = 366
_ONE_DAY = timedelta(days=1)
_NOTHING = timedelta(0)
_MIDNIGHT = time()


class NeverOpen(Exception):
    """No minute is open within a year, so no due time exists. The calendar is wrong, not the ticket."""


@dataclass(frozen=True)
class OpeningHours:
    """The calendar of the house.

    Spans may come in any order and may overlap, as people enter them: they are merged. ValueError if one closes
    before it opens.
    """

    weekly: Mapping[int, tuple[Span, ...]]  # 0 = Monday … 6 = Sunday, as date.weekday()
    closed: frozenset[date] = frozenset()  # all day
    early: Mapping[date, time] = field(default_factory=dict)  # closes at this time instead, if that is earlier
    tz: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Brussels"))

    def __post_init__(self) -> None:
        object.__setattr__(self, "weekly", {weekday: _merged(spans) for weekday, spans in self.weekly.items()})

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """The open spans of that day in local time, closing days and early closing counted."""
        if day in self.closed:
            return ()
        spans = self.weekly.get(day.weekday(), ())
        if closes_early := self.early.get(day):
            return tuple((opens, min(closes, closes_early)) for opens, closes in spans if opens < closes_early)
        return spans

    def intervals_on(self, day: date) -> list[Interval]:
        """The open spans of that day as instants, in order: open is whenever the clock on the wall says so.

        On the night the clock goes back, an hour that the wall shows twice is open twice; on the other night an hour
        that it never shows is not open at all.
        """
        spans = self.spans_on(day)
        if not spans:
            return []
        before, after = self._offset(day), self._offset(day + _ONE_DAY)
        if before == after:
            return [(_instant(day, opens, before), _instant(day, closes, before)) for opens, closes in spans]
        changes = self._clock_change(day)
        begins, ends = _instant(day, _MIDNIGHT, before), _instant(day + _ONE_DAY, _MIDNIGHT, after)
        return [
            (max(_instant(day, opens, offset), since), min(_instant(day, closes, offset), until))
            for since, until, offset in ((begins, changes, before), (changes, ends, after))
            for opens, closes in spans
            if _instant(day, opens, offset) < until and _instant(day, closes, offset) > since
        ]

    def worked_on(self, day: date) -> timedelta:
        """How long the house is open that day."""
        spans = self.spans_on(day)
        if not spans or self._offset(day) == self._offset(day + _ONE_DAY):
            return _nominal(spans)  # the ordinary day, quick: a report asks for years of them
        return sum((closes - opens for opens, closes in self.intervals_on(day)), _NOTHING)

    def _offset(self, day: date) -> timedelta:
        """How far the clock is from UTC when that day begins."""
        return datetime.combine(day, _MIDNIGHT, self.tz).utcoffset() or _NOTHING

    def _clock_change(self, day: date) -> datetime:
        """The second at which the clock is put forward or back on a day that has such a second."""
        before = self._offset(day)
        early = _instant(day, _MIDNIGHT, before) - timedelta(seconds=1)  # in some countries it is midnight itself
        late = _instant(day + _ONE_DAY, _MIDNIGHT, self._offset(day + _ONE_DAY))
        while late - early > timedelta(seconds=1):
            middle = (early + (late - early) / 2).replace(microsecond=0)
            if middle.astimezone(self.tz).utcoffset() == before:
                early = middle
            else:
                late = middle
        return late


def working_days(days: float) -> timedelta:
    """So many working days as working time: a promise "in 2 working days" is 13 opening hours."""
    return days * WORKING_DAY


def is_open(instant: datetime, hours: OpeningHours) -> bool:
    """Whether the house is open at that instant; at the closing minute it is not any more."""
    day = _aware(instant).astimezone(hours.tz).date()
    return any(opens <= instant < closes for opens, closes in hours.intervals_on(day))


def due_at(opened_at: datetime, target: timedelta, hours: OpeningHours) -> datetime:
    """When a promise made at `opened_at` falls due, counting opening hours only.

    `target` is working time: 13 h is two days of 6 h 30, not one night and a morning. A due time that falls exactly
    on a closing minute stays there: the evening it was promised for, not the next morning. No target at all is due
    at once, or at the next opening. Raises NeverOpen if no minute is open within a year, ValueError if `target` is
    negative or `opened_at` has no time zone.
    """
    if target < _NOTHING:
        raise ValueError("working time cannot be negative")
    day = _aware(opened_at).astimezone(hours.tz).date()
    left, silence = target, 0
    while silence <= LONGEST_SILENCE_DAYS:
        silence += 1
        for opens, closes in hours.intervals_on(day):
            begins = max(opens, opened_at)
            if begins + left <= closes:
                return (begins + left).astimezone(UTC)
            if begins < closes:
                left -= closes - begins
                silence = 0
        day += _ONE_DAY
    raise NeverOpen(f"no opening hours in the year before {day}")


def next_morning(after: datetime, hours: OpeningHours) -> datetime:
    """When the house next opens for the day, later than `after`. Raises NeverOpen as `due_at` does."""
    first = _aware(after).astimezone(hours.tz).date()
    for number in range(LONGEST_SILENCE_DAYS + 1):
        opens = [opens for opens, _closes in hours.intervals_on(first + timedelta(days=number))][:1]
        if opens and opens[0] > after:
            return opens[0].astimezone(UTC)
    raise NeverOpen(f"no opening hours in the year after {first}")


def working_time(start: datetime, end: datetime, hours: OpeningHours) -> timedelta:
    """How long the house was open between two instants; nothing if `end` is not after `start`."""
    first, last = _aware(start).astimezone(hours.tz).date(), _aware(end).astimezone(hours.tz).date()
    if end <= start:
        return _NOTHING
    if first == last:
        return _overlap(first, start, end, hours)
    whole_days = (hours.worked_on(first + timedelta(days=number)) for number in range(1, (last - first).days))
    return _overlap(first, start, end, hours) + sum(whole_days, _NOTHING) + _overlap(last, start, end, hours)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for opens, closes in sorted(spans):
        if opens >= closes:
            raise ValueError(f"opening hours close before they open: {opens}, {closes}")
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return tuple(merged)


def _overlap(day: date, start: datetime, end: datetime, hours: OpeningHours) -> timedelta:
    clipped = ((max(opens, start), min(closes, end)) for opens, closes in hours.intervals_on(day))
    return sum((until - since for since, until in clipped if since < until), _NOTHING)


def _instant(day: date, local: time, offset: timedelta) -> datetime:
    return datetime.combine(day, local, UTC) - offset


@lru_cache(maxsize=64)
def _nominal(spans: tuple[Span, ...]) -> timedelta:
    return sum(
        (_instant(date.min, closes, _NOTHING) - _instant(date.min, opens, _NOTHING) for opens, closes in spans),
        _NOTHING,
    )


def _aware(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError(f"{instant} has no time zone")
    return instant
