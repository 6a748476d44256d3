"""Pages by the values of a row: every row once, in order, forwards and backwards, whatever is empty or equal."""

import base64
import json
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from requests_app.models import Ticket
from requests_app.triage.asked import SORTS
from tests.triage import rows

SHAPES = st.lists(
    st.tuples(st.integers(1, 4), st.one_of(st.none(), st.integers(0, 3)), st.integers(0, 3)), min_size=1, max_size=12
)
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def shaped(cast):
    """Twelve tickets whose priority, due time and activity the example decides; ties and gaps are the point."""
    tickets = rows.many(12, team=cast.reception)
    start = timezone.now()

    def shape(example):
        for ticket, (priority, due, moved) in zip(tickets, example, strict=False):
            ticket.priority = priority
            ticket.next_due_at = None if due is None else start + timedelta(hours=due)
            ticket.opened_at = ticket.last_activity_at = start + timedelta(hours=moved)
        Ticket.objects.bulk_update(tickets, ["priority", "next_due_at", "opened_at", "last_activity_at"])
        return Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets[: len(example)]])

    return shape


@pytest.mark.parametrize("sort", SORTS)
@given(example=SHAPES, size=st.integers(1, 5))
@QUICK
def test_every_row_comes_once_and_in_order(shaped, sort, example, size):
    tickets, keyset = shaped(example), SORTS[sort]
    everything = [row.pk for row in keyset.page(tickets, size=50).rows]

    forwards, page = [], keyset.page(tickets, size=size)
    while True:
        forwards.append(page)
        if not page.next:
            break
        page = keyset.page(tickets, size=size, after=page.next)
    backwards = [page]
    while page.previous:
        page = keyset.page(tickets, size=size, before=page.previous)
        backwards.append(page)

    assert sorted(everything) == sorted(tickets.values_list("pk", flat=True))
    assert [row.pk for page in forwards for row in page.rows] == everything
    assert [row.pk for page in reversed(backwards) for row in page.rows][-len(everything) :] == everything


def test_the_most_pressing_come_first_and_what_waits_comes_last(shaped):
    tickets = shaped([(2, 1, 0), (4, None, 0), (4, 2, 0), (4, 1, 0), (1, 0, 0)])

    order = [(row.priority, row.next_due_at is None) for row in SORTS["need"].page(tickets, size=9).rows]

    assert order == [(4, False), (4, False), (4, True), (2, False), (1, False)]


def encoded(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "nonsense",
        "%%%",
        "é",
        "A" * 500,
        encoded("activity"),
        encoded(3),
        encoded([]),
        encoded(["need", 4, "2026-01-01T00:00:00+00:00", 1]),  # of another order
        encoded(["activity", "2026-01-01T00:00:00+00:00"]),
        encoded(["activity", "2026-01-01T00:00:00", 1]),  # no time zone
        encoded(["activity", "0001-01-01T00:00:00+14:00", 1]),  # before the first moment there is
        encoded(["activity", "yesterday", 1]),
        encoded(["activity", None, 1]),
        encoded(["activity", "2026-01-01T00:00:00+00:00", "1 OR 1=1"]),
        encoded(["activity", "2026-01-01T00:00:00+00:00", True]),
        encoded(["activity", "2026-01-01T00:00:00+00:00", 10**30]),
        encoded(["activity", {"$gt": 0}, [1]]),
    ],
)
def test_a_bad_cursor_shows_the_first_page(cast, cursor):
    rows.many(3, team=cast.reception)
    first = SORTS["activity"].page(Ticket.objects.all(), size=2)

    assert SORTS["activity"].page(Ticket.objects.all(), size=2, after=cursor).rows == first.rows
    assert SORTS["activity"].page(Ticket.objects.all(), size=2, before=cursor).rows == first.rows


def test_a_page_costs_one_statement_and_skips_nothing(cast, django_assert_num_queries):
    rows.many(6, team=cast.reception)
    keyset = SORTS["activity"]
    cursor = keyset.page(Ticket.objects.all(), size=2).next

    with django_assert_num_queries(1) as done:
        keyset.page(Ticket.objects.all(), size=2, after=cursor)

    assert "OFFSET" not in done.captured_queries[0]["sql"]
    assert "COUNT" not in done.captured_queries[0]["sql"]
