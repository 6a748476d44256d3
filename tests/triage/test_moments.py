"""Moments as a person at the desk says them."""

from datetime import UTC, datetime, timedelta

import pytest

from requests_app.triage import moments

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday, 11:00 in Brussels


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 min ago"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=1), "1 h ago"),
        (timedelta(hours=23, minutes=59), "23 h ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=400), "400 days ago"),
    ],
)
def test_how_long_ago_is_told_to_one_unit(passed, said, english):
    assert moments.ago(NOW - passed, NOW) == said


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(seconds=-1), "late by 1 min"),
        (timedelta(minutes=-59), "late by 59 min"),
        (timedelta(hours=-23), "late by 23 h"),
        (timedelta(days=-1), "late by 1 day"),
        (timedelta(days=-3), "late by 3 days"),
        (timedelta(hours=2), "today, 13:00"),
        (timedelta(hours=13), "tomorrow, 00:00"),
        (timedelta(days=3), "Thu 26 nov, 11:00"),
    ],
)
def test_a_promise_says_when_it_falls_due_or_by_how_much_it_is_broken(left, said, english):
    assert moments.due(NOW + left, NOW) == said


def test_an_exact_moment_names_the_year_only_when_it_is_another(english):
    assert moments.exact(NOW, NOW) == "23 nov, 11:00"
    assert moments.exact(NOW - timedelta(days=365), NOW) == "23 nov 2025, 11:00"
