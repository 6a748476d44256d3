"""Requests that were set aside: a person says which are genuine."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from requests_app.errors import Refused
from requests_app.models import Ticket
from requests_app.permissions import Permission
from requests_app.services import aside as deciding
from requests_app.triage import aside
from requests_app.triage.answer import the_ticket
from requests_app.triage.desk_request import DeskRequest

Verdict = Callable[..., Ticket]
VERDICTS: dict[str, Verdict] = {"genuine": deciding.take_in, "unwanted": deciding.turn_away}
TYPED_WRONG = 422
MOST_AT_ONCE = 200


@require_GET
def aside_list(request: DeskRequest) -> HttpResponse:
    """What waits to be looked at."""
    return render(request, "triage/aside.html", aside.context(request.user))


@require_POST
def aside_decide(request: DeskRequest) -> HttpResponse:
    """The verdict on the requests that were ticked. Of those that a colleague has decided meanwhile nothing changes."""
    decide = VERDICTS.get(request.POST.get("verdict", ""))
    ticked = request.POST.getlist("reference")[:MOST_AT_ONCE]
    tickets = list(Ticket.objects.visible_to(request.user).filter(reference__in=ticked))
    if decide is None or not tickets:
        wrong = _("Tick the requests that you have looked at, then choose.")
        return render(request, "triage/aside.html", aside.context(request.user, wrong=wrong), status=TYPED_WRONG)
    done = sum(_decided(request, decide, ticket) for ticket in tickets)
    said = ngettext("%(count)s request was decided.", "%(count)s requests were decided.", done) % {"count": done}
    messages.success(request, said)
    return redirect("triage:aside")


def _decided(request: DeskRequest, decide: Verdict, ticket: Ticket) -> bool:
    try:
        decide(ticket, by=request.user)
    except (Refused, PermissionDenied):
        return False
    return True


@require_POST
def ticket_sort(request: DeskRequest, reference: str) -> HttpResponse:
    """The verdict on one request, from its page."""
    ticket = the_ticket(request, reference, Permission.SORT)
    verdict = request.POST.get("verdict", "")
    decide = VERDICTS.get(verdict)
    if decide is None:
        return redirect("triage:ticket", reference)
    try:
        decide(ticket, by=request.user)
    except Refused as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        is_genuine = verdict == "genuine"
        said = _("The request is in the queue.") if is_genuine else _("The request was closed as unwanted.")
        messages.success(request, said)
    return redirect("triage:ticket", reference)
