"""The files of a ticket. A file that nobody may open does not exist here, whoever asks."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from requests_app.triage import page, serving
from requests_app.triage.answer import the_ticket
from requests_app.triage.desk_request import DeskRequest


@require_GET
def attachment(request: DeskRequest, reference: str, pk: int) -> HttpResponse:
    """A file, to be kept by the browser and never shown by it."""
    file = page.file_of(the_ticket(request, reference), pk)
    answer = serving.to_keep(file) if file else None
    if answer is None:
        raise Http404
    return answer


@require_GET
def attachment_in_place(request: DeskRequest, reference: str, pk: int) -> HttpResponse:
    """A picture or a sound, for the page of its ticket."""
    file = page.file_of(the_ticket(request, reference), pk)
    answer = serving.in_its_place(request, file) if file else None
    if answer is None:
        raise Http404
    return answer
