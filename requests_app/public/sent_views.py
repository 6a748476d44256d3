"""After sending: the confirmation, what can be taken along from it, and the way back to the request.

All of it opens with the cookie of the confirmation alone, and as long as that lasts.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests_app import links, receipts
from requests_app.public import confirmation, documents, receipt, visit
from requests_app.public.confirmation import Confirmation
from requests_app.public.emergency import needs_tonight
from requests_app.qr import square

BUSY_SECONDS = 10


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def form_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """It is sent: reference, receipt code, and what happens next. May be reloaded for a while.

    A code that is posted is compared, so that the person knows that she has it. It opens nothing and changes nothing.
    """
    confirmed = confirmation.read(request, slug)
    if confirmed is None:
        return _no_more(request)
    if request.method != "POST":
        return _page(request, confirmed)
    typed = request.POST.get("typed_code", "")[: receipts.LONGEST_TYPED]
    wrong = receipts.wrong_groups(typed, confirmed.receipt_code)
    return _page(request, confirmed, status=422 if wrong else 200, typed=typed, wrong_groups=wrong)


def shown_again(request: HttpRequest, slug: str) -> HttpResponse:
    """The page as it is, when what was typed on it came with a token that is too old."""
    confirmed = confirmation.read(request, slug)
    return _page(request, confirmed, status=403) if confirmed else _no_more(request)


def _page(request: HttpRequest, confirmed: Confirmation, *, status: int = 200, **typed: Any) -> HttpResponse:
    ticket = confirmed.ticket
    language = get_language() or settings.LANGUAGE_CODE
    context = {
        "slug": ticket.form.slug,
        "ticket": ticket,
        "receipt_code": receipts.grouped(confirmed.receipt_code),
        "receipt": receipt.of(ticket, language),
        "desk_receipt": receipt.for_the_desk(ticket, language),
        "needs": needs_tonight(ticket.form.slug, ticket.all_answers),
        "writes_to": ticket.requester.may_be_written_to if ticket.requester else False,
        "qr": square(links.follow_up_home(language)),
        "minutes": confirmation.minutes(ticket),
        "is_confidential": ticket.confidential,
        "forget_url": reverse("public:form-forget", args=[ticket.form.slug]),
        "typed": None,
        "wrong_groups": [],
        **typed,
    }
    return render(request, "public/sent.html", context, status=status)


def _no_more(request: HttpRequest) -> HttpResponse:
    return render(request, "public/sent_no_more.html", status=410)


@login_not_required
@require_safe
def form_document(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The receipt or the card, drawn now. Its file name says nothing of us or of what was written."""
    kind = documents.KINDS.get(name)
    if kind is None:
        raise Http404
    confirmed = confirmation.read(request, slug)
    if confirmed is None:
        return _no_more(request)
    language = get_language() or settings.LANGUAGE_CODE
    try:
        content = documents.draw(request, kind, confirmed.ticket, confirmed.receipt_code, language)
    except documents.CannotDraw:
        response = render(request, "public/sent_no_document.html", {"slug": slug}, status=503)
        response["Retry-After"] = str(BUSY_SECONDS)
        return response
    response = HttpResponse(content, content_type=kind.content_type)
    ending = "png" if kind.is_picture else "pdf"
    response["Content-Disposition"] = f'attachment; filename="document-{timezone.localdate():%Y-%m-%d}.{ending}"'
    return response


@login_not_required
@require_POST
def form_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Straight to the request, to add something to it: who sees the confirmation has both keys on the screen."""
    confirmed = confirmation.read(request, slug)
    if confirmed is None:
        return _no_more(request)
    visit.begin(request, confirmed.ticket)
    return redirect(reverse("public:follow-ticket") + "#write")


@login_not_required
@require_POST
def form_forget(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave: nobody who comes to this telephone after her sees the confirmation or the request."""
    visit.end(request)
    response = redirect("public:home")
    confirmation.forget(response, slug)
    return response
