"""The counted side of a ticket: codes, dates and durations, written with the change they describe."""

from datetime import timedelta

from django.utils import timezone

from requests_app.models import Ticket, TicketFact
from requests_app.services import house


def _minutes(span: timedelta) -> int:
    return max(0, round(span.total_seconds() / 60))


def record(ticket: Ticket, answers: dict[str, object]) -> TicketFact:
    """The fact of a ticket that was just opened. `answers` holds the codes of questions marked for statistics."""
    return TicketFact.objects.create(
        ticket_id=ticket.pk,
        form=ticket.form.slug,
        confidential=ticket.confidential,
        answers=answers,
        opened_at=ticket.opened_at,
        opened_on=timezone.localdate(ticket.opened_at),
        **_codes(ticket),
    )


def follow(ticket: Ticket, *, paused: timedelta | None = None, reopened: bool = False) -> None:
    """Bring the fact up to date with the ticket. `paused` is waiting time (opening hours) that has just ended."""
    fact = TicketFact.objects.select_for_update().get(ticket_id=ticket.pk)
    for name, code in _codes(ticket).items():
        setattr(fact, name, code)
    fact.confidential = ticket.confidential
    fact.reopened_count += reopened
    if paused:
        fact.paused_minutes += _minutes(paused)
    if ticket.first_response_at and not fact.first_response_at:
        fact.first_response_at = ticket.first_response_at
        fact.first_response_minutes = _minutes(house.worked(ticket.opened_at, ticket.first_response_at))
        fact.first_response_in_time = ticket.first_response_at <= ticket.first_response_due_at
    _resolution(fact, ticket)
    fact.save()


def _resolution(fact: TicketFact, ticket: Ticket) -> None:
    fact.resolved_at = ticket.resolved_at
    if ticket.resolved_at is None:
        fact.resolved_on = fact.resolution_minutes = fact.resolution_in_time = None
        return
    fact.resolved_on = timezone.localdate(ticket.resolved_at)
    fact.resolution_minutes = max(0, _minutes(house.worked(ticket.opened_at, ticket.resolved_at)) - fact.paused_minutes)
    fact.resolution_in_time = ticket.resolved_at <= ticket.resolution_due_at


def _codes(ticket: Ticket) -> dict[str, str | int]:
    return {
        "channel": ticket.channel,
        "topic": ticket.topic,
        "team": ticket.team.code,
        "priority": ticket.priority,
        "language": ticket.reply_language,
        "interpreter_language": ticket.interpreter_language,
        "commune": ticket.commune,
        "office": ticket.office,
        "status": ticket.status,
        "outcome": ticket.outcome,
    }
