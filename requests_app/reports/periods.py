"""Which days a report counts, and which days it compares them with. Values only."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Whole days in the time zone of the house, the first and the last included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Midnight that begins the first day, and midnight that ends the last one (no longer included)."""
        return _midnight(self.first), _midnight(self.last + DAY)

    @property
    def is_whole_months(self) -> bool:
        """Whether every month it touches is in it from end to end."""
        return self.first.day == 1 and (self.last + DAY).day == 1

    def before(self) -> "Span":
        """The same length just before: as many months when it is whole months, else as many days."""
        if not self.is_whole_months:
            return Span(self.first - self.days * DAY, self.first - DAY)
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        month = self.first.year * 12 + self.first.month - 1 - months
        return Span(date(month // 12, month % 12 + 1, 1), self.first - DAY)

    def year_before(self) -> "Span":
        """The same dates a year earlier. The last day of February answers the last day of February."""
        last = _year_earlier(self.last)
        if self.last.month == 2 and (self.last + DAY).day == 1:
            last = date(self.last.year - 1, 3, 1) - DAY
        return Span(_year_earlier(self.first), last)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _year_earlier(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year - 1, day=28)
    return day.replace(year=day.year - 1)


def this_month(today: date) -> Span:
    """From the first of the month to today: days to come would only make it look quiet."""
    return Span(today.replace(day=1), today)


def last_month(today: date) -> Span:
    last = today.replace(day=1) - DAY
    return Span(last.replace(day=1), last)


def this_quarter(today: date) -> Span:
    return Span(_quarter_start(today), today)


def last_quarter(today: date) -> Span:
    last = _quarter_start(today) - DAY
    return Span(_quarter_start(last), last)


def this_year(today: date) -> Span:
    return Span(today.replace(month=1, day=1), today)


def last_year(today: date) -> Span:
    return Span(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))


def _quarter_start(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
