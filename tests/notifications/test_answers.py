"""What each answer of a mail server means."""

import smtplib
import ssl

import pytest
from anymail.exceptions import (
    AnymailAPIError,
    AnymailInvalidAddress,
    AnymailRecipientsRefused,
    AnymailSerializationError,
)

from notifications import answers
from notifications.models import Outcome, Reason


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

    assert answers.when_sending(smtplib.SMTPRecipientsRefused({"zoe@example.org": (code, words)})) == expected
    assert answers.when_sending(smtplib.SMTPDataError(code, words)) == expected


@pytest.mark.parametrize("code", [421, 451, 530, 550, 554])
def test_what_is_said_of_us_never_ends_a_letter(code):
    for said in (smtplib.SMTPSenderRefused(code, b"", "us@example.org"), smtplib.SMTPHeloError(code, b"")):
        answer = answers.when_sending(said)
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
    assert answers.when_sending(error) == answers.NOTHING_TAKEN


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
    assert answers.when_sending(AnymailAPIError(status_code=status)) == answers.Answer(
        outcome, reason, status, ends_round
    )


def test_a_provider_that_knows_the_address_is_bad_ends_the_letter():
    assert answers.when_sending(AnymailRecipientsRefused()).reason == Reason.NO_SUCH_MAILBOX


@pytest.mark.parametrize("error", [AnymailInvalidAddress(), AnymailSerializationError(), ValueError(), UnicodeError()])
def test_a_letter_that_cannot_be_written_down_is_not_tried_for_five_days(error):
    assert answers.when_sending(error) == answers.UNFIT
