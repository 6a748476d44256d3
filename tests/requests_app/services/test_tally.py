"""Counting at the public door is exact, however many count at once, and keeps nothing beyond its time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from requests_app.models import Tally
from requests_app.services import tally

NOON = datetime(2026, 11, 24, 12, 30, 15, tzinfo=UTC)


def test_each_key_is_counted_by_itself_in_one_statement(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert tally.count({"a": NOON, "b": NOON}) == {"a": 1, "b": 1}
    assert tally.count({"b": NOON, "c": NOON}) == {"b": 2, "c": 1}
    assert tally.count({}) == {}


def test_what_was_refused_is_not_counted(db):
    with transaction.atomic():
        tally.count({"a": NOON})
        transaction.set_rollback(True)

    assert tally.count({"a": NOON}) == {"a": 1}


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_never_read_the_same_number():
    def count(turn):
        try:
            with transaction.atomic():
                return tally.count({"everybody": NOON, f"own {turn % 4}": NOON})["everybody"]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(count, range(64)))

    assert sorted(numbers) == list(range(1, 65))
    assert Tally.objects.get(key="own 1").count == 16


def test_a_window_ends_on_the_hour_and_the_key_changes_with_it():
    hour = tally.window_end(NOON, tally.HOUR)

    assert hour == datetime(2026, 11, 24, 13, tzinfo=UTC)
    assert tally.window_end(hour, tally.HOUR) == hour + tally.HOUR
    assert tally.window_end(NOON, tally.DAY) == datetime(2026, 11, 25, tzinfo=UTC)
    key = tally.key_of("192.0.2.1", kind="connection", until=hour)
    assert key == tally.key_of("192.0.2.1", kind="connection", until=hour)
    assert key != tally.key_of("192.0.2.1", kind="connection", until=hour + tally.HOUR)
    assert key != tally.key_of("192.0.2.1", kind="text", until=hour)


def test_what_is_over_is_swept(db):
    now = timezone.now()
    tally.count({"over": now - timedelta(seconds=1), "counts": now + timedelta(hours=1)})

    assert tally.sweep(now) == 1
    assert list(Tally.objects.values_list("key", flat=True)) == ["counts"]
