"""What a mail server's answer means for the letter, and for the letters behind it.

SMTP (RFC 5321): 4xx is "not now", 5xx is "never", but only what is said about the recipient or the letter itself (RCPT,
DATA) may end a letter. Whatever is said earlier is about us, our password or the server's own day, and it waits.
"""

import re
import smtplib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused

from notifications.models import Outcome, Reason

# What delivery may raise and we can answer. Anything else is a mistake of ours: the worker stops, the lease runs out,
# and the try is counted, so that one impossible letter cannot hold up the others for ever.
DELIVERY_ERRORS = (OSError, ValueError, smtplib.SMTPException, AnymailError)

# A server that greylists (450 or 451 to RCPT, RFC 6647) refuses whom it does not know until some minutes have passed.
GREYLISTED_FOR = timedelta(minutes=5)
LONGEST_ASKED_FOR = timedelta(hours=6)  # a Retry-After beyond that is not believed

_ENHANCED = re.compile(r"^[245]\.(\d{1,3}\.\d{1,3})\b")  # RFC 3463: class.subject.detail
_REPLY = re.compile(r"\b([45]\d\d)\b[ -]+(.*)|\b([45]\.\d{1,3}\.\d{1,3})\b", re.DOTALL)


@dataclass(frozen=True)
class Answer:
    """How one try ended. `ends_round`: the server itself is unwell, so leave the other letters alone for now."""

    outcome: Outcome
    reason: Reason
    code: int | None = None  # SMTP reply code, or HTTP status of a provider's interface
    ends_round: bool = False
    wait: timedelta = timedelta()  # what the server asks for; the schedule may say longer
    provider_id: str = ""  # what the provider calls the letter it took


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


def when_sending(error: Exception, now: datetime) -> Answer:
    """What became of one letter handed to an open connection that raised `error` (one of DELIVERY_ERRORS)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        answer = _about_the_letter(code, _text(words))
        return replace(answer, wait=GREYLISTED_FOR) if code in {450, 451} else answer
    if isinstance(error, smtplib.SMTPDataError):
        return _about_the_letter(error.smtp_code, _text(error.smtp_error))
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code == 552:  # smtplib says the size at MAIL
        return _about_the_letter(552, "5.3.4")
    if isinstance(error, smtplib.SMTPResponseException):  # at EHLO or MAIL: they mean us
        return when_opening(error)
    if isinstance(error, AnymailError):
        return _from_a_provider(error, now)
    if isinstance(error, smtplib.SMTPException | OSError):
        return NOTHING_TAKEN
    return UNFIT


def reason_in(words: str) -> Reason | None:
    """The reason that a report or an event gives in a server's own words: `smtp; 550 5.1.1 user unknown`."""
    found = _REPLY.search(words)
    if found is None:
        return None
    code, rest = (int(found[1]), found[2]) if found[1] else (int(found[3][0]) * 100, found[3])
    return _about_the_letter(code, rest).reason


def _text(words: bytes | str) -> str:
    return words if isinstance(words, str) else words.decode("ascii", "replace")


def _about_the_letter(code: int, words: str) -> Answer:
    enhanced = _ENHANCED.match(words)
    detail = enhanced[1] if enhanced else ""
    if code < 500:
        reason = Reason.MAILBOX_FULL if code == 452 and detail in {"", "2.2"} else Reason.BUSY
        # 421: "closing the channel". The next letter would find the door shut.
        return Answer(Outcome.LATER, reason, code, ends_round=code == 421)
    if detail == "2.2" or (code == 552 and not detail):
        return Answer(Outcome.REFUSED, Reason.MAILBOX_FULL, code)
    if detail in {"1.1", "1.2", "1.3", "1.6", "1.10"} or (not detail and code in {550, 551, 553}):
        return Answer(Outcome.REFUSED, Reason.NO_SUCH_MAILBOX, code)
    return Answer(Outcome.REFUSED, Reason.NOT_WANTED, code)


def _from_a_provider(error: AnymailError, now: datetime) -> Answer:
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
        return Answer(Outcome.LATER, Reason.BUSY, status, ends_round=True, wait=_asked_for(error, now))
    return Answer(Outcome.UNREACHABLE, Reason.NOT_LET_IN, status, ends_round=True)


def _asked_for(error: AnymailError, now: datetime) -> timedelta:
    """The wait that Retry-After names, in seconds or as a date; none when it names none, or nonsense."""
    value = str(getattr(error.response, "headers", {}).get("Retry-After", "")).strip()
    try:
        wait = timedelta(seconds=int(value)) if value.isdecimal() else _aware(parsedate_to_datetime(value)) - now
    except (ValueError, OverflowError):
        return timedelta()
    return min(max(wait, timedelta()), LONGEST_ASKED_FOR)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
