"""Tickets for tests of the desk: one that services can change, and very many at once for tests that count."""

from datetime import timedelta

from django.utils import timezone

from requests_app.models import Contact, Ticket
from requests_app.models.tickets import PAUSED_STATUSES, Status
from requests_app.services import facts
from tests import make

STATUSES = (Status.NEW, Status.OPEN, Status.PENDING, Status.NEW)


def ticket(**fields):
    """A ticket that services can change: what make.ticket() gives, and its fact."""
    made = make.ticket(**fields)
    facts.record(made, {})
    return made


def many(count, *, team, form="general", **fields):
    """`count` open tickets of a team, each opened a minute before the one before it; no history, no answers."""
    asked = make.form(form) if isinstance(form, str) else form
    version = asked.versions.published().first()
    now = timezone.now()
    tickets = []
    for number in range(count):
        status, opened_at = STATUSES[number % 4], now - timedelta(minutes=number)
        due = opened_at + timedelta(days=2)
        row = {
            "reference": f"ROW-{number:07d}",
            "submission_key": f"row-{number}",
            "form": asked,
            "form_version": version,
            "team": team,
            "status": status,
            "priority": 1 + number % 4,
            "opened_at": opened_at,
            "last_activity_at": opened_at,
            "first_response_due_at": due,
            "resolution_due_at": due,
            "paused_since": opened_at if status in PAUSED_STATUSES else None,
            "next_due_at": None if status in PAUSED_STATUSES else due,
        }
        tickets.append(Ticket(**{**row, **fields}))
    made = Ticket.objects.bulk_create(tickets)
    Contact.objects.bulk_create([Contact(ticket=ticket, name=f"Personne {ticket.pk}") for ticket in made[:200]])
    return made
