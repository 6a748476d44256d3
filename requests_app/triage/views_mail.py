"""Mail that came in: how a message on a ticket arrived, and what waits for a person to decide."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from notifications.models import IncomingEmail
from requests_app.errors import Refused
from requests_app.models import Message, Ticket
from requests_app.services import mail as filing
from requests_app.triage import held, moments, original
from requests_app.triage.answer import the_ticket
from requests_app.triage.desk_request import DeskRequest
from sealing import storage
from sealing.keyring import CannotUnseal


@require_GET
def message(request: DeskRequest, reference: str, pk: int) -> HttpResponse:
    """One message of a ticket as it arrived."""
    ticket, shown = _message(request, reference, pk)
    context = {
        "ticket": ticket,
        "message": shown,
        "original": original.of(_row(shown)),
        "when": moments.full(shown.created_at),
        "has_malware": any(file.is_infected for file in shown.attachments.all()),
    }
    return render(request, "triage/message.html", context)


@require_GET
@never_cache
@xframe_options_sameorigin
@csp(original.FRAME_POLICY)  # type: ignore[arg-type]  # its types know views without arguments only
def formatted(request: DeskRequest, reference: str, pk: int) -> HttpResponse:
    """Its formatting, for the frame on its page."""
    document = original.formatted(_row(_message(request, reference, pk)[1]))
    if document is None:
        raise Http404
    return HttpResponse(document, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})


@require_GET
def message_file(request: DeskRequest, reference: str, pk: int) -> HttpResponse:
    """Its very bytes, malware apart."""
    shown = _message(request, reference, pk)[1]
    if any(file.is_infected for file in shown.attachments.all()):
        raise Http404
    return original.as_file(_row(shown)) or _missing()


@require_GET
def post(request: DeskRequest) -> HttpResponse:
    """What waits for a decision; with `?show=aside`, what was left without effect in the last days."""
    return render(request, "triage/post.html", held.context(request.user, request.GET, timezone.now()))


@require_GET
def post_message(request: DeskRequest, pk: int) -> HttpResponse:
    """One message that waits, and what can be done with it."""
    return _one(request, _visible(request, pk))


@require_GET
def post_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Its very bytes."""
    return original.as_file(_visible(request, pk)) or _missing()


@require_POST
def post_open(request: DeskRequest, pk: int) -> HttpResponse:
    """Make it a request of its own."""
    row = _visible(request, pk)
    if not held.may_open(row):
        raise PermissionDenied  # it quotes what a confidential ticket holds
    return _act(request, row, lambda: filing.open_from(row, by=request.user), said=_("The request was opened."))


@require_POST
def post_append(request: DeskRequest, pk: int) -> HttpResponse:
    """File it on the ticket whose reference was given."""
    row = _visible(request, pk)
    if not held.may_append(request.user, row):
        raise PermissionDenied
    ticket = held.ticket_named(request.user, request.POST.get("reference", ""))
    if ticket is None:
        return _one(request, row, wrong=_("There is no request with this reference among those you may read."))
    if held.is_confidential(row) and not ticket.confidential:
        return _one(request, row, wrong=_("A message for a confidential request goes to a confidential request only."))
    said = _("The message was added to the request.")
    return _act(request, row, lambda: filing.append_to(row, ticket, by=request.user).ticket, said=said)


@require_POST
def post_aside(request: DeskRequest, pk: int) -> HttpResponse:
    """Decide that nothing need happen; it stays where it can be found."""
    row = _visible(request, pk)
    return _act(request, row, lambda: filing.set_aside(row, by=request.user), said=_("The message was left aside."))


def _act(request: DeskRequest, row: IncomingEmail, act: Callable[[], Ticket | None], *, said: str) -> HttpResponse:
    try:
        ticket = act()
    except Refused as refusal:
        return _one(request, row, wrong=" ".join(refusal.messages))
    except (storage.NoSuchFile, CannotUnseal):
        return _one(request, row, wrong=_("This message cannot be opened: its file or its key is missing."))
    except LookupError as error:
        if type(error) is not LookupError:  # a mistake of ours, and no missing form
            raise
        return _one(request, row, wrong=_("No form is open for requests by mail. Tell an administrator."))
    messages.success(request, said)
    if ticket and Ticket.objects.visible_to(request.user).filter(pk=ticket.pk).exists():
        return redirect("triage:ticket", ticket.reference)
    return redirect("triage:post")


def _one(request: DeskRequest, row: IncomingEmail, *, wrong: str = "") -> HttpResponse:
    context: dict[str, Any] = {**held.details(request.user, row), "original": original.of(row), "wrong": wrong}
    return render(request, "triage/post_message.html", context, status=422 if wrong else 200)


def _visible(request: DeskRequest, pk: int) -> IncomingEmail:
    return get_object_or_404(held.mail_for(request.user), pk=pk)


def _message(request: DeskRequest, reference: str, pk: int) -> tuple[Ticket, Message]:
    ticket = the_ticket(request, reference)
    came_by_mail = ticket.messages.filter(incoming__isnull=False).select_related("incoming")
    sealed = [f"incoming__{name}" for name in held.SEALED]
    return ticket, get_object_or_404(came_by_mail.defer(*sealed), pk=pk)


def _row(shown: Message) -> IncomingEmail:
    if shown.incoming is None:
        raise Http404
    return shown.incoming


def _missing() -> HttpResponse:
    raise Http404
