"""How the desk answers: with the fragment to htmx, with a redirect or a whole page to everybody else."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from requests_app.errors import EditedMeanwhile, Refused
from requests_app.models import Message, Ticket
from requests_app.permissions import Permission, may
from requests_app.triage import page, receipt
from requests_app.triage.desk_request import DeskRequest
from requests_app.triage.forms import ActForm, NoteForm, ReplyForm

TYPED_WRONG, COLLEAGUE_WAS_QUICKER = 422, 409


def the_ticket(request: DeskRequest, reference: str, permission: Permission = Permission.READ) -> Ticket:
    """The ticket of that name. Not theirs to see: 404. To see but not to do: 403."""
    ticket = get_object_or_404(page.visible(request.user), reference=reference)
    if not may(request.user, permission, ticket):
        raise PermissionDenied
    return ticket


def typed(request: DeskRequest) -> QueryDict | None:
    """What was posted, for a form that the same view also shows empty."""
    return request.POST if request.method == "POST" else None


def decide(
    request: DeskRequest, ticket: Ticket, form: ActForm, act: Callable[[dict[str, Any]], object], *, said: Any = ""
) -> HttpResponse:
    """GET shows the form of a decision; POST takes it, or shows the form again with what is wrong (422, 409).

    `said` is what the page then says; without it, what `act` gives.
    """
    if request.method != "POST":
        return ask(request, ticket, form)
    if form.is_valid():
        try:
            done = act(form.cleaned_data)
        except EditedMeanwhile as edited:
            form.add_error(None, edited)
            return ask(request, ticket, form, now=form.renew(edited.ticket), status=COLLEAGUE_WAS_QUICKER)
        except Refused as refusal:
            form.add_error(None, refusal)
        else:
            return answer(request, ticket.reference, said=said or done)
    return ask(request, ticket, form, status=TYPED_WRONG)


def ask(request: DeskRequest, ticket: Ticket, form: ActForm, *, now: str = "", status: int = 200) -> HttpResponse:
    """The form of a decision. `now` is what a quicker colleague chose."""
    template = "triage/_act.html" if request.htmx else "triage/act.html"
    return render(request, template, {"ticket": ticket, "form": form, "now_words": now}, status=status)


def answer(request: DeskRequest, reference: str, *, said: Any = "") -> HttpResponse:
    """It is done. Back to the ticket; to the queue when it is no longer theirs to see."""
    if said:
        messages.success(request, said)
    ticket = page.visible(request.user).filter(reference=reference).first()
    if ticket is None:
        return _go(request, reverse("triage:queue"))
    if request.htmx and request.htmx.target != "main":
        context = page.context(ticket, request.user, {}, timezone.now())
        return retarget(reswap(render(request, "triage/_after_act.html", context), "outerHTML"), "#ticket-side")
    return _go(request, reverse("triage:ticket", args=[reference]))


def whole_page(  # the page with either composer as it was left
    request: DeskRequest,
    ticket: Ticket,
    *,
    reply_form: ReplyForm | None = None,
    note_form: NoteForm | None = None,
    newer: Sequence[Message] = (),
    status: int = 200,
) -> HttpResponse:
    """The whole page of a ticket. `newer` are messages that came while an agent was writing."""
    context = page.context(ticket, request.user, request.GET, timezone.now())
    newest = {"last_seen": context["talk"].last_message}
    context |= {
        "reply_form": reply_form or ReplyForm(ticket=ticket, initial=newest),
        "note_form": note_form or NoteForm(ticket=ticket),
        "wrong_form": next((form for form in (reply_form, note_form) if form and form.errors), None),
        "writing": reply_form is not None,
        "noting": note_form is not None,
        "newer": newer,
        "dictated": receipt.of(request, ticket.reference),
    }
    return render(request, "triage/ticket.html", context, status=status)


def _go(request: DeskRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
