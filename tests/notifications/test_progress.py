"""What a person is told about a letter."""

from datetime import timedelta

import pytest
from django.utils import translation

from notifications import breaker, events, outbox, progress
from notifications.models import DeliveryEvent, OutgoingEmail, Reason, ServerPause, State
from tests.notifications.conftest import NOW
from tests.notifications.mail_server import Stage

Kind = DeliveryEvent.Kind
SOON = NOW + timedelta(seconds=10)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def told_of(pk, now=NOW):
    return progress.of(OutgoingEmail.objects.filter(pk=pk), now=now)[pk]


def test_a_reply_that_can_still_be_taken_back_says_until_when(letter):
    told = told_of(letter(not_before=SOON).pk)

    assert (told.words, told.until, told.reason) == ("waiting to leave", SOON, "")
    assert (told.can_be_withdrawn, told.can_be_tried, told.since) == (True, False, None)


def test_a_letter_that_leaves_at_any_moment_names_no_time(letter):
    assert told_of(letter().pk).until is None


def test_a_letter_in_a_workers_hands_is_being_sent(letter):
    pk = letter().pk
    OutgoingEmail.objects.claim([pk], by="one", now=NOW, lease=timedelta(seconds=60))

    told = told_of(pk)

    assert (told.words, told.until, told.can_be_withdrawn) == ("being sent", None, False)


@pytest.mark.parametrize(
    ("answer", "words", "reason"),
    [
        ("", "handed to the mail server", ""),
        ("451 4.3.0 later", "waiting to leave", "The mail server asks us to come back later."),
        ("550 5.1.1 unknown", "refused by the mail server", "The mail server says that this address does not exist."),
    ],
)
def test_what_the_server_answered_is_said_in_words(letter, mail_server, answer, words, reason):
    mail_server.says[Stage.BODY_TAKEN] = answer
    pk = letter().pk
    outbox.deliver(pk, NOW)

    told = told_of(pk)

    assert (told.words, told.reason, told.tries) == (words, reason, 1)
    assert told.until == (NOW + timedelta(minutes=1) if words == "waiting to leave" else None)
    assert told.can_be_tried is (answer != "")
    assert told.since == (None if words == "waiting to leave" else NOW)


def test_a_letter_given_up_says_why_and_when(letter, mail_server, settings):
    settings.OUTBOX_GIVE_UP_DAYS = 0
    mail_server.says[Stage.RCPT] = "452 4.2.2 full"
    pk = letter().pk
    outbox.deliver(pk, NOW)

    told = told_of(pk)

    assert (told.words, told.reason, told.since) == ("given up after many tries", "The mailbox is full.", NOW)
    assert told.can_be_tried


@pytest.mark.parametrize(
    ("kind", "permanent", "words", "reason"),
    [
        (Kind.DELIVERED, False, "delivered", ""),
        (Kind.BOUNCED, True, "came back", "The mailbox is full."),
        (Kind.BOUNCED, False, "handed to the mail server", "The mailbox is full."),
        (Kind.REJECTED, True, "came back", "The provider refused to send the letter."),
        (Kind.DEFERRED, False, "handed to the mail server", "The other mail server asked to come back later."),
    ],
)
def test_what_was_told_after_it_left_is_said_in_words(letter, kind, permanent, words, reason):
    queued = letter()
    told_at = NOW + timedelta(hours=1)
    events.note_report(queued, kind, key="1", reason=Reason.MAILBOX_FULL, is_permanent=permanent, happened_at=told_at)

    told = told_of(queued.pk)

    assert (told.words, told.reason, told.can_be_tried) == (words, reason, False)
    assert told.since == told_at


def test_a_letter_marked_as_unwanted_says_so_beside_its_state(letter):
    queued = letter()
    events.note_report(queued, Kind.DELIVERED, key="1")
    events.note_report(queued, Kind.COMPLAINED, key="2")

    assert (told_of(queued.pk).state, told_of(queued.pk).is_unwanted) == (State.DELIVERED, True)


def test_a_withdrawn_letter_says_no_more_than_that(letter):
    pk = letter(not_before=SOON).pk
    outbox.withdraw(pk, by="amina")

    told = told_of(pk)

    assert (told.words, told.until, told.reason) == ("withdrawn before it left", None, "")


def test_letters_that_nobody_tried_yet_say_that_the_server_is_away(letter):
    until = NOW + timedelta(minutes=5)
    ServerPause.objects.create(server=breaker.server_name(), until=until, failures=7, reason="not_reached")

    told = told_of(letter().pk)

    assert (told.until, told.reason) == (until, "The mail server cannot be reached.")


def test_a_page_of_letters_costs_as_much_as_one(letter, django_assert_num_queries):
    letters = [letter() for _ in range(5)]

    with django_assert_num_queries(3):
        assert len(progress.of(letters, now=NOW)) == 5
