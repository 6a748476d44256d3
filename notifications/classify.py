"""What a message is: written by a person, or by one of the machines that answer, refuse, delay, list or ask.

Headers come first (RFC 3834, RFC 3464, RFC 8098, RFC 5965); words decide only where machines say nothing in headers,
and then not a single word of them: a person's message taken for a robot's is the worst mistake. What each kind causes
stands in `EFFECTS`.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from notifications import quoting, signs
from notifications.parsing import ParsedMail


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
SPAM_SCORE = 5.0  # from here on; where the filters that our public's providers use begin to warn
_FLAGGED_SCORE = 10.0  # of a filter that says yes without a figure
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
    seen = _Seen(mail, tuple(address.lower() for address in ours), loop_mark.strip().lower())
    judges = (_loop, _report, _challenge, _unreported_bounce, _receipt, _robot, _listed, _answering_robot)
    verdict = next((verdict for judge in judges if (verdict := judge(seen))), Verdict(Kind.HUMAN, "person"))
    verdict = replace(verdict, spam_score=spam_score(mail))
    return replace(verdict, because="spam") if verdict.is_spam else verdict


def spam_score(mail: ParsedMail) -> float:
    """What filters on the way thought, as a figure; what one of them cleared in so many words stays below the limit."""
    says = [value.strip().lower() for value in mail.all("x-spam-status", "x-spam-flag", "x-spam", "x-rspamd-action")]
    numbers = [found[1] for value in mail.all("x-spam-status") if (found := signs.SPAM_FIGURE.search(value))]
    for header in ("x-spam-score", "x-rspamd-score"):
        numbers += [found[0] for value in mail.all(header) if (found := re.match(r"\s*-?\d{1,3}(?:\.\d{1,3})?", value))]
    stars = max(
        (len(found[0]) for value in mail.all("x-spam-level") if (found := re.match(r"[*+]+", value))), default=0
    )
    score = max((float(number) for number in numbers), default=float(min(stars, 99)))
    if any(value.startswith(signs.SPAM_YES) for value in says):
        return max(score, SPAM_SCORE) if numbers else _FLAGGED_SCORE
    return min(score, SPAM_SCORE - 0.1) if any(value.startswith("no") for value in says) else score


class _Seen:
    """A message and what the judges look at."""

    def __init__(self, mail: ParsedMail, ours: tuple[str, ...], loop_mark: str) -> None:
        self.mail, self.ours, self.loop_mark = mail, ours, loop_mark
        self.name, self.address = mail.sender
        self.subject = mail.subject

    @cached_property
    def words(self) -> str:
        """What was written here: a sentence of a machine in the quotation below is not this writer's."""
        domains = tuple(address.rpartition("@")[2] for address in self.ours)
        return quoting.written(self.mail.text[:20_000], domains)

    @cached_property
    def is_daemon(self) -> bool:
        """Whether a mail server speaks. `postmaster` may be a person of a small organisation too."""
        is_postmaster = self.address.startswith("postmaster@")
        named = bool(signs.DAEMON_NAME.search(self.name)) and (is_postmaster or self.has_no_way_back)
        return bool(signs.DAEMON.match(self.address)) or named or (is_postmaster and self.has_no_way_back)

    @cached_property
    def has_no_way_back(self) -> bool:
        return self.mail.header("return-path").strip() == "<>"

    @cached_property
    def submitted(self) -> str:
        """`auto-replied`, `auto-generated` …; empty when a person is not denied."""
        said = self.mail.header("auto-submitted").partition(";")[0].partition("(")[0].strip().lower()
        return "" if said == "no" else said

    @cached_property
    def precedence(self) -> str:
        return self.mail.header("precedence").strip().lower()

    @cached_property
    def answers(self) -> bool:
        """Whether it says to answer a letter."""
        return bool(self.mail.all("in-reply-to", "references"))

    @cached_property
    def says_automatic(self) -> bool:
        """What programs write when they answer by themselves: the standard, and the habits from before it."""
        known = [value.strip().lower() for value in self.mail.all(*signs.AUTO_HEADERS)]
        return bool(
            self.submitted
            or any(value not in ("no", "false", "0", "none") for value in known)
            or self.precedence in ("auto_reply", "auto-reply", "junk")
            or signs.AUTO_SUPPRESS.search(self.mail.header("x-auto-response-suppress"))
            or self.has_no_way_back
            or self.is_daemon
        )

    @cached_property
    def is_list(self) -> bool:
        """Whether a list, or a service that writes to many, sent it. Our own address as a list is only our way in."""
        named = self.mail.all("list-id", "list-post", "list-unsubscribe", "mailing-list", "x-mailing-list")
        own = {address for value in named for address in (value.lower(),) if any(one in address for one in self._own)}
        return len(named) > len(own) or (not named and self.precedence in ("bulk", "list"))

    @cached_property
    def _own(self) -> set[str]:
        return {one for address in self.ours for one in (address, address.replace("@", "."))}


