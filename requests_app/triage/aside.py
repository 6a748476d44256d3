"""Requests that were set aside because they look like a robot's: the list, its number, and why, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from requests_app import suspicion
from requests_app.models import Answers, Ticket, User
from requests_app.models.tickets import Status
from requests_app.permissions import Permission, may
from requests_app.remembered import remembered
from requests_app.services.aside import was_set_aside
from requests_app.triage import moments

EXCERPT_CHARACTERS = 300
_OFFER = _("It offers or announces what robots offer.")
WHY: dict[str, Any] = {
    suspicion.BAIT: _("A field was filled that people do not see."),
    suspicion.TOO_FAST: _("It was sent faster than anybody can type."),
    suspicion.NO_STAMP: _("It did not come from a page of ours."),
    suspicion.MANY: _("Many requests came from the same connection."),
    suspicion.REPEATED: _("The same text came several times that day."),
    suspicion.FLOOD: _("The same text came very many times that day."),
    suspicion.LINKS: _("It holds links."),
    suspicion.MARKUP: _("It holds links written for web pages."),
    suspicion.ATTACK: _("The form was being flooded, and the browser could not prove that it was no robot."),
    suspicion.LIMIT: _("Very many requests came from the same connection."),
    "threat": _("It announces a flood of the form."),
}


@dataclass(frozen=True)
class Line:
    """One request of the list, in words."""

    url: str
    reference: str
    requester: str
    team: str
    when: str
    iso: str
    excerpt: str  # "" for a confidential one: it is read on its own page
    confidential: bool
    why: list[str]
    may_sort: bool


def why(codes: Iterable[str]) -> list[str]:
    """The reasons in words, each once."""
    return list(dict.fromkeys(str(WHY.get(code, _OFFER)) for code in codes))


def context(user: User, *, wrong: str = "") -> dict[str, Any]:
    """All that the list shows, by two statements; the one that has waited longest comes first."""
    rows = Ticket.objects.visible_to(user).filter(status=Status.ASIDE).select_related("team", "contact")
    found = list(rows.order_by("opened_at", "pk")[: settings.ASIDE_PAGE_ROWS + 1])
    shown = found[: settings.ASIDE_PAGE_ROWS]
    readable = [ticket.pk for ticket in shown if not ticket.confidential]
    answers = {row.ticket_id: row for row in Answers.objects.filter(ticket__in=readable).select_related("ticket")}
    return {
        "lines": [_line(ticket, answers.get(ticket.pk), user) for ticket in shown],
        "more_than": len(shown) if len(found) > len(shown) else 0,
        "may_sort": any(may(user, Permission.SORT, ticket) for ticket in shown),
        "wrong": wrong,
    }


def _line(ticket: Ticket, answers: Answers | None, user: User) -> Line:
    contact = ticket.requester
    text = " ".join(str(answers.data.get("message", "")).split()) if answers else ""
    return Line(
        url=reverse("triage:ticket", args=[ticket.reference]),
        reference=ticket.reference,
        requester=(contact.name or contact.organisation) if contact else "",
        team=str(ticket.team),
        when=moments.full(ticket.opened_at),
        iso=ticket.opened_at.isoformat(),
        excerpt=text if len(text) <= EXCERPT_CHARACTERS else f"{text[:EXCERPT_CHARACTERS]}…",
        confidential=ticket.confidential,
        why=why(ticket.suspicions),
        may_sort=may(user, Permission.SORT, ticket),
    )


def of(ticket: Ticket) -> dict[str, Any] | None:
    """What the page of a ticket says about it: None where it never was set aside, or is in the queue since."""
    if not was_set_aside(ticket):
        return None
    return {"is_closed": not ticket.is_aside, "why": why(ticket.suspicions)}


def waiting_for(user: User) -> int:
    """How many wait for `user`, as `visible_to()` decides; remembered, so that no page pays for it."""
    own = {team.pk for team in user.team_list}
    everywhere = user.is_manager or user.is_reception
    return sum(count for team, confidential, count in _waiting() if team in own or (everywhere and not confidential))


@remembered
def _waiting() -> list[tuple[int, bool, int]]:
    rows = Ticket.objects.filter(status=Status.ASIDE).order_by().values_list("team", "confidential")
    return list(rows.annotate(number=Count("pk")))
