"""Letters: take one back before it leaves, send one again that did not arrive, and see how those of the house stand."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from requests_app.errors import Refused
from requests_app.permissions import Permission, require
from requests_app.services import contacts, letters
from requests_app.triage import post
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


@require_POST
def readdress(request: DeskRequest, reference: str, pk: int) -> HttpResponse:
    """Send the reply of a lost letter to the address that the ticket has now."""
    said = _("A new letter leaves to the new address.")
    return _act(request, reference, pk, contacts.send_to_new_address, said=said)


@require_POST
def settle(request: DeskRequest, reference: str, pk: int) -> HttpResponse:
    """Take a letter that did not arrive off the list, with a reason."""
    act = partial(letters.settle, because=request.POST.get("because", ""))
    return _act(request, reference, pk, act, said=_("The letter is off the list. The reason stands in the history."))


@require_GET
def post_out(request: DeskRequest) -> HttpResponse:
    """How the letters of the house stand: what waits, what did not arrive and why, what keeps it from leaving."""
    require(request.user, Permission.POST_ROOM)
    return render(request, "triage/post_out.html", post.context(request.user, timezone.now()))


@require_POST
def post_out_again(request: DeskRequest) -> HttpResponse:
    """Send all letters once more that did not arrive for one reason."""
    require(request.user, Permission.POST_ROOM)
    rows = post.to_try_again(request.user, request.POST.get("reason", ""), timezone.now())
    count = letters.try_all_again(rows, by=request.user)
    said = ngettext("%(count)s letter will be tried again now.", "%(count)s letters will be tried again now.", count)
    messages.success(request, said % {"count": count})
    return redirect("triage:post-out")


def _act(request: DeskRequest, reference: str, pk: int, act: Callable[..., object], *, said: Any) -> HttpResponse:
    ticket = the_ticket(request, reference, Permission.REPLY)
    try:
        act(ticket, pk, by=request.user)
    except ObjectDoesNotExist:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, said)
    return redirect("triage:post-out") if "from_post" in request.POST else redirect("triage:ticket", reference)