def _loop(seen: _Seen) -> Verdict | None:
    if seen.loop_mark and seen.loop_mark in {value.strip().lower() for value in seen.mail.all("x-loop")}:
        return Verdict(Kind.LOOP, "own_mark")
    if seen.address and seen.address in seen.ours:
        return Verdict(Kind.LOOP, "own_address")
    return Verdict(Kind.LOOP, "many_hops") if len(seen.mail.all("received")) > _MANY_HOPS else None


def _report(seen: _Seen) -> Verdict | None:
    """The reports that the standards describe. One that a person only hands on is hers."""
    mail = seen.mail
    if mail.content_type != "multipart/report" and not seen.says_automatic:
        return None
    together = {name: value for block in reversed(mail.reports) for name, value in block.items()}
    if mail.report_type == "disposition-notification" or "disposition" in together:
        return Verdict(Kind.RECEIPT, "read_receipt")
    if mail.report_type == "feedback-report" or "feedback-type" in together:
        told = together.get("original-rcpt-to", "") or dict(reversed(mail.original)).get("to", "")
        return Verdict(Kind.COMPLAINT, "feedback_report", failed=_address(told))
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
    if action.startswith(("delayed", "relayed", "expanded")):
        return Verdict(Kind.DELAY, "delayed", failed=failed, code=code)
    if action.startswith("delivered") or (status.startswith("2") and not action.startswith("failed")):
        return Verdict(Kind.RECEIPT, "delivered")
    temporary = status.startswith("4") or (not status and code is not None and code < 500)
    return Verdict(Kind.BOUNCE, "delivery_report", not temporary, failed, code)


def _challenge(seen: _Seen) -> Verdict | None:
    """A robot that wants proof that we are people before it hands our letter over."""
    text = f"{seen.subject}\n{seen.words[:_SHORT]}"
    if not signs.CHALLENGE.search(text) or signs.NOT_DELIVERED.search(seen.subject):
        return None
    by_service = signs.CHALLENGE_SENDER.search(f"{seen.address} {seen.name}")
    is_held = signs.CHALLENGE_HELD.search(text) and ("http" in text or seen.answers)
    if seen.says_automatic or by_service or is_held:
        return Verdict(Kind.CHALLENGE, "challenge")
    return None


def _unreported_bounce(seen: _Seen) -> Verdict | None:
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


def _receipt(seen: _Seen) -> Verdict | None:
    """Receipts of programs that do not use the standard form: their subject, and hardly a word but the formula."""
    if not signs.READ_SUBJECT.match(seen.subject):
        return None
    text = seen.mail.text
    is_formula = len(text) < 600 and signs.READ_WORDS.search(text) and signs.A_DATE.search(text)
    if seen.mail.content_type == "multipart/report" or is_formula or (seen.says_automatic and len(text) < 600):
        return Verdict(Kind.RECEIPT, "read_receipt" if seen.mail.content_type == "multipart/report" else "read_words")
    return None


def _robot(seen: _Seen) -> Verdict | None:
    """Those that say so in their headers, or in the subject that their programs write."""
    answers_alone = seen.precedence == "bulk" and seen.answers and not seen.mail.all("list-id", "list-post")
    if seen.is_list and not seen.submitted.startswith("auto-replied"):
        is_subject = signs.AUTO_SUBJECT.match(seen.subject)
        return Verdict(Kind.AUTO, "headers") if answers_alone or is_subject else None
    if seen.says_automatic:
        return Verdict(Kind.AUTO, "headers")
    return Verdict(Kind.AUTO, "subject") if signs.AUTO_SUBJECT.match(seen.subject) else None


def _listed(seen: _Seen) -> Verdict | None:
    return Verdict(Kind.LIST, "list_headers") if seen.is_list else None


def _answering_robot(seen: _Seen) -> Verdict | None:
    """Robots that put nothing into headers and subject. One word is not enough: a person may be absent, or quote one.

    Either a line begins with what only robots say of themselves, or two of their formulas come together.
    """
    text = seen.words[:_SHORT]
    if signs.ROBOT_WORDS.search(text):
        return Verdict(Kind.AUTO, "words")
    if len(seen.words) < _SHORT and signs.ABSENT.search(text) and signs.ABSENT_FORMULA.search(text):
        return Verdict(Kind.AUTO, "absence")
    if signs.TICKET_SUBJECT.search(seen.subject) and signs.TICKET_WORDS.search(text):
        return Verdict(Kind.AUTO, "ticket_system")
    return None


def _address(value: str) -> str:
    found = signs.ADDRESS.search(value)
    return found[0].lower() if found else ""


def _first_stranger(seen: _Seen) -> str:
    """The first address in the words of a server that is neither a server's nor ours."""
    found = (address.lower() for address in signs.ADDRESS.findall(seen.mail.text[:3000]))
    others = (one for one in found if not signs.DAEMON.match(one) and not one.startswith("postmaster@"))
    return next((one for one in others if one not in seen.ours), "")
