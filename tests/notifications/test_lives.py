"""Whatever happens to a letter, in whatever order."""

import smtplib
from datetime import timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from notifications import outbox, schedule
from notifications.models import OutgoingEmail, State
from tests.notifications.conftest import NOW

FINAL = {State.SENT, State.REFUSED, State.GIVEN_UP, State.WITHDRAWN}
GIVE_UP_HOURS = 1


class Killed(BaseException):
    """kill -9, as seen from inside."""


HAPPENINGS = {
    "taken": None,
    "later": smtplib.SMTPDataError(451, b"later"),
    "refused": smtplib.SMTPDataError(554, b"never"),
    "silence": smtplib.SMTPServerDisconnected(),
    "killed": Killed(),
}


class Fate(BaseEmailBackend):
    """A mail server that does what the example says."""

    happening = "taken"

    def send_messages(self, messages):
        error = HAPPENINGS[self.happening]
        if error:
            raise error
        return len(messages)


@pytest.fixture
def fate(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Fate"
    settings.OUTBOX_GIVE_UP_DAYS = GIVE_UP_HOURS / 24
    return Fate


@given(st.lists(st.tuples(st.sampled_from([*HAPPENINGS, "withdrawn"]), st.integers(0, 90)), max_size=16))
@effort(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_tries_never_exceed_the_schedule_and_an_end_is_an_end(letter, fate, happenings):
    pk, now, tries_allowed = letter().pk, NOW, 1 + len(schedule.pauses(timedelta(hours=GIVE_UP_HOURS)))
    ended = None
    for happening, minutes in happenings:
        now += timedelta(minutes=minutes)
        live_through(pk, happening, now)

        row = OutgoingEmail.objects.get(pk=pk)
        assert row.attempts <= tries_allowed
        assert ended in {None, row.state}
        ended = row.state if row.state in FINAL else None
        assert (ended is None) is (row.attempt_after is not None)


def live_through(pk, happening, now):
    if happening == "withdrawn":
        outbox.withdraw(pk, by="amina")
        return
    Fate.happening = happening
    try:
        outbox.deliver(pk, now)
    except Killed:
        return


def test_a_letter_that_is_never_taken_is_given_up_after_its_last_try(letter, fate):
    pk, now = letter().pk, NOW
    moments = []
    Fate.happening = "later"
    while (due := OutgoingEmail.objects.get(pk=pk).attempt_after) is not None:
        moments.append(due - NOW)
        outbox.deliver(pk, now := due)

    assert [int(moment.total_seconds() / 60) for moment in moments] == [0, 1, 3, 7, 15, 31]
    assert OutgoingEmail.objects.get(pk=pk).state == State.GIVEN_UP
    assert outbox.deliver(pk, now + timedelta(days=30)) is None
