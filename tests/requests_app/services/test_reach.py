"""Members of staff whom our letters do not reach: found, and the administrators told once a week, by number alone."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from notifications import addresses, outbox
from notifications.models import DeliveryAttempt, OutgoingEmail, State
from requests_app.models import Notice, NoticePreference, User
from requests_app.models.notices import Event
from requests_app.services import digests, reach
from requests_app.services.reach import Obstacle
from tests import make

NOW = timezone.now()
DAY = timedelta(days=1)


@pytest.fixture
def everybody_is_there(cast):
    """All have logged in, so that only what a test says is in the way."""
    User.objects.update(last_login=NOW)
    return cast


def letter(address, state, *, age=DAY, reason="no_such_mailbox"):
    with transaction.atomic():
        row = outbox.queue(kind="notices", to=address, subject="s", text="t")
    at = NOW - age
    left = state in {State.SENT, State.DELIVERED, State.BOUNCED}
    OutgoingEmail.objects.filter(pk=row.pk).update(
        state=state, attempts=1, attempt_after=None, created_at=at, sent_at=at if left else None
    )
    DeliveryAttempt.objects.create(email=row, at=at, outcome="refused", reason=reason)
    return row


def found():
    return {one.name: one.obstacle for one in reach.unreached(NOW)}


@pytest.mark.parametrize(
    ("states", "is_lost"),
    [
        (["bounced"], True),
        (["refused"], True),
        (["given_up"], True),
        (["delivered"], False),
        (["refused", "delivered"], False),
        (["delivered", "refused"], True),
        (["refused", "sent"], True),  # handed over an hour ago: it may still come back
        ([], False),
    ],
)
def test_who_is_reached_is_read_off_the_newest_letter_of_which_we_know(everybody_is_there, states, is_lost):
    for state in states:
        letter(everybody_is_there.amina.email, state, age=timedelta(hours=1))

    assert found() == ({"Amina": Obstacle.LOST} if is_lost else {})


def test_a_letter_that_did_not_come_back_for_days_has_arrived(everybody_is_there):
    letter(everybody_is_there.amina.email, "refused", age=5 * DAY)
    letter(everybody_is_there.amina.email, "sent", age=3 * DAY)

    assert found() == {}


def test_another_address_is_another_story(everybody_is_there):
    letter(everybody_is_there.amina.email, "refused")
    everybody_is_there.amina.email = "amina.new@example.org"
    everybody_is_there.amina.save()

    assert found() == {}


def test_a_team_whose_address_is_dead_is_named_with_the_reason(everybody_is_there):
    letter(everybody_is_there.reception.email, "refused")

    [one] = reach.unreached(NOW)
    assert (one.name, one.obstacle) == (str(everybody_is_there.reception), Obstacle.LOST)
    assert one.letter.reason


def test_who_switched_everything_off_is_named_if_a_team_counts_on_her(everybody_is_there):
    for person in (everybody_is_there.amina, everybody_is_there.claire):
        for event in Event:
            NoticePreference.objects.create(user=person, event=event, how="never")

    assert found() == {"Amina": Obstacle.ALL_OFF}


def test_who_keeps_one_notice_is_reached(everybody_is_there):
    for event in list(Event)[1:]:
        NoticePreference.objects.create(user=everybody_is_there.amina, event=event, how="never")

    assert found() == {}


def test_an_account_that_nobody_ever_used_is_named_after_a_week(everybody_is_there):
    User.objects.filter(name="Dara").update(last_login=None)
    assert found() == {}

    User.objects.filter(name="Dara").update(created_at=NOW - 8 * DAY)
    assert found() == {"Dara": Obstacle.UNUSED}

    User.objects.filter(name="Dara").update(is_active=False)
    assert found() == {}


def test_what_is_no_address_is_named_and_keeps_nobody_else_from_a_letter(everybody_is_there):
    User.objects.filter(name="Amina").update(email="amina")
    make.user("emil", team=everybody_is_there.reception, last_login=NOW)
    ticket = make.ticket(team=everybody_is_there.reception)
    for person in User.objects.filter(name__in=["Amina", "Emil"]):
        Notice.objects.create(user=person, event=Event.NEW_TICKET, ticket=ticket, created_at=NOW, due_at=NOW)

    assert found() == {"Amina": Obstacle.NO_ADDRESS}
    assert digests.tell_due(NOW) == 1
    assert digests.tell_due(NOW + DAY) == 0  # it is not tried again and again


def test_administrators_are_told_once_a_week_how_many_and_nothing_else(everybody_is_there):
    letter(everybody_is_there.amina.email, "refused")

    written = []
    for hours in range(0, 24 * 8, 6):
        now = NOW + timedelta(hours=hours)
        with time_machine.travel(now, tick=False):
            written.append(reach.remind(now))

    assert written.count(1) == 2
    assert sum(written) == 2
    one = OutgoingEmail.objects.filter(kind="unreached").first()
    assert one.to == everybody_is_there.admin.email
    assert "/desk/reports/reach/" in one.text
    assert not [word for word in ("Amina", "amina@") if word in one.subject + one.text + one.html]


def test_nobody_is_written_to_when_everybody_is_reached(everybody_is_there):
    assert reach.remind(NOW) == 0


def test_an_administrator_who_is_away_or_out_of_reach_is_not_written_to(everybody_is_there):
    letter(everybody_is_there.amina.email, "refused")
    second = make.user("second", is_staff=True, last_login=NOW)
    letter(second.email, "bounced")
    today = timezone.localdate(NOW)
    User.objects.filter(name="Admin").update(away_from=today, away_until=today)

    assert reach.remind(NOW) == 0
    assert reach.remind(NOW + DAY) == 1


def test_the_number_of_statements_does_not_grow(everybody_is_there, django_assert_num_queries):
    letter(everybody_is_there.amina.email, "refused")
    with django_assert_num_queries(7):
        reach.unreached(NOW)
    for number in range(5):
        person = make.user(f"agent-{number}", team=everybody_is_there.reception, last_login=NOW)
        letter(person.email, "refused")
    assert len({addresses.key_of(one.email) for one in reach.unreached(NOW)}) == 6
    with django_assert_num_queries(7):
        reach.unreached(NOW)
