"""The database counts as a person with a pencil would, in the same number of statements however much there is."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from requests_app.models import TicketFact
from requests_app.models.tickets import OPEN_STATUSES, PAUSED_STATUSES
from requests_app.reports import queries
from requests_app.reports.periods import Span
from requests_app.reports.queries import Bucket, Delay, Waiting
from tests.reports import facts
from tests.reports.facts import TODAY

pytestmark = pytest.mark.django_db

SPANS = [
    Span(date(2026, 11, 1), TODAY),
    Span(date(2026, 1, 1), date(2026, 1, 31)),  # its comparison lies in the year before
    Span(date(2025, 12, 20), date(2026, 1, 10)),
    Span(date(2026, 1, 1), TODAY),
    Span(date(2026, 3, 29), date(2026, 3, 29)),  # a day of 23 hours
]


def in_span(day, span):
    return day is not None and span.first <= day <= span.last


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("before_of", [Span.before, Span.year_before])
def test_counts_are_those_of_a_recount_by_hand(span, before_of):
    rows, before = facts.many(400), before_of(span)
    found = {(row.dimension, row.code): row[2:] for row in queries.counts(span, before)}

    expected = {}
    for name in (*queries.RECEIVED_BY, "outcome"):
        day = "resolved_on" if name == "outcome" else "opened_on"
        tally = Counter(
            (str(getattr(row, name)), place, row.confidential)
            for row in rows
            for place, days in (("now", span), ("before", before))
            if in_span(getattr(row, day), days)
        )
        for code in {key[0] for key in tally}:
            places = (("now", False), ("now", True), ("before", False), ("before", True))
            expected[name, code] = tuple(tally[code, *place] for place in places)
    assert found == expected


@pytest.mark.parametrize("span", SPANS)
def test_delays_are_those_of_a_sorted_list(span):
    rows, before = facts.many(400), span.before()
    expected = []
    for clock in ("first_response", "resolution"):
        groups = [("now", "all", span, None), ("before", "all", before, None)]
        groups += [("now", "team", span, code) for code in {row.team for row in rows}]
        groups += [("now", "form", span, code) for code in {row.form for row in rows}]
        for when, dimension, days, code in groups:
            chosen = sorted(
                (getattr(row, f"{clock}_minutes"), getattr(row, f"{clock}_in_time"))
                for row in rows
                if in_span(_day_of(row, clock), days) and (code is None or getattr(row, dimension) == code)
            )
            if chosen:
                half, nine_tenths = chosen[-(-len(chosen) // 2) - 1][0], chosen[-(-len(chosen) * 9 // 10) - 1][0]
                kept = sum(in_time for _minutes, in_time in chosen)
                expected.append(Delay(clock, when, dimension, code or "", len(chosen), kept, half, nine_tenths))

    assert sorted(queries.delays(span, before)) == sorted(expected)


def _day_of(row, clock):
    if clock == "resolution":
        return row.resolved_on
    return row.first_response_at and timezone.localdate(row.first_response_at)


@pytest.mark.parametrize(
    ("size", "median", "ninetieth"),
    [(1, 1, 1), (2, 1, 2), (3, 2, 3), (9, 5, 9), (10, 5, 9), (11, 6, 10), (100, 50, 90)],
)
def test_a_percentile_is_the_delay_within_which_that_share_was_answered(size, median, ninetieth):
    for minutes in range(1, size + 1):
        facts.fact(TODAY, answered_on=TODAY, first_response_minutes=minutes)
    span = Span(TODAY, TODAY)

    found = next(row for row in queries.delays(span, span.before()) if row.dimension == "all")

    assert (found.median, found.ninetieth) == (median, ninetieth)


def test_an_answer_just_before_midnight_counts_on_the_day_it_was_here():
    answered = facts.fact(TODAY, answered_on=TODAY)
    answered.first_response_at = facts.at(TODAY, 23) + timedelta(minutes=59)  # 22:59 in universal time
    answered.save()

    days = {day: queries.delays(Span(day, day), Span(day, day)) for day in (TODAY, TODAY + timedelta(days=1))}

    assert days[TODAY]
    assert not days[TODAY + timedelta(days=1)]


@pytest.mark.parametrize(("days", "width"), [(31, "day"), (32, "week"), (183, "week"), (184, "month")])
def test_a_chart_over_time_has_every_request_once_and_the_quiet_days_too(days, width):
    rows = facts.many(300)
    span = Span(TODAY - timedelta(days=days - 1), TODAY)

    buckets = queries.over_time(span)

    assert queries.bucket_width(span) == width
    assert sum(bucket.received for bucket in buckets) == sum(in_span(row.opened_on, span) for row in rows)
    assert sum(bucket.ended for bucket in buckets) == sum(in_span(row.resolved_on, span) for row in rows)
    gaps = {(after.first - bucket.first).days for bucket, after in pairwise(buckets)}
    assert gaps <= {"day": {1}, "week": {7}, "month": {28, 29, 30, 31}}[width]


def test_a_week_begins_on_monday_and_a_month_on_the_first():
    facts.fact(date(2026, 11, 22))
    facts.fact(date(2026, 11, 23))

    weeks = queries.over_time(Span(date(2026, 10, 20), TODAY))
    months = queries.over_time(Span(date(2026, 1, 15), TODAY))

    assert weeks[-2:] == [Bucket(date(2026, 11, 16), 1, 0), Bucket(date(2026, 11, 23), 1, 0)]
    assert (months[0].first, months[-1]) == (date(2026, 1, 1), Bucket(date(2026, 11, 1), 2, 0))


def test_the_backlog_is_what_has_not_ended_by_age():
    rows = facts.many(400)

    expected = []
    for band, (youngest, oldest) in enumerate([(0, 6), (7, 27), (28, 90), (91, 10_000)]):
        ages = [row for row in rows if youngest <= (TODAY - row.opened_on).days <= oldest]
        still = [row for row in ages if row.status in OPEN_STATUSES]
        paused = sum(row.status in PAUSED_STATUSES for row in still)
        expected.append(Waiting(band, len(still) - paused, paused, sum(not row.first_response_at for row in still)))
    assert queries.backlog(TODAY) == expected


def test_facts_that_are_listed_are_never_confidential():
    facts.many(200)

    listed = queries.facts(Span(date(2025, 1, 1), TODAY))

    assert listed.exists()
    assert not listed.filter(confidential=True).exists()
    assert TicketFact.objects.filter(confidential=True).exists()
