"""What each answer of a mail server means."""

import smtplib
import ssl
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from anymail.exceptions import (
    AnymailAPIError,
    AnymailInvalidAddress,
    AnymailRecipientsRefused,
    AnymailSerializationError,
)

from notifications import answers
from notifications.models import Outcome, Reason
from tests.notifications.conftest import NOW


@pytest.mark.parametrize(
    ("code", "words", "outcome", "reason", "ends_round"),
    [
        (421, b"4.3.2 closing", Outcome.LATER, Reason.BUSY, True),
        (450, b"4.2.1 greylisted", Outcome.LATER, Reason.BUSY, False),
        (451, b"try later", Outcome.LATER, Reason.BUSY, False),
        (452, b"4.2.2 over quota", Outcome.LATER, Reason.MAILBOX_FULL, False),
        (452, b"4.5.3 too many recipients", Outcome.LATER, Reason.BUSY, False),
        (550, b"5.1.1 <zoe@example.org> unknown", Outcome.REFUSED, Reason.NO_SUCH_MAILBOX, False),
        (550, b"no such user", Outcome.REFUSED, Reason.NO_SUCH_MAILBOX, False),
        (550, b"5.7.1 policy", Outcome.REFUSED, Reason.NOT_WANTED, False),
        (552, b"5.2.2 full", Outcome.REFUSED, Reason.MAILBOX_FULL, False),
        (552, b"5.3.4 too big", Outcome.REFUSED, Reason.NOT_WANTED, False),
        (554, b"no", Outcome.REFUSED, Reason.NOT_WANTED, False),
    ],
)
def test_what_is_said_of_the_reader_or_the_letter_decides_its_fate(code, words, outcome, reason, ends_round):
    expected = answers.Answer(outcome, reason, code, ends_round)

    refused = answers.when_sending(smtplib.SMTPRecipientsRefused({"zoe@example.org": (code, words)}), NOW)
    assert replace(refused, wait=expected.wait) == expected
    assert answers.when_sending(smtplib.SMTPDataError(code, words), NOW) == expected


@pytest.mark.parametrize("code", [421, 451, 530, 550, 554])
def test_what_is_said_of_us_never_ends_a_letter(code):
    for said in (smtplib.SMTPSenderRefused(code, b"", "us@example.org"), smtplib.SMTPHeloError(code, b"")):
        answer = answers.when_sending(said, NOW)
        assert (answer.outcome, answer.code, answer.ends_round) == (Outcome.UNREACHABLE, code, True)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ConnectionRefusedError(), Reason.NOT_REACHED),
        (TimeoutError(), Reason.NOT_REACHED),
        (ssl.SSLCertVerificationError(), Reason.NOT_REACHED),
        (smtplib.SMTPServerDisconnected(), Reason.NOT_REACHED),
        (smtplib.SMTPConnectError(-1, b"?"), Reason.BUSY),
        (smtplib.SMTPAuthenticationError(535, b"no"), Reason.NOT_LET_IN),
        (smtplib.SMTPNotSupportedError("STARTTLS"), Reason.NOT_LET_IN),
    ],
)
def test_a_door_that_does_not_open_is_nobodys_letters_fault(error, reason):
    answer = answers.when_opening(error)

    assert (answer.outcome, answer.reason, answer.ends_round) == (Outcome.UNREACHABLE, reason, True)


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected(), TimeoutError(), ConnectionResetError()])
def test_silence_may_mean_that_the_letter_arrived(error):
    assert answers.when_sending(error, NOW) == answers.NOTHING_TAKEN


@pytest.mark.parametrize(
    ("status", "outcome", "reason", "ends_round"),
    [
        (400, Outcome.REFUSED, Reason.NOT_WANTED, False),
        (401, Outcome.UNREACHABLE, Reason.NOT_LET_IN, True),
        (404, Outcome.UNREACHABLE, Reason.NOT_LET_IN, True),
        (413, Outcome.REFUSED, Reason.NOT_WANTED, False),
        (422, Outcome.REFUSED, Reason.NOT_WANTED, False),
        (429, Outcome.LATER, Reason.BUSY, True),
        (500, Outcome.LATER, Reason.BUSY, True),
        (None, Outcome.LATER, Reason.NO_ANSWER, True),
    ],
)
def test_a_providers_status_says_whose_fault_it_is(status, outcome, reason, ends_round):
    assert answers.when_sending(AnymailAPIError(status_code=status), NOW) == answers.Answer(
        outcome, reason, status, ends_round
    )


def test_a_provider_that_knows_the_address_is_bad_ends_the_letter():
    assert answers.when_sending(AnymailRecipientsRefused(), NOW).reason == Reason.NO_SUCH_MAILBOX


@pytest.mark.parametrize("error", [AnymailInvalidAddress(), AnymailSerializationError(), ValueError(), UnicodeError()])
def test_a_letter_that_cannot_be_written_down_is_not_tried_for_five_days(error):
    assert answers.when_sending(error, NOW) == answers.UNFIT


@pytest.mark.parametrize(("code", "minutes"), [(450, 5), (451, 5), (452, 0), (421, 0), (550, 0)])
def test_a_server_that_greylists_is_given_the_minutes_it_wants(code, minutes):
    at_rcpt = smtplib.SMTPRecipientsRefused({"zoe@example.org": (code, b"4.7.1 greylisted")})

    assert answers.when_sending(at_rcpt, NOW).wait == timedelta(minutes=minutes)
    assert answers.when_sending(smtplib.SMTPDataError(code, b"4.7.1"), NOW).wait == timedelta()


def test_a_letter_too_large_for_the_server_is_refused_and_does_not_stop_the_others():
    answer = answers.when_sending(smtplib.SMTPSenderRefused(552, b"5.3.4 too big", "us@example.org"), NOW)

    assert (answer.outcome, answer.reason, answer.ends_round) == (Outcome.REFUSED, Reason.NOT_WANTED, False)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Mon, 23 Nov 2026 09:10:00 GMT", timedelta(minutes=10)),
        ("Mon, 23 Nov 2026 09:10:00", timedelta(minutes=10)),
        ("Mon, 23 Nov 2026 08:00:00 GMT", timedelta()),
        ("999999999999999999", timedelta()),
        ("86400000", timedelta(hours=6)),
        ("soon", timedelta()),
        ("-5", timedelta()),
        ("", timedelta()),
        (None, timedelta()),
    ],
)
def test_a_provider_is_left_alone_for_as_long_as_it_asks(status, value, wait):
    response = SimpleNamespace(headers={} if value is None else {"Retry-After": value})

    assert answers.when_sending(AnymailAPIError(status_code=status, response=response), NOW).wait == wait


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("smtp; 550 5.1.1 <zoe@example.org> user unknown", Reason.NO_SUCH_MAILBOX),
        ("550-5.1.1 no such user", Reason.NO_SUCH_MAILBOX),
        ("552 5.2.2 over quota", Reason.MAILBOX_FULL),
        ("5.2.2", Reason.MAILBOX_FULL),
        ("4.4.7 expired", Reason.BUSY),
        ("554 spam", Reason.NOT_WANTED),
        ("it did not work", None),
        ("", None),
    ],
)
def test_a_report_in_a_servers_words_gives_its_reason(words, reason):
    assert answers.reason_in(words) == reason
