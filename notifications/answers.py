"""What a mail server's answer means for the letter, and for the letters behind it.

SMTP (RFC 5321): 4xx is "not now", 5xx is "never", but only what is said about the recipient or the letter itself (RCPT,
DATA) may end a letter. Whatever is said earlier is about us, our password or the server's own day, and it waits.
"""

import re
import smtplib
from dataclasses import dataclass

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused

from notifications.models import Outcome, Reason

# What delivery may raise and we can answer. Anything else is a mistake of ours: the worker stops, the lease runs out,
# and the try is counted, so that one impossible letter cannot hold up the others for ever.
DELIVERY_ERRORS = (OSError, ValueError, smtplib.SMTPException, AnymailError)

_ENHANCED = re.compile(rb"^[245]\.(\d{1,3}\.\d{1,3})\b")  # RFC 3463: class.subject.detail


@dataclass(frozen=True)
class Answer:
    """How one try ended. `ends_round`: the server itself is unwell, so leave the other letters alone for now."""

    outcome: Outcome
    reason: Reason
    code: int | None = None  # SMTP reply code, or HTTP status of a provider's interface
    ends_round: bool = False


TAKEN = Answer(Outcome.SENT, Reason.ACCEPTED)
INTERRUPTED = Answer(Outcome.INTERRUPTED, Reason.STOPPED)
LOCKED = Answer(Outcome.LATER, Reason.LOCKED)
UNFIT = Answer(Outcome.REFUSED, Reason.UNFIT)
NOTHING_TAKEN = Answer(Outcome.LATER, Reason.NO_ANSWER, ends_round=True)


def when_opening(error: Exception) -> Answer:
    """No connection, no TLS, no log-in: never the letter's fault, so never final, and the round ends here."""
    if isinstance(error, smtplib.SMTPResponseException):
        reason = Reason.NOT_LET_IN if error.smtp_code >= 500 else Reason.BUSY
        # smtplib says -1 when what it heard was not an answer at all
        return Answer(Outcome.UNREACHABLE, reason, max(error.smtp_code, 0) or None, ends_round=True)
    reason = Reason.NOT_LET_IN if isinstance(error, smtplib.SMTPNotSupportedError) else Reason.NOT_REACHED
    return Answer(Outcome.UNREACHABLE, reason, ends_round=True)


def when_sending(error: Exception) -> Answer:
    """What became of one letter handed to an open connection that raised `error` (one of DELIVERY_ERRORS)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _about_the_letter(code, words)
    if isinstance(error, smtplib.SMTPDataError):
        return _about_the_letter(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPResponseException):  # at EHLO or MAIL: they mean us
        return when_opening(error)
    if isinstance(error, AnymailError):
        return _from_a_provider(error)
    if isinstance(error, smtplib.SMTPException | OSError):
        return NOTHING_TAKEN
    return UNFIT


def _about_the_letter(code: int, words: bytes | str) -> Answer:
    enhanced = _ENHANCED.match(words if isinstance(words, bytes) else words.encode("ascii", "replace"))
    detail = enhanced.group(1).decode() if enhanced else ""
    if code < 500:
        reason = Reason.MAILBOX_FULL if code == 452 and detail in {"", "2.2"} else Reason.BUSY
        # 421: "closing the channel". The next letter would find the door shut.
        return Answer(Outcome.LATER, reason, code, ends_round=code == 421)
    if detail == "2.2" or (code == 552 and not detail):
        return Answer(Outcome.REFUSED, Reason.MAILBOX_FULL, code)
    if detail in {"1.1", "1.2", "1.3", "1.6", "1.10"} or (not detail and code in {550, 551, 553}):
        return Answer(Outcome.REFUSED, Reason.NO_SUCH_MAILBOX, code)
    return Answer(Outcome.REFUSED, Reason.NOT_WANTED, code)


def _from_a_provider(error: AnymailError) -> Answer:
    """Anymail speaks HTTP: the status says whether it is the letter, us, or the provider's own day."""
    status: int | None = error.status_code
    if isinstance(error, AnymailRecipientsRefused):
        return Answer(Outcome.REFUSED, Reason.NO_SUCH_MAILBOX, status)
    if not isinstance(error, AnymailAPIError):
        return UNFIT  # an address or a header that this provider cannot take
    if status in {400, 413, 422}:
        return Answer(Outcome.REFUSED, Reason.NOT_WANTED, status)
    if status is None:
        return NOTHING_TAKEN
    if status == 429 or status >= 500:
        return Answer(Outcome.LATER, Reason.BUSY, status, ends_round=True)
    return Answer(Outcome.UNREACHABLE, Reason.NOT_LET_IN, status, ends_round=True)
