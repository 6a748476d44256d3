"""The confirmation page, for as long as its cookie lasts.

The receipt code is shown once and kept nowhere in clear, so a reload of the page has to bring it along: sealed, in a
cookie that scripts cannot read, that goes to this one address only and is gone after CONFIRMATION_MINUTES.
"""

import json
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from requests_app.models import Ticket
from requests_app.services.tickets import Opened
from sealing import keyring


@dataclass(frozen=True)
class Confirmation:
    """What the page shows."""

    ticket: Ticket
    receipt_code: str


def minutes(ticket: Ticket) -> int:
    """How long the page may be shown again; a confidential form leaves less behind on a shared telephone."""
    return settings.CONFIRMATION_CONFIDENTIAL_MINUTES if ticket.confidential else settings.CONFIRMATION_MINUTES


def redirect_to(opened: Opened, slug: str) -> HttpResponse:
    """Post, redirect, get: the address bar holds a page that can be reloaded and not a request that is sent again."""
    path = reverse("public:form-sent", args=[slug])
    seconds = minutes(opened.ticket) * 60
    until = timezone.now().timestamp() + seconds
    content = keyring.seal(json.dumps([opened.ticket.pk, opened.receipt_code, until]))
    response = HttpResponseRedirect(path)
    response.set_cookie(
        settings.SENT_COOKIE_NAME,
        content,
        max_age=seconds,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def read(request: HttpRequest, slug: str) -> Confirmation | None:
    """The confirmation that this browser may still see, or None."""
    try:
        pk, code, until = json.loads(keyring.unseal(request.COOKIES.get(settings.SENT_COOKIE_NAME, "")))
    except keyring.CannotUnseal:
        return None
    if until < timezone.now().timestamp():
        return None
    tickets = Ticket.objects.select_related("form", "team", "contact", "answers")
    ticket = tickets.filter(pk=pk, form__slug=slug).first()
    return Confirmation(ticket, code) if ticket else None


def forget(response: HttpResponse, slug: str) -> None:
    """Let this browser forget it. To be asked below the same language as the page, whose address the cookie has."""
    path = reverse("public:form-sent", args=[slug])
    response.delete_cookie(settings.SENT_COOKIE_NAME, path=path, samesite="Lax")
