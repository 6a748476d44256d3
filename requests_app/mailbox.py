"""The door through which mail comes in: reads a message, finds its ticket, decides, and has it done by the services.

    understand(raw)  →  decide(…)  →  file(row, raw, now)

`decide` is the one table of what becomes of a message; it touches nothing, so a table of cases tests it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from notifications import classify, parsing, signs
from notifications.classify import Action, Kind, Verdict
from notifications.models import IncomingEmail
from notifications.parsing import ParsedMail
from requests_app import links
from requests_app.permissions import SYSTEM
from requests_app.services import house, lost, mail
from requests_app.services.threads import How, Thread, confidential_team, find, returned

REPORTS = frozenset({Kind.BOUNCE, Kind.DELAY, Kind.COMPLAINT, Kind.RECEIPT})


@dataclass(frozen=True)
class Understood:
    """A message, what it is, and where it belongs."""

    mail: ParsedMail
    verdict: Verdict
    thread: Thread


@dataclass(frozen=True)
class Decision:
    """What becomes of it, why (a code), and whether the person gets an automatic answer."""

    action: Action
    because: str
    is_answered: bool = False


def understand(raw: bytes, recipient: str = "") -> Understood:
    """Read a message, whatever its bytes. Asks the database, changes nothing."""
    read = parsing.parse(raw)
    verdict = classify.classify(read, ours=(links.sending_address().lower(),), loop_mark=settings.MAIL_DOMAIN)
    thread = returned(read) if verdict.kind in REPORTS else find(read, recipient)
    return Understood(read, verdict, thread)


def decide(seen: Understood, *, teams: frozenset[str] = frozenset()) -> Decision:
    """What becomes of the message. `teams`: the addresses of our own teams, which never become requesters."""
    if seen.verdict.kind == Kind.HUMAN:
        return _for_a_person(seen, teams)
    is_known = seen.thread.ticket is not None and (seen.verdict.kind != Kind.BOUNCE or seen.thread.letter is not None)
    return Decision(seen.verdict.action(known=is_known), seen.verdict.because)


def _for_a_person(seen: Understood, teams: frozenset[str]) -> Decision:
    thread, address = seen.thread, mail.requester_of(seen.mail)[1]
    if seen.verdict.is_spam:
        return Decision(seen.verdict.action(known=thread.ticket is not None), "spam")
    if thread.ticket is not None and thread.is_known_party:
        return Decision(Action.APPEND, thread.how)
    if not address:
        return Decision(Action.HOLD, "no_sender")
    if address in teams:
        return Decision(Action.HOLD, "own_team")
    if thread.ticket is not None and (thread.how == How.TOKEN or thread.ticket.confidential):
        return Decision(Action.HOLD, "unknown_sender")  # her team decides: it may be her second address, or anybody
    if thread.answers_a_robot:
        return Decision(Action.HOLD, "answers_automatic")
    is_answer = thread.ticket is not None or _quotes_us(seen.mail)
    wants_none = bool(signs.NO_REPLY.match(address) or seen.mail.header("x-auto-response-suppress"))
    return Decision(Action.NEW, "person", is_answered=not (is_answer or wants_none))


def _quotes_us(read: ParsedMail) -> bool:
    """Whether it answers something of ours without saying so in its headers, as robots without manners do."""
    return f"{settings.REFERENCE_PREFIX}-" in read.subject or links.sending_address().lower() in read.text.lower()


def whose(recipient: str, head: ParsedMail) -> str:
    """The team that alone may see a message, as far as its headers tell; "" for the usual ones. Opens nothing sealed.

    Registered in `clock.py`: it holds for messages too that cannot be read, are too large, or make the program stumble.
    """
    return confidential_team(head, recipient) or mail.confidential_team(recipient, head)


def file(row: IncomingEmail, raw: bytes, now: datetime) -> None:
    """What the worker does with a message it has claimed: one transaction, harmless to repeat. See `clock.py`."""
    if row.came_before:
        mail.drop(row, None, because="same_mail", now=now)
    else:
        carry_out(row, understand(raw, row.recipient), now=now)


def carry_out(row: IncomingEmail, seen: Understood, *, now: datetime) -> Decision:
    """Decide, and have it done."""
    decision = decide(seen, teams=frozenset(team.email.lower() for team in house.teams().values() if team.email))
    row.kind, row.action, row.spam_score = seen.verdict.kind, decision.action, seen.verdict.spam_score
    row.held_for = mail.confidential_team(row.recipient, seen.mail)
    _do(decision, row, seen, now)
    return decision


def _do(decision: Decision, row: IncomingEmail, seen: Understood, now: datetime) -> None:
    ticket, answered = seen.thread.ticket, decision.is_answered
    if decision.action == Action.NEW:
        mail.open_from(row, by=SYSTEM, mail=seen.mail, seems_to_answer=ticket, is_acknowledged=answered, now=now)
    elif decision.action == Action.APPEND and ticket and seen.verdict.kind == Kind.HUMAN:
        mail.append_to(row, ticket, by=SYSTEM, mail=seen.mail, now=now)
    elif decision.action == Action.APPEND and ticket:
        mail.append_from_robot(row, ticket, mail=seen.mail, now=now)
    elif decision.action == Action.FLAG:
        lost.note_report(row, seen.verdict, seen.thread, now=now)
    elif decision.action == Action.HOLD:
        mail.hold(row, ticket, because=decision.because, now=now)
    else:
        mail.drop(row, ticket, because=decision.because, now=now)
