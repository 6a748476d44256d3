"""Letters about a ticket: take one back before it leaves, send one again that did not arrive."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from requests_app.errors import Refused
from requests_app.permissions import Permission
from requests_app.services import letters
from requests_app.triage.answer import the_ticket
from requests_app.triage.desk_request import DeskRequest


@require_POST
def withdraw(request: DeskRequest, reference: str, pk: int) -> HttpResponse:
    """Take the letter back."""
    return _act(request, reference, pk, letters.withdraw, said=_("The letter was taken back. It will not leave."))


@require_POST
def try_again(request: DeskRequest, reference: str, pk: int) -> HttpResponse:
    """Send the letter once more."""
    return _act(request, reference, pk, letters.try_again, said=_("The letter will be tried again now."))


def _act(request: DeskRequest, reference: str, pk: int, act: Callable[..., None], *, said: Any) -> HttpResponse:
    ticket = the_ticket(request, reference, Permission.REPLY)
    try:
        act(ticket, pk, by=request.user)
    except ObjectDoesNotExist:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, said)
    return redirect("triage:ticket", reference)
