"""Which days are counted, and which they are compared with."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.reports import periods
from requests_app.reports.periods import Span

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("named", "today", "first", "last"),
    [
        (periods.this_month, date(2026, 11, 23), date(2026, 11, 1), date(2026, 11, 23)),
        (periods.last_month, date(2026, 1, 15), date(2025, 12, 1), date(2025, 12, 31)),
        (periods.last_month, date(2024, 3, 31), date(2024, 2, 1), date(2024, 2, 29)),
        (periods.this_quarter, date(2026, 11, 23), date(2026, 10, 1), date(2026, 11, 23)),
        (periods.last_quarter, date(2026, 2, 1), date(2025, 10, 1), date(2025, 12, 31)),
        (periods.this_year, date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1)),
        (periods.last_year, date(2026, 6, 1), date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_named_period_ends_with_the_calendar_or_with_today(named, today, first, last):
    assert named(today) == Span(first, last)


@pytest.mark.parametrize(
    ("span", "before"),
    [
        (Span(date(2026, 1, 1), date(2026, 1, 31)), Span(date(2025, 12, 1), date(2025, 12, 31))),
        (Span(date(2024, 3, 1), date(2024, 3, 31)), Span(date(2024, 2, 1), date(2024, 2, 29))),
        (Span(date(2026, 1, 1), date(2026, 3, 31)), Span(date(2025, 10, 1), date(2025, 12, 31))),
        (Span(date(2025, 1, 1), date(2025, 12, 31)), Span(date(2024, 1, 1), date(2024, 12, 31))),
        (Span(date(2026, 1, 1), date(2026, 1, 10)), Span(date(2025, 12, 22), date(2025, 12, 31))),
        (Span(date(2026, 11, 1), date(2026, 11, 23)), Span(date(2026, 10, 9), date(2026, 10, 31))),
    ],
)
def test_the_period_before_is_as_long_and_crosses_the_year(span, before):
    assert span.before() == before


@pytest.mark.parametrize(
    ("span", "before"),
    [
        (Span(date(2024, 2, 1), date(2024, 2, 29)), Span(date(2023, 2, 1), date(2023, 2, 28))),
        (Span(date(2025, 2, 1), date(2025, 2, 28)), Span(date(2024, 2, 1), date(2024, 2, 29))),
        (Span(date(2024, 2, 29), date(2024, 3, 5)), Span(date(2023, 2, 28), date(2023, 3, 5))),
        (Span(date(2025, 12, 20), date(2026, 1, 10)), Span(date(2024, 12, 20), date(2025, 1, 10))),
    ],
)
def test_a_year_earlier_means_the_same_dates_whatever_february_does(span, before):
    assert span.year_before() == before


@given(DAYS, st.integers(0, 4_000))
def test_the_period_before_touches_and_never_overlaps(first, days):
    span = Span(first, first + timedelta(days=days))
    before = span.before()

    assert before.last + timedelta(days=1) == span.first
    assert before.is_whole_months if span.is_whole_months else before.days == span.days


@given(DAYS)
def test_a_day_begins_and_ends_at_our_midnight_also_when_the_clock_changes(day):
    starts, ends = Span(day, day).moments

    assert (starts.hour, ends.hour) == (0, 0)
    assert (starts.date(), ends.date()) == (day, day + timedelta(days=1))
    assert timedelta(hours=23) <= ends.astimezone(starts.tzinfo) - starts <= timedelta(hours=25)
