"""How the post stands."""

from datetime import timedelta

import pytest
from django.db import connection

from notifications import health
from notifications.models import OutgoingEmail, State, WorkerHeartbeat
from tests.notifications.conftest import NOW


def test_an_empty_house_has_nothing_to_measure(db):
    assert health.standing(NOW) == health.Standing(
        oldest_unsent=None,
        last_heartbeat=None,
        counts={"waiting": 0, "sending": 0, "bounced": 0, "refused": 0, "given_up": 0},
    )


def test_the_oldest_unsent_letter_is_measured_from_when_it_might_have_left(letter):
    letter(not_before=NOW - timedelta(minutes=11))
    letter(not_before=NOW - timedelta(minutes=3))
    letter(not_before=NOW + timedelta(seconds=10))

    assert health.standing(NOW).oldest_unsent == timedelta(minutes=11)


def test_a_letter_that_left_is_no_longer_unsent(letter):
    letter()
    OutgoingEmail.objects.update(state=State.SENT, sent_at=NOW, attempt_after=None, attempts=1)

    assert health.standing(NOW).oldest_unsent is None


def test_the_latest_sign_of_life_of_any_worker_counts(db):
    WorkerHeartbeat.objects.create(name="old", beat_at=NOW - timedelta(days=1))
    WorkerHeartbeat.objects.create(name="new", beat_at=NOW - timedelta(seconds=4))

    assert health.standing(NOW).last_heartbeat == timedelta(seconds=4)


def test_letters_that_may_need_somebody_are_counted(letter):
    states = [State.WAITING, State.REFUSED, State.REFUSED, State.GIVEN_UP, State.BOUNCED]
    for state in states:
        sent_at = NOW if state == State.BOUNCED else None
        pk = letter().pk
        if state != State.WAITING:
            OutgoingEmail.objects.filter(pk=pk).update(state=state, attempt_after=None, attempts=1, sent_at=sent_at)

    assert health.standing(NOW).counts == {"waiting": 1, "sending": 0, "bounced": 1, "refused": 2, "given_up": 1}


@pytest.mark.parametrize(
    ("letters", "index"),
    [
        (lambda: OutgoingEmail.objects.due(NOW).order_by("attempt_after", "pk"), "email_due"),
        (OutgoingEmail.objects.unfinished, "email_due"),
        (health.undelivered, "email_lost"),
        (health.unread, "incoming_due"),
    ],
)
def test_what_is_asked_all_day_long_is_found_through_an_index(db, letters, index):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # an empty table would not be worth an index
        plan = letters().explain()

    assert index in plan
