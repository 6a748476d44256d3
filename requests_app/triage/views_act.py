"""The decisions about a ticket, one view each: GET asks, POST decides."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from requests_app.permissions import Permission
from requests_app.services import contacts, tickets
from requests_app.triage import telling
from requests_app.triage.answer import decide, the_ticket, typed
from requests_app.triage.desk_request import DeskRequest
from requests_app.triage.forms import (
    AssignForm,
    ContactForm,
    PlanForm,
    PriorityForm,
    StatusForm,
    TakeForm,
    TopicForm,
    TransferForm,
)


@require_POST
def take(request: DeskRequest, reference: str) -> HttpResponse:
    """Make the ticket one's own."""
    ticket = the_ticket(request, reference, Permission.ASSIGN)
    form = TakeForm(request.POST, ticket=ticket)
    return decide(
        request,
        ticket,
        form,
        lambda given: tickets.take(ticket, by=request.user, seen=given["seen"]),
        said=_("This request is yours now."),
    )


@require_http_methods(["GET", "POST"])
def assign(request: DeskRequest, reference: str) -> HttpResponse:
    """Give the ticket to somebody of its team, or back to the queue."""
    ticket = the_ticket(request, reference, Permission.ASSIGN)
    form = AssignForm(typed(request), ticket=ticket, by=request.user)

    def give(given: dict[str, Any]) -> str:
        since, to = timezone.now(), given["assignee"]
        tickets.assign(ticket, to=to, by=request.user, seen=given["seen"])
        return telling.assigned(ticket, to, form.members, by=request.user, since=since)

    return decide(request, ticket, form, give)


@require_http_methods(["GET", "POST"])
def transfer(request: DeskRequest, reference: str) -> HttpResponse:
    """Hand the ticket to another team, and say why."""
    ticket = the_ticket(request, reference, Permission.TRANSFER)
    form = TransferForm(typed(request), ticket=ticket, by=request.user)

    def hand(given: dict[str, Any]) -> str:
        since, team = timezone.now(), given["team"]
        tickets.transfer(ticket, team=team, reason=given["reason"], by=request.user, seen=given["seen"])
        return telling.transferred(ticket, team, since=since)

    return decide(request, ticket, form, hand)


@require_http_methods(["GET", "POST"])
def status(request: DeskRequest, reference: str) -> HttpResponse:
    """Move the ticket to one of the next statuses."""
    ticket = the_ticket(request, reference, Permission.CHANGE)
    form = StatusForm(typed(request), ticket=ticket)
    return decide(
        request,
        ticket,
        form,
        lambda given: tickets.change_status(
            ticket,
            status=given["status"],
            outcome=given["outcome"],
            by=request.user,
            seen=given["seen"],
        ),
        said=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
def topic(request: DeskRequest, reference: str) -> HttpResponse:
    """Say what the request is about."""
    ticket = the_ticket(request, reference, Permission.CHANGE)
    form = TopicForm(typed(request), ticket=ticket)
    return decide(
        request,
        ticket,
        form,
        lambda given: tickets.set_topic(ticket, topic=given["topic"], by=request.user, seen=given["seen"]),
        said=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
def priority(request: DeskRequest, reference: str) -> HttpResponse:
    """Say how soon."""
    ticket = the_ticket(request, reference, Permission.CHANGE)
    form = PriorityForm(typed(request), ticket=ticket)
    return decide(
        request,
        ticket,
        form,
        lambda given: tickets.set_priority(ticket, priority=given["priority"], by=request.user, seen=given["seen"]),
        said=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
def plan(request: DeskRequest, reference: str) -> HttpResponse:
    """Choose the day on which somebody must look at the ticket again."""
    ticket = the_ticket(request, reference, Permission.CHANGE)
    form = PlanForm(typed(request), ticket=ticket)
    return decide(
        request,
        ticket,
        form,
        lambda given: tickets.plan(ticket, on=given["on"], by=request.user),
        said=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
def contact(request: DeskRequest, reference: str) -> HttpResponse:
    """Correct address and telephone of the person."""
    ticket = the_ticket(request, reference, Permission.CHANGE)
    if ticket.requester is None:
        raise Http404
    form = ContactForm(typed(request), ticket=ticket)
    return decide(
        request,
        ticket,
        form,
        lambda given: contacts.correct(
            ticket, email=given["email"], phone=given["phone"], by=request.user, seen=given["seen"]
        ),
        said=_("Saved."),
    )
