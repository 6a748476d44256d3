"""What a report is made of."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import ngettext

from requests_app.reports.charts import BarChart, LineChart
from requests_app.reports.periods import Span
from requests_app.reports.tables import Table

FEW = 5  # below that, a median or a percentile says more about chance than about the work


@dataclass(frozen=True)
class Asked:
    """The period, what it is compared with, and whether the result will leave the house."""

    now: Span
    before: Span
    publication: bool = False

    @property
    def now_words(self) -> str:
        return in_words(self.now)

    @property
    def before_words(self) -> str:
        return in_words(self.before)


@dataclass(frozen=True)
class Figure:
    """One number and what it counts. `was` is the same number in the period compared with, "" where there is none."""

    name: str
    title: str
    value: str
    about: str
    was: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A table, what it counts, and its chart."""

    name: str
    title: str
    about: str
    table: Table
    chart: BarChart | LineChart | None = None


def in_words(span: Span) -> str:
    """1 November 2026 to 23 November 2026 (23 days)."""
    words = ngettext("%(first)s to %(last)s (%(days)s day)", "%(first)s to %(last)s (%(days)s days)", span.days)
    first, last = date_format(span.first, "DATE_FORMAT"), date_format(span.last, "DATE_FORMAT")
    return words % {"first": first, "last": last, "days": span.days}
