"""A mail server that is unwell is left alone, by everybody."""

from datetime import timedelta

import pytest

from notifications import breaker, outbox
from notifications.answers import Answer
from notifications.breaker import Gate
from notifications.models import DeliveryAttempt, Outcome, OutgoingEmail, Reason, ServerPause, State
from tests.live import free_port
from tests.notifications.conftest import NOW
from tests.notifications.mail_server import Stage

SERVER = "mail.example.org:25"
GONE = Answer(Outcome.UNREACHABLE, Reason.NOT_REACHED, ends_round=True)


@pytest.fixture
def nobody_listens(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


def test_pauses_double_from_five_seconds_to_five_minutes():
    pauses = [int(breaker.pause_after(failures).total_seconds()) for failures in range(1, 10)]

    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert breaker.pause_after(10**6) == timedelta(minutes=5)


@pytest.mark.parametrize("failures", [1, 6, 7, 10, 11, 50])
def test_how_long_a_server_was_tried_in_vain_is_the_sum_of_its_pauses(failures):
    pauses = [breaker.pause_after(number) for number in range(1, failures + 1)]

    assert breaker.down_for(failures) == sum(pauses, timedelta())


def test_a_server_that_is_well_is_open(db):
    assert breaker.ask(SERVER, NOW) == Gate.OPEN


def test_several_workers_that_find_out_at_once_are_one_failure(db):
    for _worker in range(3):
        breaker.unwell(SERVER, GONE, NOW, knocked=False)

    pause = ServerPause.objects.get()
    assert (pause.failures, pause.until, pause.reason) == (1, NOW + timedelta(seconds=5), "not_reached")
    assert breaker.ask(SERVER, NOW + timedelta(seconds=4)) == Gate.SHUT


def test_after_the_pause_exactly_one_worker_knocks(db):
    breaker.unwell(SERVER, GONE, NOW, knocked=False)
    later = NOW + timedelta(seconds=5)

    assert [breaker.ask(SERVER, later) for _worker in range(3)] == [Gate.KNOCK, Gate.SHUT, Gate.SHUT]


def test_who_knocks_in_vain_begins_a_longer_pause(db):
    breaker.unwell(SERVER, GONE, NOW, knocked=False)
    later = NOW + timedelta(seconds=5)
    breaker.ask(SERVER, later)

    assert breaker.unwell(SERVER, GONE, later, knocked=True) == 2

    assert ServerPause.objects.get().until == later + timedelta(seconds=10)


def test_who_dies_knocking_leaves_the_door_to_the_next_after_a_lease(db):
    breaker.unwell(SERVER, GONE, NOW, knocked=False)
    later = NOW + timedelta(seconds=5)
    breaker.ask(SERVER, later)

    assert breaker.ask(SERVER, later + timedelta(seconds=59)) == Gate.SHUT
    assert breaker.ask(SERVER, later + timedelta(seconds=60)) == Gate.KNOCK


def test_a_server_that_asks_for_more_time_gets_it(db):
    asked = Answer(Outcome.LATER, Reason.BUSY, 429, ends_round=True, wait=timedelta(minutes=7))

    breaker.unwell(SERVER, asked, NOW, knocked=False)

    assert ServerPause.objects.get().until == NOW + timedelta(minutes=7)


def test_one_servers_trouble_is_not_anothers(db):
    breaker.unwell(SERVER, GONE, NOW, knocked=False)

    assert breaker.ask("other.example.org:25", NOW) == Gate.OPEN


def test_the_name_of_a_server_holds_no_name_that_we_log_in_with(settings):
    settings.EMAIL_BACKEND = breaker.SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_USER = "mail.example.org", 587, "guichet"
    assert breaker.server_name() == "mail.example.org:587"

    settings.EMAIL_BACKEND = "anymail.backends.mailgun.EmailBackend"
    assert breaker.server_name() == "anymail.backends.mailgun.EmailBackend"


def test_an_hour_without_a_server_costs_few_tries_and_nobodys_schedule(letter, nobody_listens):
    for _ in range(50):
        letter()

    rounds = 0
    for second in range(0, 3600, 5):
        before = _failures()
        outbox.deliver_due(NOW + timedelta(seconds=second))
        rounds += _failures() != before

    assert rounds <= 20
    assert OutgoingEmail.objects.filter(state=State.WAITING, attempts=0, attempt_after=NOW).count() == 50
    assert DeliveryAttempt.objects.count() <= 2  # the same trouble is written down once an hour


def test_a_server_that_is_well_again_gets_one_letter_and_then_all(letter, mail_server):
    mail_server.says[Stage.CONNECT] = "421 4.3.2 too busy"
    for _ in range(5):
        letter()
    outbox.deliver_due(NOW)
    mail_server.says.clear()

    assert outbox.deliver_due(NOW + timedelta(seconds=4)) == 0
    assert outbox.deliver_due(NOW + timedelta(seconds=6)) == 5

    assert not ServerPause.objects.exists()


def test_a_refused_letter_shows_that_the_server_is_well(letter, mail_server):
    mail_server.says[Stage.CONNECT] = "421 4.3.2 too busy"
    letter()
    outbox.deliver_due(NOW)
    mail_server.says = {Stage.RCPT: "550 5.1.1 unknown"}

    outbox.deliver_due(NOW + timedelta(seconds=6))

    assert not ServerPause.objects.exists()


def test_who_knocks_and_finds_no_letter_leaves_the_door_as_it_was(letter, mail_server):
    breaker.unwell(breaker.server_name(), GONE, NOW, knocked=False)
    elder, younger = letter(about="A").pk, letter(about="A").pk
    OutgoingEmail.objects.claim([elder], by="other", now=NOW, lease=timedelta(seconds=60))

    assert outbox.deliver(younger, NOW + timedelta(seconds=5)) is None

    assert breaker.ask(breaker.server_name(), NOW + timedelta(seconds=5)) == Gate.KNOCK


def test_letters_are_given_up_when_the_server_was_tried_in_vain_for_five_days(letter, nobody_listens):
    old, young = letter().pk, letter(not_before=NOW + timedelta(days=4)).pk
    now = NOW + timedelta(days=5)
    outbox.deliver_due(now)
    assert OutgoingEmail.objects.get(pk=old).state == State.WAITING  # the house was switched off all that time

    ServerPause.objects.update(failures=5 * 24 * 12 + 5, until=now)
    outbox.deliver_due(now)

    assert OutgoingEmail.objects.get(pk=old).state == State.GIVEN_UP
    assert OutgoingEmail.objects.get(pk=young).state == State.WAITING


def _failures():
    pause = ServerPause.objects.first()
    return (pause.failures, pause.until) if pause else None
