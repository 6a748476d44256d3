"""A request that was set aside: a person says whether it is genuine. One verb each."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app.errors import Refused
from requests_app.models import Ticket
from requests_app.models.tickets import Outcome, Status
from requests_app.permissions import Actor, Permission, person, require
from requests_app.remembered import forget
from requests_app.services.opening import announce


@transaction.atomic
def take_in(ticket: Ticket, *, by: Actor, now: datetime | None = None) -> Ticket:
    """Bring it into the queue as if nothing had been: its promises count from when it was received; letters leave now.

    What was taken for unwanted can be brought back too. Raises PermissionDenied, or Refused if it was not set aside.
    """
    ticket = Ticket.objects.locked(ticket.pk)
    require(by, Permission.SORT, ticket)
    if not was_set_aside(ticket):
        raise Refused(_("This request is not set aside (any more)."))
    ticket.status, ticket.outcome = Status.NEW, Outcome.NONE
    ticket.resolved_at = ticket.closed_at = None
    ticket.last_activity_at = now = now or timezone.now()
    ticket.save_change("status", "outcome", "resolved_at", "closed_at", by=person(by), why="genuine")
    announce(ticket, ticket.requester, by=by, now=now)
    forget()
    return ticket


@transaction.atomic
def turn_away(ticket: Ticket, *, by: Actor, now: datetime | None = None) -> Ticket:
    """Close it as unwanted: nobody is written to, no report counts it. Raises PermissionDenied or Refused."""
    ticket = Ticket.objects.locked(ticket.pk)
    require(by, Permission.SORT, ticket)
    if not ticket.is_aside:
        raise Refused(_("This request is not set aside (any more)."))
    ticket.status, ticket.outcome = Status.CLOSED, Outcome.SPAM
    ticket.resolved_at = ticket.closed_at = ticket.last_activity_at = now or timezone.now()
    ticket.save_change("status", "outcome", "resolved_at", "closed_at", by=person(by), why="unwanted")
    forget()
    return ticket


def was_set_aside(ticket: Ticket) -> bool:
    """Whether it never was in the queue: it waits to be looked at, or was closed from there."""
    return ticket.is_aside or (
        ticket.status == Status.CLOSED and ticket.outcome == Outcome.SPAM and bool(ticket.suspicions)
    )
