"""Queueing, taking back, trying again."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from notifications import outbox
from notifications.models import DeliveryAttempt, OutgoingEmail, State
from tests.notifications.conftest import NOW


def test_a_letter_queued_outside_a_transaction_is_refused():
    with pytest.raises(outbox.OutsideTransaction):
        outbox.queue(kind="reply", to="zoe@example.org", subject="Bonjour", text="…")


def test_a_letter_does_not_outlive_the_transaction_that_was_rolled_back(letter):
    with transaction.atomic():
        letter()
        transaction.set_rollback(True)

    assert not OutgoingEmail.objects.exists()


def test_a_letter_gets_its_message_id_and_its_date_once_and_for_all(letter, settings):
    settings.MAIL_DOMAIN = "guichet.example.org"

    queued = OutgoingEmail.objects.get(pk=letter().pk)

    assert re.fullmatch(r"<[0-9a-f]{32}@guichet\.example\.org>", queued.message_id)
    assert re.fullmatch(r"\w{3}, \d{2} \w{3} \d{4} [\d:]{8} \+0[12]00", queued.header_values["Date"])


@pytest.mark.parametrize(
    ("nature", "auto_submitted"),
    [
        (outbox.Nature.AUTOMATIC, "auto-generated"),
        (outbox.Nature.ACKNOWLEDGEMENT, "auto-replied"),
        (outbox.Nature.HUMAN, None),
    ],
)
def test_robots_are_told_who_speaks(letter, nature, auto_submitted):
    headers = letter(nature=nature).header_values

    assert headers.get("Auto-Submitted") == auto_submitted
    assert ("X-Auto-Response-Suppress" in headers) is (auto_submitted is not None)


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n", "\v", "\f", "\x00", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("part", ["to", "subject", "reply_to", "headers"])
def test_a_line_break_never_becomes_a_header(letter, part, line_break):
    evil = f"zoe@example.org{line_break}Bcc: dara@example.org"

    with pytest.raises(outbox.UnfitLetter) as refusal:
        letter(**{part: {"In-Reply-To": evil} if part == "headers" else evil})

    assert "@" not in str(refusal.value)


@pytest.mark.parametrize("to", ["", "zoe", "zoe@example.org, dara@example.org", "zoe@@example.org", "a@b c@d"])
def test_a_letter_goes_to_exactly_one_address(letter, to):
    with pytest.raises(outbox.UnfitLetter):
        letter(to=to)


def test_a_reader_may_have_a_name_in_any_script(letter):
    assert letter(to="Олександр <alex@example.org>").to == "Олександр <alex@example.org>"


@pytest.mark.parametrize("name", ["Bcc", "bcc", "From", "MESSAGE-ID", "Date", "Auto-Submitted", "X Y", "X:Y", ""])
def test_headers_that_are_ours_are_not_the_callers_to_set(letter, name):
    with pytest.raises(outbox.UnfitLetter):
        letter(headers={name: "value"})


def test_nothing_of_a_letter_can_be_read_in_the_table(letter):
    letter(to="secret@example.org", subject="secret", text="secret", html="secret", reply_to="secret@example.org")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_outgoingemail")
        assert "secret" not in str(cursor.fetchall())


def test_the_letters_about_one_thing_are_found_by_its_reference(letter):
    mine = [letter(about="CAI-26-7K4M-2XQR") for _ in range(2)]
    letter(about="CAI-26-AAAA-AAAA")

    assert list(OutgoingEmail.objects.about("CAI-26-7K4M-2XQR")) == mine


def test_a_letter_is_not_due_before_its_time(letter):
    letter(not_before=NOW + timedelta(seconds=10))

    assert not OutgoingEmail.objects.due(NOW).exists()
    assert OutgoingEmail.objects.due(NOW + timedelta(seconds=10)).exists()


def test_only_one_of_two_workers_wins_a_letter(letter):
    pk, lease = letter().pk, timedelta(seconds=60)

    assert OutgoingEmail.objects.claim([pk], by="one", now=NOW, lease=lease)
    assert not OutgoingEmail.objects.claim([pk], by="two", now=NOW, lease=lease)
    assert OutgoingEmail.objects.claim([pk], by="two", now=NOW + lease, lease=lease)


def test_a_withdrawn_letter_never_leaves(letter, mailoutbox):
    pk = letter().pk

    assert outbox.withdraw(pk, by="amina")
    assert outbox.deliver(pk, NOW) is None
    assert outbox.deliver_due(NOW) == 0
    assert mailoutbox == []
    assert OutgoingEmail.objects.get(pk=pk).withdrawn_by == "amina"


@pytest.mark.parametrize("state", [State.SENT, State.REFUSED, State.GIVEN_UP])
def test_what_has_ended_cannot_be_withdrawn(letter, state):
    pk = letter().pk
    _put(pk, state)

    assert not outbox.withdraw(pk, by="amina")
    assert OutgoingEmail.objects.get(pk=pk).state == state


def test_a_letter_in_a_workers_hands_cannot_be_withdrawn(letter):
    pk = letter().pk
    OutgoingEmail.objects.claim([pk], by="one", now=NOW, lease=timedelta(seconds=60))

    assert not outbox.withdraw(pk, by="amina")


@pytest.mark.parametrize(
    ("state", "can_be_tried"),
    [
        (State.REFUSED, True),
        (State.GIVEN_UP, True),
        (State.SENT, False),
        (State.WITHDRAWN, False),
    ],
)
def test_a_person_can_have_an_undelivered_letter_tried_again(letter, state, can_be_tried):
    pk = letter().pk
    _put(pk, state)

    assert outbox.try_again(pk) is can_be_tried
    assert (OutgoingEmail.objects.get(pk=pk).state == State.WAITING) is can_be_tried


def test_a_letter_that_waits_can_be_hurried(letter):
    pk = letter().pk
    OutgoingEmail.objects.filter(pk=pk).update(attempt_after=NOW + timedelta(days=3650))

    assert outbox.try_again(pk)
    assert OutgoingEmail.objects.get(pk=pk).attempt_after < NOW + timedelta(days=3650)


@pytest.mark.parametrize(
    "impossible",
    [
        {"state": "lost"},
        {"state": "sent", "attempt_after": None},  # without a time
        {"state": "sent", "sent_at": NOW, "attempts": 1},  # still due
        {"state": "sending", "attempts": 1},  # by nobody
        {"leased_by": "one"},  # while it waits
        {"state": "refused", "attempt_after": None, "attempts": 0},  # never tried
        {"attempt_after": None},  # waits for ever
    ],
)
def test_the_database_refuses_a_letter_that_contradicts_itself(letter, impossible):
    pk = letter().pk

    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingEmail.objects.filter(pk=pk).update(**impossible)


def test_a_try_holds_no_address_and_no_content():
    assert {field.name for field in DeliveryAttempt._meta.fields} == {
        "id",
        "email",
        "at",
        "outcome",
        "reason",
        "smtp_code",
    }


def _put(pk, state):
    sent_at = NOW if state == State.SENT else None
    OutgoingEmail.objects.filter(pk=pk).update(state=state, attempt_after=None, attempts=1, sent_at=sent_at)
