"""Letters to members of staff and to teams, one function each."""

from typing import Any

from django.conf import settings

from notifications.outbox import Nature
from requests_app import links
from requests_app.emails.writing import Letter, written
from requests_app.models import Ticket


def team_alert(ticket: Ticket) -> None:
    """To the team's address: there is a new ticket."""
    if ticket.team.email:
        letter = _to_staff("team_alert", ticket, ticket.team.email, settings.LANGUAGE_CODE, {"team": ticket.team})
        letter.queue(about=ticket.reference)


def ticket_assigned(ticket: Ticket) -> None:
    """To the assignee: this one is yours now."""
    if ticket.assignee is not None:
        person = ticket.assignee
        letter = _to_staff("ticket_assigned", ticket, person.email, person.language, {"person": person})
        letter.queue(about=ticket.reference)


def _to_staff(kind: str, ticket: Ticket, to: str, language: str, more: dict[str, Any]) -> Letter:
    facts = {"link": links.desk_url(ticket.reference), **more}
    return written(kind, ticket, to=to, language=language, nature=Nature.AUTOMATIC, facts=facts)
