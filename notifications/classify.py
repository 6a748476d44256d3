"""What a message is: written by a person, or by one of the machines that answer, refuse, delay, list or ask.

Headers come first (RFC 3834, RFC 3464, RFC 8098, RFC 5965); words decide only where machines say nothing in headers,
and then not a single word of them: a person's message taken for a robot's is the worst mistake. What each kind causes
stands in `EFFECTS`.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from notifications import signs
from notifications.parsing import ParsedMail
from notifications.seen import Seen
from notifications.spam import SPAM_SCORE, spam_score


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


# The one table of what a kind causes. Nothing is thrown away: what is dropped stays in the list of received mail.
EFFECTS: dict[Kind, Effect] = {
    Kind.HUMAN: Effect(Action.APPEND, Action.NEW, moves=True, is_answered=True),
    # An automatic answer to a letter of ours is filed with it: it may say until when the person is away.
    Kind.AUTO: Effect(Action.APPEND, Action.HOLD),
    Kind.BOUNCE: Effect(Action.FLAG, Action.DROP),
    Kind.DELAY: Effect(Action.DROP, Action.DROP),
    Kind.LOOP: Effect(Action.DROP, Action.DROP),
    # A list may carry a person's answer to us, and some organisations receive all their mail through one.
    Kind.LIST: Effect(Action.APPEND, Action.HOLD),
    Kind.RECEIPT: Effect(Action.DROP, Action.DROP),
    Kind.COMPLAINT: Effect(Action.FLAG, Action.HOLD),
    Kind.CHALLENGE: Effect(Action.HOLD, Action.HOLD),
}
# What a person wrote and a filter on the way took for spam is held, on a known ticket too, and never more than held.
SPAM = Effect(Action.HOLD, Action.HOLD)
_MANY_HOPS = 50
_SHORT = 1500  # characters in which a machine says what it is


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
        """Whether a filter on the way warns of what a person seems to have written."""
        return self.kind == Kind.HUMAN and self.spam_score >= SPAM_SCORE

    @property
    def effect(self) -> Effect:
        """What it causes."""
        return SPAM if self.is_spam else EFFECTS[self.kind]

    def action(self, *, known: bool) -> Action:
        """What becomes of it. `known`: whether it belongs to a ticket, or to a letter of ours."""
        return self.effect.known if known else self.effect.unknown


def classify(mail: ParsedMail, *, ours: tuple[str, ...] = (), loop_mark: str = "") -> Verdict:
    """Judge a message. `ours`: our own sending addresses; `loop_mark`: what our own letters carry in X-Loop."""
    seen = Seen(mail, tuple(address.lower() for address in ours), loop_mark.strip().lower())
    judges = (_loop, _report, _challenge, _unreported_bounce, _receipt, _robot, _listed, _answering_robot)
    verdict = next((verdict for judge in judges if (verdict := judge(seen))), Verdict(Kind.HUMAN, "person"))
    verdict = replace(verdict, spam_score=spam_score(mail))
    return replace(verdict, because="spam") if verdict.is_spam else verdict


def _loop(seen: Seen) -> Verdict | None:
    if seen.loop_mark and seen.loop_mark in {value.strip().lower() for value in seen.mail.all("x-loop")}:
        return Verdict(Kind.LOOP, "own_mark")
    if seen.address and seen.address in seen.ours:
        return Verdict(Kind.LOOP, "own_address")
    return Verdict(Kind.LOOP, "many_hops") if len(seen.mail.all("received")) > _MANY_HOPS else None


def _report(seen: Seen) -> Verdict | None:
    """The reports that the standards describe. One that a person only hands on is hers."""
    mail = seen.mail
    together = {name: value for block in reversed(mail.reports) for name, value in block.items()}
    if "feedback-type" in together or signs.COMPLAINT_SUBJECT.match(seen.subject):
        told = together.get("original-rcpt-to", "") or dict(reversed(mail.original)).get("to", "")
        return Verdict(Kind.COMPLAINT, "feedback_report", failed=_address(told))
    if mail.content_type != "multipart/report" and not seen.says_automatic:
        return None
    if mail.report_type == "disposition-notification" or "disposition" in together:
        return Verdict(Kind.RECEIPT, "read_receipt")
    if mail.report_type == "feedback-report":
        return Verdict(Kind.COMPLAINT, "feedback_report")
    blocks = [block for block in mail.reports if "action" in block or "status" in block]
    if not blocks:
        return None
    return max((_delivery(block, together) for block in blocks), key=lambda verdict: _WORST.index(verdict.kind))


_WORST = (Kind.RECEIPT, Kind.DELAY, Kind.BOUNCE)  # of several recipients the one that fared worst counts


def _delivery(block: dict[str, str], together: dict[str, str]) -> Verdict:
    status, action = block.get("status", "").strip(), block.get("action", "").strip().lower()
    failed = _address(block.get("final-recipient", "")) or _address(block.get("original-recipient", ""))
    failed = failed or _address(together.get("original-recipient", ""))
    found = signs.REPLY_CODE.search(block.get("diagnostic-code", ""))
    code = int(found[1]) if found else None
    if action.startswith("delayed"):
        return Verdict(Kind.DELAY, "delayed", failed=failed, code=code)
    # "relayed" and "expanded": it arrived where no further reports come from (RFC 3464, section 2.3.3).
    if action.startswith(("delivered", "relayed", "expanded")) or (
        status.startswith("2") and not action.startswith("failed")
    ):
        return Verdict(Kind.RECEIPT, "delivered")
    temporary = status.startswith("4") or (not status and code is not None and code < 500)
    return Verdict(Kind.BOUNCE, "delivery_report", not temporary, failed, code)


def _challenge(seen: Seen) -> Verdict | None:
    """A robot that wants proof that we are people before it hands our letter over."""
    text = f"{seen.subject}\n{seen.words[:_SHORT]}"
    if not signs.CHALLENGE.search(text) or signs.NOT_DELIVERED.search(seen.subject):
        return None
    by_service = signs.CHALLENGE_SENDER.search(f"{seen.address} {seen.name}")
    is_held = signs.CHALLENGE_HELD.search(text) and ("http" in text or seen.answers)
    if seen.says_automatic or by_service or is_held:
        return Verdict(Kind.CHALLENGE, "challenge")
    return None


def _unreported_bounce(seen: Seen) -> Verdict | None:
    """What mail servers say without the standard form."""
    mail = seen.mail
    failed = mail.header("x-failed-recipients")
    if failed and (seen.has_no_way_back or seen.is_daemon or seen.says_automatic):
        still = signs.STILL_TRYING.search(f"{seen.subject}\n{mail.text[:3000]}")
        return Verdict(Kind.DELAY if still else Kind.BOUNCE, "failed_recipients", not still, _address(failed))
    is_postmaster = seen.address.startswith("postmaster@")
    # An empty return path is that of every robot; that a letter came back only its subject says.
    may_be = seen.has_no_way_back and seen.submitted != "auto-replied" and signs.NOT_DELIVERED.search(seen.subject)
    if not (seen.is_daemon or is_postmaster or may_be):
        return None
    text = f"{seen.subject}\n{mail.text[:3000]}"
    if signs.STILL_TRYING.search(text) and not signs.GIVEN_UP.search(text):
        return Verdict(Kind.DELAY, "still_trying", failed=_first_stranger(seen))
    if signs.NOT_DELIVERED.search(seen.subject if is_postmaster and not seen.is_daemon else text):
        temporary = signs.TEMPORARY.search(text) and not signs.PERMANENT.search(text)
        found = signs.REPLY_CODE.search(text)
        code = int(found[1]) if found else None
        return Verdict(Kind.BOUNCE, "words_of_a_server", not temporary, _first_stranger(seen), code)
    return None


def _receipt(seen: Seen) -> Verdict | None:
    """Receipts of programs that do not use the standard form: their subject, and hardly a word but the formula."""
    if not signs.READ_SUBJECT.match(seen.subject):
        return None
    text = seen.mail.text
    is_formula = len(text) < 600 and signs.READ_WORDS.search(text) and signs.A_DATE.search(text)
    if seen.mail.content_type == "multipart/report" or is_formula or (seen.says_automatic and len(text) < 600):
        return Verdict(Kind.RECEIPT, "read_receipt" if seen.mail.content_type == "multipart/report" else "read_words")
    return None


def _robot(seen: Seen) -> Verdict | None:
    """Those that say so in their headers, or in the subject that their programs write."""
    answers_alone = seen.precedence == "bulk" and seen.answers and not seen.mail.all("list-id", "list-post")
    if seen.is_list and not seen.submitted.startswith("auto-replied"):
        return Verdict(Kind.AUTO, "headers") if answers_alone or seen.has_robots_subject else None
    if seen.says_automatic:
        return Verdict(Kind.AUTO, "headers")
    if signs.NO_REPLY.match(seen.address) and not seen.is_form:
        return Verdict(Kind.AUTO, "no_reply_address")
    return Verdict(Kind.AUTO, "subject") if seen.has_robots_subject else None


def _listed(seen: Seen) -> Verdict | None:
    return Verdict(Kind.LIST, "list_headers") if seen.is_list else None


def _answering_robot(seen: Seen) -> Verdict | None:
    """Robots that put nothing into headers and subject. One word is not enough: a person may be absent, or quote one.

    Either a line begins with what only robots say of themselves, or two of their formulas come together.
    """
    text = seen.words[:_SHORT]
    if any(signs.ROBOT_WORDS.match(line) for line in seen.outer_lines):
        return Verdict(Kind.AUTO, "words")
    # Who asks something is a person: robots want nothing.
    asks = any(mark in text for mark in "?؟？፧")
    if len(seen.words) < _SHORT and not asks and signs.ABSENT.search(text) and signs.ABSENT_FORMULA.search(text):
        return Verdict(Kind.AUTO, "absence")
    if signs.TICKET_SUBJECT.match(seen.subject) and signs.TICKET_WORDS.search(text):
        return Verdict(Kind.AUTO, "ticket_system")
    return None


def _address(value: str) -> str:
    found = signs.ADDRESS.search(value)
    return found[0].lower() if found else ""


def _first_stranger(seen: Seen) -> str:
    """The first address in the words of a server that is neither a server's nor ours."""
    found = (address.lower() for address in signs.ADDRESS.findall(seen.mail.text[:3000]))
    others = (one for one in found if not signs.DAEMON.match(one) and not one.startswith("postmaster@"))
    return next((one for one in others if one not in seen.ours), "")
