"""Mail that waits for a person, and mail left without effect: who sees which, and why it is there, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from notifications.models import Fate, IncomingEmail
from requests_app import search
from requests_app.models import Ticket, User
from requests_app.permissions import Permission, may
from requests_app.remembered import remembered
from requests_app.triage import moments, sealed

ROWS = 100  # messages shown at once
ASIDE_DAYS = 30  # how long back the list of what was left without effect goes
COUNTED = 1000  # messages that wait, at most, for the number in the bar
SEALED = ("recipient", "sender", "subject")  # opened one by one, so that a missing key hides a line and not the page

WHY: dict[str, Any] = {
    # Decided by the house: see `requests_app/mailbox.py`.
    "unknown_sender": _("It answers a request, but comes from an address that this request does not know."),
    "own_team": _("It comes from the address of one of our own teams."),
    "answers_automatic": _("It answers a letter that our program wrote by itself, from an address we do not know."),
    "spam": _("Filters on its way took it for unwanted mail."),
    "no_sender": _("It names no sender to whom we could answer."),
    "same_mail": _("The same message had come before, and was dealt with."),
    "set_aside": _("A colleague left it aside."),
    # The program could not read or file it: see `notifications/inbox.py`.
    "failed": _("Our program stumbled over it. The message is whole: read it, or download it."),
    "locked": _("It cannot be opened with the keys we have. Tell an administrator."),
    "gone": _("Its file is missing. Tell an administrator."),
    "size": _("It is too large to be read whole."),
    "unreadable": _("It is so damaged that it cannot be read whole."),
    # What kind of message it is: see `notifications/classify.py`.
    "headers": _("A program answered by itself, and we do not know to which request."),
    "subject": _("It looks like the answer of a program, an absence for example."),
    "words": _("It looks like the answer of a program, an absence for example."),
    "absence": _("It looks like the answer of a program, an absence for example."),
    "ticket_system": _("It looks like the answer of another desk's program."),
    "no_reply_address": _("It comes from an address that takes no mail."),
    "list_headers": _("It comes from a mailing list or a newsletter."),
    "challenge": _("The other side asks us to prove that we are a person before it lets our letter through."),
    "feedback_report": _("A mail provider says that somebody marked our letter as unwanted."),
    "read_receipt": _("It only says that a letter was read."),
    "read_words": _("It only says that a letter was read."),
    "delivered": _("It only says that a letter was delivered."),
    "delayed": _("It only says that a letter is late; the other server is still trying."),
    "still_trying": _("It only says that a letter is late; the other server is still trying."),
    "delivery_report": _("It says that a letter did not arrive, but we do not know which."),
    "failed_recipients": _("It says that a letter did not arrive, but we do not know which."),
    "words_of_a_server": _("It says that a letter did not arrive, but we do not know which."),
    "own_mark": _("It is a letter of our own that came back to us."),
    "own_address": _("It is a letter of our own that came back to us."),
    "many_hops": _("It has been going round in circles between mail servers."),
}
UNKNOWN = _("The program does not know what to do with it.")


@dataclass(frozen=True)
class Line:
    """One message of the list, in words."""

    pk: int
    sender: str
    subject: str
    when: str
    iso: str
    why: str
    about: str


def mail_for(user: User) -> QuerySet[IncomingEmail, IncomingEmail]:
    """The messages that exist for `user`: those about the tickets she may read; without a ticket, the reception's.

    What was written to the address of a confidential form, or means a confidential ticket, is its team's alone.
    """
    theirs = Q(Exists(Ticket.objects.visible_to(user).filter(reference=OuterRef("about"))))
    theirs |= Q(about="", held_for__in=[team.code for team in user.team_list])
    if user.is_reception:
        theirs |= Q(about="", held_for="")
    return IncomingEmail.objects.filter(theirs).defer(*SEALED).annotate(**sealed.columns("sender", "subject"))


def context(user: User, params: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """All that the list shows."""
    is_aside = params.get("show") == "aside"
    if is_aside:
        since = now - timedelta(days=ASIDE_DAYS)
        rows = mail_for(user).filter(fate=Fate.DROPPED, decided_at__gte=since).order_by("-decided_at", "-pk")
    else:
        rows = mail_for(user).held().order_by("received_at", "pk")  # type: ignore[attr-defined]  # of its queryset
    found = list(rows[: ROWS + 1])
    return {
        "lines": [line(row) for row in found[:ROWS]],
        "is_aside": is_aside,
        "aside_days": ASIDE_DAYS,
        "more_than": ROWS if len(found) > ROWS else 0,
    }


def line(row: IncomingEmail) -> Line:
    """A row of `mail_for()` as the list shows it."""
    return Line(
        pk=row.pk,
        sender=sealed.opened(row, "sender"),
        subject=sealed.opened(row, "subject"),
        when=moments.full(row.received_at),
        iso=row.received_at.isoformat(),
        why=why(row.because),
        about=row.about,
    )


def why(code: str) -> str:
    """The reason in words."""
    return str(WHY.get(code, UNKNOWN))


def details(user: User, row: IncomingEmail) -> dict[str, Any]:
    """What the page of one message shows beside the message itself."""
    ticket = _ticket_of(row)
    is_undecided = row.fate in {Fate.HELD, Fate.DROPPED}
    return {
        "line": line(row),
        "row": row,
        "fate": str(Fate(row.fate).label),
        "is_undecided": is_undecided,
        "is_held": row.fate == Fate.HELD,
        "is_confidential": ticket is not None and ticket.confidential,
        "can_open": is_undecided and may(user, Permission.INTAKE) and not (ticket and ticket.confidential),
        "can_append": is_undecided
        and (may(user, Permission.REPLY, ticket) if ticket else may(user, Permission.INTAKE)),
        "can_set_aside": row.fate == Fate.HELD and may(user, Permission.INTAKE),
    }


def may_append(user: User, row: IncomingEmail) -> bool:
    """Whether `user` may file it on a ticket; on which, the service asks."""
    ticket = _ticket_of(row)
    return may(user, Permission.REPLY, ticket) if ticket else may(user, Permission.INTAKE)


def is_confidential(row: IncomingEmail) -> bool:
    """Whether only a confidential ticket may take it: it may quote what one says."""
    ticket = _ticket_of(row)
    return ticket.confidential if ticket is not None else bool(row.held_for)


def may_open(row: IncomingEmail) -> bool:
    """Whether it may become a ticket of its own, as far as its ticket tells; the service looks at its form too."""
    ticket = _ticket_of(row)
    return ticket is None or not ticket.confidential


def ticket_named(user: User, typed: str) -> Ticket | None:
    """The ticket of that reference, however it is spelt, if it exists for `user`."""
    reference = search.as_reference(typed[: search.LONGEST_ASKED])
    return Ticket.objects.visible_to(user).filter(reference=reference).first() if reference else None


def waiting_for(user: User) -> int:
    """How many messages wait for `user`, as `mail_for()` decides; remembered, so that no page pays for it."""
    own, codes = {team.pk for team in user.team_list}, {team.code for team in user.team_list}
    everywhere = user.is_manager or user.is_reception
    without = codes | {""} if user.is_reception else codes
    return sum(
        held_for in without if not about else team in own or (everywhere and confidential is False)
        for about, held_for, team, confidential in _waiting()
    )


@remembered
def _waiting() -> list[tuple[str, str, int | None, bool | None]]:
    ticket = Ticket.objects.filter(reference=OuterRef("about"))
    rows = IncomingEmail.objects.held().annotate(
        team=Subquery(ticket.values("team")[:1]), confidential=Subquery(ticket.values("confidential")[:1])
    )
    return list(rows.values_list("about", "held_for", "team", "confidential")[:COUNTED])


def _ticket_of(row: IncomingEmail) -> Ticket | None:
    return Ticket.objects.filter(reference=row.about).select_related("team").first() if row.about else None
