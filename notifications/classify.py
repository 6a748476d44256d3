"""What a message is: written by a person, or by one of the machines that answer, refuse, delay, list or ask.

Headers come first (RFC 3834, RFC 3464, RFC 8098, RFC 5965); words decide only where machines say nothing in headers,
and then only the subject, or both the sender's name and the words. What each kind causes stands in `EFFECTS`.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from notifications import signs
from notifications.parsing import ParsedMail

SPAM_SCORE = 5.0  # from which the usual filters call a message spam


class Kind(StrEnum):
    """Who speaks."""

    HUMAN = "human"
    AUTO = "auto"
    BOUNCE = "bounce"
    DELAY = "delay"
    LOOP = "loop"
    LIST = "list"
    RECEIPT = "receipt"
    COMPLAINT = "complaint"
    CHALLENGE = "challenge"


class Action(StrEnum):
    """What becomes of a message."""

    NEW = "new"  # a new ticket
    APPEND = "append"  # filed on its ticket
    HOLD = "hold"  # a person of the reception decides
    DROP = "drop"  # kept with its reason, and nothing else happens
    FLAG = "flag"  # the letter that did not arrive is marked, and its ticket says so


@dataclass(frozen=True)
class Effect:
    """What a kind causes, its ticket known or not, and whether it may move the ticket and be answered."""

    known: Action
    unknown: Action
    moves: bool = False  # reopens, ends waiting
    is_answered: bool = False  # may cause an automatic letter


EFFECTS: dict[Kind, Effect] = {
    Kind.HUMAN: Effect(Action.APPEND, Action.NEW, moves=True, is_answered=True),
    Kind.AUTO: Effect(Action.APPEND, Action.HOLD),
    Kind.BOUNCE: Effect(Action.FLAG, Action.DROP),
    Kind.DELAY: Effect(Action.DROP, Action.DROP),
    Kind.LOOP: Effect(Action.DROP, Action.DROP),
    Kind.LIST: Effect(Action.APPEND, Action.HOLD),
    Kind.RECEIPT: Effect(Action.DROP, Action.DROP),
    Kind.COMPLAINT: Effect(Action.FLAG, Action.HOLD),
    Kind.CHALLENGE: Effect(Action.HOLD, Action.HOLD),
}


@dataclass(frozen=True)
class Verdict:
    """What a message is and why (a code). `permanent` and `failed` tell of a letter that did not arrive."""

    kind: Kind
    because: str
    permanent: bool = False
    failed: str = ""  # the address that could not be reached
    code: int | None = None
    spam_score: float = 0.0

    @property
    def is_spam(self) -> bool:
        """Whether filters on the way thought so: then a person looks first, and nothing is answered by itself."""
        return self.spam_score >= SPAM_SCORE


def classify(mail: ParsedMail, *, ours: tuple[str, ...] = (), loop_mark: str = "") -> Verdict:
    """Judge a message. `ours`: our own sending addresses; `loop_mark`: what our own letters carry in X-Loop."""
    score = spam_score(mail)
    verdict = _loop(mail, ours, loop_mark)
    for judge in (_report, _challenge, _unreported_bounce, _automatic, _listed, _absence):
        verdict = verdict or judge(mail)
    return replace(verdict or Verdict(Kind.HUMAN, "person"), spam_score=score)


def spam_score(mail: ParsedMail) -> float:
    """What filters on the way thought; it sorts the list of the reception and decides nothing."""
    flagged = any(value.lower().startswith("yes") for value in mail.all("x-spam-status", "x-spam-flag"))
    found = re.search(r"-?\d+(?:\.\d+)?", mail.header("x-spam-score"))
    return float(found[0][:8]) if found else 10.0 if flagged else 0.0


def _report(mail: ParsedMail) -> Verdict | None:
    fields = {name: value for report in mail.reports for name, value in report.items()}
    kind = mail.report_type
    if kind == "disposition-notification" or "disposition" in fields:
        return Verdict(Kind.RECEIPT, "read_receipt")
    if kind == "feedback-report" or "feedback-type" in fields:
        return Verdict(Kind.COMPLAINT, "feedback_report", failed=_address(fields.get("original-rcpt-to", "")))
    if "action" not in fields and "status" not in fields:
        return None
    status, action = fields.get("status", ""), fields.get("action", "").lower()
    failed = _address(fields.get("final-recipient", "") or fields.get("original-recipient", ""))
    code = re.search(r"\b([245]\d\d)\b", fields.get("diagnostic-code", ""))
    number = int(code[1]) if code else None
    if action.startswith(("delayed", "relayed", "expanded")):
        return Verdict(Kind.DELAY, "delayed", failed=failed, code=number)
    if action.startswith("delivered") or status.startswith("2"):
        return Verdict(Kind.RECEIPT, "delivered")
    return Verdict(Kind.BOUNCE, "delivery_report", not status.startswith("4"), failed, number)


def _loop(mail: ParsedMail, ours: tuple[str, ...], loop_mark: str) -> Verdict | None:
    if loop_mark and loop_mark.lower() in {value.strip().lower() for value in mail.all("x-loop")}:
        return Verdict(Kind.LOOP, "own_mark")
    if mail.sender[1] and mail.sender[1] in ours:
        return Verdict(Kind.LOOP, "own_address")
    return Verdict(Kind.LOOP, "many_hops") if len(mail.all("received")) > 50 else None


def _challenge(mail: ParsedMail) -> Verdict | None:
    text = f"{mail.subject}\n{mail.text[:1500]}"
    if signs.CHALLENGE.search(text) and (_says_automatic(mail) or signs.CHALLENGE_SENDER.search(mail.sender[1])):
        return Verdict(Kind.CHALLENGE, "challenge")
    return None


def _unreported_bounce(mail: ParsedMail) -> Verdict | None:
    """What mail servers say without the standard form."""
    by_machine = bool(signs.DAEMON.match(mail.sender[1])) or mail.header("return-path").strip() == "<>"
    failed = mail.header("x-failed-recipients")
    if failed and by_machine:
        return Verdict(Kind.BOUNCE, "failed_recipients", permanent=True, failed=_address(failed))
    if not by_machine:
        return None
    text = f"{mail.subject}\n{mail.text[:3000]}"
    if signs.STILL_TRYING.search(text):
        return Verdict(Kind.DELAY, "still_trying")
    if signs.NOT_DELIVERED.search(text):
        temporary = signs.TEMPORARY.search(text) and not signs.PERMANENT.search(text)
        return Verdict(Kind.BOUNCE, "words_of_a_server", not temporary, _first_stranger(mail))
    return None


def _automatic(mail: ParsedMail) -> Verdict | None:
    if signs.READ_SUBJECT.match(mail.subject) and mail.content_type == "multipart/report":
        return Verdict(Kind.RECEIPT, "read_receipt")
    if _is_list(mail) and not mail.header("auto-submitted").lower().startswith("auto-replied"):
        return None
    return Verdict(Kind.AUTO, "headers") if _says_automatic(mail) else None


def _says_automatic(mail: ParsedMail) -> bool:
    """What programs write when they answer by themselves: the standard, and the habits from before it."""
    submitted = mail.header("auto-submitted").partition(";")[0].strip().lower()
    return (
        submitted not in ("", "no")
        or any(mail.header(name) for name in signs.AUTO_HEADERS)
        or mail.header("precedence").strip().lower() in ("auto_reply", "auto-reply", "junk")
        or bool(signs.AUTO_SUPPRESS.search(mail.header("x-auto-response-suppress")))
        or mail.header("return-path").strip() == "<>"
        or bool(signs.DAEMON.match(mail.sender[1]))
    )


def _is_list(mail: ParsedMail) -> bool:
    return bool(
        mail.all("list-id", "list-unsubscribe", "list-post", "mailing-list", "x-mailing-list", "feedback-id")
    ) or mail.header("precedence").strip().lower() in ("bulk", "list")


def _listed(mail: ParsedMail) -> Verdict | None:
    return Verdict(Kind.LIST, "list_headers") if _is_list(mail) else None


def _absence(mail: ParsedMail) -> Verdict | None:
    """Robots that put nothing into the headers: known by the subject their programs write, in many languages."""
    if signs.AUTO_SUBJECT.match(mail.subject):
        return Verdict(Kind.AUTO, "subject")
    if signs.READ_SUBJECT.match(mail.subject) and signs.READ_WORDS.search(mail.text[:600]):
        return Verdict(Kind.RECEIPT, "read_words")
    if signs.ROBOT_WORDS.search(mail.text[:600]):
        return Verdict(Kind.AUTO, "words")
    return None


def _address(value: str) -> str:
    found = signs.ADDRESS.search(value)
    return found[0].lower() if found else ""


def _first_stranger(mail: ParsedMail) -> str:
    """The first address in the words of a server that is not the server's own."""
    found = (address.lower() for address in signs.ADDRESS.findall(mail.text[:3000]))
    return next((address for address in found if not signs.DAEMON.match(address)), "")
