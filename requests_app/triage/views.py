"""The pages agents look at: the queue, the search, one ticket."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from requests_app.triage import queue as lists
from requests_app.triage.answer import the_ticket, whole_page
from requests_app.triage.asked import ALL
from requests_app.triage.desk_request import DeskRequest


def _wants_fragment(request: DeskRequest) -> bool:
    """The back button asks through htmx too, but for the whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request


@require_GET
def queue(request: DeskRequest) -> HttpResponse:
    """The open tickets of the agent's teams, most pressing first."""
    template = "triage/_list.html" if _wants_fragment(request) else "triage/queue.html"
    return render(request, template, lists.context(request.user, request.GET, timezone.now()))


@require_GET
def search(request: DeskRequest) -> HttpResponse:
    """The same list over every status."""
    template = "triage/_list.html" if _wants_fragment(request) else "triage/search.html"
    return render(request, template, lists.context(request.user, request.GET, timezone.now(), usual_status=ALL))


@require_GET
def ticket(request: DeskRequest, reference: str) -> HttpResponse:
    """One ticket: what was asked, what was said, what was decided."""
    return whole_page(request, the_ticket(request, reference))
