"""Posting, against a real mail server that answers as it likes."""

import logging
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db.utils import OperationalError

from notifications import claiming, noting, outbox
from notifications.claiming import Hand
from notifications.models import DeliveryAttempt, Outcome, OutgoingEmail, Reason, State
from notifications.posting import Postman
from tests.live import free_port
from tests.notifications.conftest import NOW
from tests.notifications.mail_server import HANG_UP, SILENCE, Stage


def test_a_letter_arrives_as_it_was_written(letter, mail_server, settings):
    settings.DEFAULT_FROM_EMAIL = "CAI <guichet@example.org>"
    queued = letter(
        subject="Ваша заявка – réponse",
        text="Ligne 1\n.\nمرحبا",
        html="<p>Ligne 1</p>",
        reply_to="r+abc@example.org",
        headers={"In-Reply-To": "<earlier@example.org>"},
    )

    outbox.deliver(queued.pk, NOW)

    (taken,) = mail_server.taken
    message = taken.message
    assert taken.reader == "zoe@example.org"
    assert taken.message_id == queued.message_id
    assert message["Subject"] == "Ваша заявка – réponse"
    assert message["From"] == "CAI <guichet@example.org>"
    assert message["Reply-To"] == "r+abc@example.org"
    assert message["In-Reply-To"] == "<earlier@example.org>"
    assert message["Date"] == queued.header_values["Date"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_body(("plain",)).get_content().split() == ["Ligne", "1", ".", "مرحبا"]
    assert message.get_body(("html",)).get_content().strip() == "<p>Ligne 1</p>"


def test_what_was_taken_is_sent_and_says_when(letter, mail_server):
    pk = letter().pk

    outbox.deliver(pk, NOW)

    sent = OutgoingEmail.objects.get(pk=pk)
    assert (sent.state, sent.sent_at, sent.attempts, sent.is_final) == (State.SENT, NOW, 1, True)
    assert _tries(pk) == [(Outcome.SENT, Reason.ACCEPTED, None)]


def test_a_letter_is_sent_once_however_often_it_is_asked_for(letter, mail_server):
    pk = letter().pk

    for _ in range(3):
        outbox.deliver(pk, NOW)

    assert len(mail_server.taken) == 1


@pytest.mark.parametrize(
    "case",
    [
        (Stage.CONNECT, "554 5.7.1 go away", State.WAITING, Outcome.UNREACHABLE, 554),
        (Stage.CONNECT, "421 4.3.2 too busy", State.WAITING, Outcome.UNREACHABLE, 421),
        (Stage.CONNECT, HANG_UP, State.WAITING, Outcome.UNREACHABLE, None),
        (Stage.EHLO, "421 4.3.2 too busy", State.WAITING, Outcome.UNREACHABLE, 421),
        (Stage.EHLO, HANG_UP, State.WAITING, Outcome.LATER, None),
        (Stage.MAIL, "451 4.3.0 later", State.WAITING, Outcome.UNREACHABLE, 451),
        (Stage.MAIL, "550 5.7.1 not you", State.WAITING, Outcome.UNREACHABLE, 550),
        (Stage.RCPT, "421 4.3.2 too busy", State.WAITING, Outcome.LATER, 421),
        (Stage.RCPT, "451 4.7.1 greylisted", State.WAITING, Outcome.LATER, 451),
        (Stage.RCPT, "550 5.1.1 <zoe@example.org> unknown", State.REFUSED, Outcome.REFUSED, 550),
        (Stage.RCPT, HANG_UP, State.WAITING, Outcome.LATER, None),
        (Stage.DATA_BEGUN, HANG_UP, State.WAITING, Outcome.LATER, None),
        (Stage.BODY_TAKEN, "451 4.3.0 later", State.WAITING, Outcome.LATER, 451),
        (Stage.BODY_TAKEN, "554 5.7.1 spam", State.REFUSED, Outcome.REFUSED, 554),
        (Stage.BODY_TAKEN, HANG_UP, State.WAITING, Outcome.LATER, None),
    ],
)
@pytest.mark.parametrize("pipelining", [True, False])
def test_each_answer_at_each_stage_leaves_the_letter_where_it_should_be(letter, mail_server, case, pipelining):
    mail_server.pipelining = pipelining
    stage, says, state, outcome, code = case
    mail_server.says[stage] = says
    pk = letter().pk

    outbox.deliver(pk, NOW)

    row = OutgoingEmail.objects.get(pk=pk)
    assert row.state == state
    ((said, _reason, heard),) = _tries(pk)
    assert (said, heard) == (outcome, code)


@pytest.mark.parametrize(
    "case",
    [
        (Stage.CONNECT, "421 4.3.2 too busy", 0, 0),  # the server heard nothing of the letter
        (Stage.MAIL, "451 4.3.0 later", 1, 1),
        (Stage.RCPT, "450 4.7.1 greylisted", 5, 1),
        (Stage.RCPT, "452 4.2.2 full", 1, 1),
        (Stage.BODY_TAKEN, "451 4.3.0 later", 1, 1),
    ],
)
def test_a_letter_waits_as_long_as_the_answer_deserves(letter, mail_server, case):
    stage, says, minutes, tries = case
    mail_server.says[stage] = says
    pk = letter().pk

    outbox.deliver(pk, NOW)

    row = OutgoingEmail.objects.get(pk=pk)
    assert (row.state, row.attempts, row.attempt_after) == (State.WAITING, tries, NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize("stage", [Stage.CONNECT, Stage.MAIL, Stage.BODY_TAKEN])
def test_a_server_that_falls_silent_costs_one_timeout_and_the_letter_waits(letter, mail_server, settings, stage):
    settings.EMAIL_TIMEOUT = 0.05
    mail_server.says[stage] = SILENCE
    first, second = letter().pk, letter().pk

    assert outbox.deliver_due(NOW) == 0

    assert [len(_tries(first)), len(_tries(second))] == [1, 0]
    assert mail_server.connections == 1


def test_a_letter_lost_in_silence_comes_again_with_the_same_message_id(letter, mail_server):
    mail_server.says[Stage.BODY_TAKEN] = HANG_UP
    queued = letter()
    outbox.deliver(queued.pk, NOW)
    mail_server.says.clear()

    outbox.deliver(queued.pk, NOW + timedelta(minutes=1))

    assert mail_server.message_ids == [queued.message_id] * 2
    assert [outcome for outcome, _, _ in _tries(queued.pk)] == [Outcome.LATER, Outcome.SENT]


@pytest.mark.parametrize("pipelining", [True, False])
def test_many_letters_go_over_one_connection_even_past_a_refused_one(letter, mail_server, pipelining):
    mail_server.pipelining = pipelining
    pks = [letter(to=f"reader{n}@example.org").pk for n in range(5)]
    refused = iter([True] + [False] * 4)
    mail_server.on_stage = lambda _connection, stage: (
        mail_server.says.update({Stage.RCPT: "550 5.1.1 unknown" if next(refused) else ""})
        if stage == Stage.RCPT
        else None
    )

    assert outbox.deliver_due(NOW) == 4

    assert mail_server.connections == 1
    assert OutgoingEmail.objects.get(pk=pks[0]).state == State.REFUSED


def test_a_server_that_is_down_costs_one_try_not_one_for_each_letter(letter, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    for _ in range(5):
        letter()

    assert outbox.deliver_due(NOW) == 0

    assert [(row.outcome, row.reason) for row in DeliveryAttempt.objects.all()] == [
        (Outcome.UNREACHABLE, Reason.NOT_REACHED)
    ]
    assert OutgoingEmail.objects.filter(attempts=0, state=State.WAITING, attempt_after=NOW).count() == 5


def test_a_server_that_is_well_again_gets_all_that_waited(letter, mail_server):
    mail_server.says[Stage.CONNECT] = "421 4.3.2 too busy"
    for _ in range(3):
        letter()
    outbox.deliver_due(NOW)
    mail_server.says.clear()

    assert outbox.deliver_due(NOW + timedelta(minutes=2)) == 3


def test_a_round_takes_no_more_than_its_limit(letter, mailoutbox):
    for _ in range(3):
        letter()

    assert outbox.deliver_due(NOW, limit=2) == 2
    assert outbox.deliver_due(NOW, limit=2) == 1


def test_a_worker_told_to_stop_begins_no_further_letter(letter, mailoutbox):
    for _ in range(3):
        letter()

    assert Postman(clock=lambda: NOW, keep_going=lambda: not mailoutbox).deliver_due() == 1

    assert OutgoingEmail.objects.filter(state=State.WAITING, attempts=0, leased_by="").count() == 2


def test_a_letter_whose_worker_died_is_sent_by_the_next_and_says_so(letter, mailoutbox):
    pk = letter().pk
    OutgoingEmail.objects.claim([pk], by="dead", now=NOW, lease=timedelta(seconds=60))

    assert outbox.deliver(pk, NOW + timedelta(seconds=59)) is None
    outbox.deliver(pk, NOW + timedelta(seconds=60))

    assert [outcome for outcome, _, _ in _tries(pk)] == [Outcome.INTERRUPTED, Outcome.SENT]
    assert OutgoingEmail.objects.get(pk=pk).attempts == 2


def test_of_all_letters_that_a_dead_worker_held_only_the_one_it_died_over_counts_a_try(letter, mailoutbox):
    pks = [letter().pk for _ in range(3)]
    OutgoingEmail.objects.claim(pks, by="dead", now=NOW, lease=timedelta(seconds=60))

    assert outbox.deliver_due(NOW + timedelta(seconds=60)) == 3

    assert [len(_tries(pk)) for pk in pks] == [2, 1, 1]
    assert [OutgoingEmail.objects.get(pk=pk).attempts for pk in pks] == [2, 1, 1]


def test_a_letter_that_kills_every_worker_is_given_up_in_the_end(letter, mailoutbox, settings):
    settings.OUTBOX_GIVE_UP_DAYS = 0
    pk = letter().pk
    OutgoingEmail.objects.claim([pk], by="dead", now=NOW, lease=timedelta(seconds=60))

    assert outbox.deliver(pk, NOW + timedelta(hours=1)) is None

    assert OutgoingEmail.objects.get(pk=pk).state == State.GIVEN_UP
    assert mailoutbox == []


def test_sent_is_sent_even_when_the_slow_worker_had_lost_its_lease(letter, mail_server):
    pk = letter().pk

    _deliver_slowly(pk)

    assert OutgoingEmail.objects.get(pk=pk).state == State.SENT


def test_a_slow_workers_failure_does_not_undo_what_another_is_doing(letter, mail_server):
    mail_server.says[Stage.RCPT] = "550 5.1.1 unknown"
    pk = letter().pk

    _deliver_slowly(pk)

    row = OutgoingEmail.objects.get(pk=pk)
    assert (row.state, row.leased_by) == (State.SENDING, "quick")


def test_an_answer_is_not_forgotten_when_the_database_was_away_just_then(letter, mail_server):
    queued = letter()
    postman = Postman(clock=lambda: NOW)
    with away(postman):
        postman.deliver(queued.pk)

    postman.deliver_due()

    assert OutgoingEmail.objects.get(pk=queued.pk).state == State.SENT
    assert len(mail_server.taken) == 1


def test_a_letter_whose_key_is_missing_waits_for_the_key(letter, settings, mailoutbox):
    pk, keys = letter().pk, settings.FIELD_KEYS
    settings.FIELD_KEYS = ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]
    outbox.deliver(pk, NOW)
    settings.FIELD_KEYS = keys

    assert _tries(pk) == [(Outcome.LATER, Reason.LOCKED, None)]
    assert outbox.deliver(pk, NOW + timedelta(minutes=1)).outcome == Outcome.SENT


def test_that_a_letter_was_sent_is_noted_before_the_server_has_the_next(letter, mail_server, monkeypatch):
    for _ in range(3):
        letter()
    had = []
    note = noting._note_sent
    monkeypatch.setattr(noting, "_note_sent", lambda *a, **k: (had.append(len(mail_server.taken)), note(*a, **k)))

    outbox.deliver_due(NOW)

    assert had == [1, 2, 3]


def test_a_database_that_goes_away_between_two_letters_costs_neither(letter, mail_server, monkeypatch):
    pks = [letter().pk for _ in range(2)]
    postman, note = Postman(clock=lambda: NOW), noting._note_sent
    monkeypatch.setattr(noting, "_note_sent", away_now)
    with pytest.raises(OperationalError):
        postman.deliver_due()
    assert len(mail_server.taken) == 1
    monkeypatch.setattr(noting, "_note_sent", note)

    assert postman.deliver_due() == 1

    assert len(mail_server.taken) == 2
    assert [[outcome for outcome, _, _ in _tries(pk)] for pk in pks] == [[Outcome.SENT]] * 2


def away_now(*_arguments, **_options):
    raise OperationalError


def test_what_a_provider_calls_the_letter_is_kept_for_its_events(letter, settings, mailoutbox):
    settings.EMAIL_BACKEND = "anymail.backends.test.EmailBackend"
    pk = letter().pk

    outbox.deliver(pk, NOW)

    assert OutgoingEmail.objects.get(pk=pk).provider_id == "0"


def test_a_letter_does_not_overtake_one_to_the_same_reader_in_another_workers_hands(letter, mailoutbox):
    first, second = letter(about="A").pk, letter(about="A").pk
    letter(about="A", to="dara@example.org"), letter(about="B")
    OutgoingEmail.objects.claim([first], by="other", now=NOW, lease=timedelta(seconds=60))

    assert outbox.deliver_due(NOW) == 2
    assert OutgoingEmail.objects.get(pk=second).attempts == 0
    assert outbox.deliver_due(NOW + timedelta(seconds=60)) == 2

    assert [message.extra_headers["Message-ID"] for message in mailoutbox[2:]] == [
        OutgoingEmail.objects.get(pk=pk).message_id for pk in (first, second)
    ]


def test_a_letter_whose_elder_was_taken_meanwhile_waits_too():
    def row(pk, about):
        return OutgoingEmail(pk=pk, about=about, to_key="z")

    rows = [row(1, "A"), row(2, "A"), row(3, "B"), row(4, ""), row(5, "A")]

    assert [one.pk for one in claiming._without_overtaking(rows, {2, 3, 4, 5}, {("B", "z")})] == [4]


def test_what_a_worker_took_and_did_not_begin_is_put_back_as_it_was(letter, mail_server):
    mail_server.says[Stage.BODY_TAKEN] = HANG_UP
    letters = [letter() for _ in range(3)]

    outbox.deliver_due(NOW)

    untouched = OutgoingEmail.objects.filter(state=State.WAITING, attempts=0, leased_by="", attempt_after=NOW)
    assert list(untouched.values_list("pk", flat=True)) == [letters[1].pk, letters[2].pk]


def test_a_claim_that_grew_old_over_a_slow_server_is_given_back(letter):
    letters = [letter() for _ in range(3)]
    hand = Hand("slow", lambda: NOW)
    assert hand.take(OutgoingEmail.objects.due(NOW), 20)
    assert hand.next() == letters[0]
    hand._taken_at -= 59

    assert hand.next() is None

    assert OutgoingEmail.objects.filter(state=State.WAITING, attempts=0).count() == 2


def test_a_worker_that_stays_believes_no_clock_that_was_just_set_forward(letter, mailoutbox):
    pk, moment = letter().pk, NOW
    OutgoingEmail.objects.claim([pk], by="alive", now=NOW, lease=timedelta(seconds=60))
    postman = Postman(clock=lambda: moment, watchful=True)
    moment += timedelta(hours=1)

    assert postman.deliver_due() == 0
    postman._watch._since -= 61  # a whole lease has gone by on the clock that nobody sets

    assert postman.deliver_due() == 1


def test_logs_name_letters_by_number_only(letter, mail_server, caplog):
    mail_server.says[Stage.RCPT] = "550 5.1.1 <zoe@example.org> unknown"
    pk = letter().pk
    with caplog.at_level(logging.DEBUG, logger="notifications"):
        outbox.deliver(pk, NOW)

    ours = [record.getMessage() for record in caplog.records if record.name.startswith("notifications")]
    assert ours == [f"Letter {pk}: refused (no_such_mailbox)."]


def _deliver_slowly(pk):
    """So slowly that another worker takes the letter over between the server's answer and our note of it."""
    slow, later = Postman("slow", clock=lambda: NOW), NOW + timedelta(minutes=2)
    with away(slow):
        slow.deliver(pk)
    assert OutgoingEmail.objects.claim([pk], by="quick", now=later, lease=timedelta(seconds=60))
    slow._book.write()


@contextmanager
def away(postman):
    """The database is away whenever this postman wants to note something."""
    write, postman._book.write = postman._book.write, lambda: None
    yield
    postman._book.write = write


def _tries(pk):
    return list(DeliveryAttempt.objects.filter(email=pk).values_list("outcome", "reason", "smtp_code"))
