"""Coming back without an account: reference and receipt code, or the link of a letter, then a short visit."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from requests_app import links, receipts
from requests_app.models import Ticket
from requests_app.public import exchange, visit
from requests_app.public.forms import FollowForm, WriteForm
from requests_app.public.typed import new_submission
from requests_app.services import following

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@READ_OR_SEND
def follow(request: HttpRequest) -> HttpResponse:
    """The two keys. A text that was being written when a visit ended comes along and is not lost."""
    if request.POST.get("edit") == "language":
        return follow_page(request, FollowForm(initial=request.POST.dict()))
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keys = form.cleaned_data
            ticket = following.by_code(keys["reference"], keys["code"], now=timezone.now())
        except ValidationError as refusal:  # Refused, or a reference or code that cannot be one
            form.add_error(None, refusal.messages)
        else:
            visit.begin(request, ticket)
            if request.POST.get("body"):
                return ticket_page(request, visit.latest(ticket), WriteForm(initial={"body": request.POST["body"]}))
            return redirect("public:follow-ticket")
    return follow_page(request, form, status=422 if form.errors else 200)


def follow_page(request: HttpRequest, form: FollowForm, *, status: int = 200, notice: str = "") -> HttpResponse:
    """Where the keys are asked."""
    context = {"form": form, "kept_text": request.POST.get("body", ""), "notice": notice}
    return render(request, "public/follow.html", context, status=status)


@login_not_required
@READ_OR_SEND
def follow_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a letter. Looking at it changes nothing (mail programs look too); its button opens the visit."""
    if request.method == "POST" and request.POST.get("ask"):
        following.ask_new_link(token)
        return render(request, "public/follow_asked.html")
    try:
        ticket = following.by_token(token)
    except links.BadLink:  # too old, cut on its way, or of a request that no link opens
        return render(request, "public/follow_expired.html", status=410)
    if request.method != "POST":
        return render(request, "public/follow_link.html")
    visit.begin(request, ticket)
    return redirect("public:follow-ticket")


@login_not_required
@READ_OR_SEND
def follow_code(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a letter to somebody who wrote by mail: its button gives the receipt code, once and for ever."""
    if request.method != "POST":
        is_free = following.awaits_code(token)
        return render(request, "public/follow_code.html", {"is_free": is_free}, status=200 if is_free else 410)
    try:
        ticket, code = following.give_code(token)
    except links.BadLink:
        return render(request, "public/follow_code.html", {"is_free": False}, status=410)
    given = {"reference": ticket.reference, "receipt_code": receipts.grouped(code)}
    return render(request, "public/follow_code_given.html", given)


@login_not_required
@READ_OR_SEND
def follow_ticket(request: HttpRequest) -> HttpResponse:
    """The one request of this visit: where it stands, what was said, and a place to write again."""
    ticket = visit.ticket(request)
    if ticket is None:
        if request.method != "POST":
            return redirect("public:follow")
        notice = _(
            "Your visit is over, because some time has passed. What you wrote is below. Open your request again."
        )
        return follow_page(request, FollowForm(), status=403, notice=notice)
    if request.method != "POST":
        return ticket_page(request, ticket, WriteForm())
    if request.POST.get("edit") == "language":
        return ticket_page(request, ticket, exchange.as_typed(request))
    sent = exchange.write(request, ticket)
    if isinstance(sent, WriteForm):
        return ticket_page(request, ticket, sent, status=422)
    visit.go_on(request, ticket, sent.ticket)
    messages.success(request, _("Sent. We have received what you wrote."))
    return redirect("public:follow-ticket")


def ticket_page(
    request: HttpRequest, ticket: Ticket, form: WriteForm, *, status: int = 200, notice: str = ""
) -> HttpResponse:
    """The page of one request, with the form to write again as it stands."""
    context = {
        **exchange.for_reading(ticket),
        "form": form,
        "kept_files": form.kept,
        "submission": exchange.submission_of(request) or new_submission(),
        "notice": notice,
        "forget_url": reverse("public:follow-end"),
    }
    return render(request, "public/follow_ticket.html", context, status=status)


@login_not_required
@require_POST
def follow_end(request: HttpRequest) -> HttpResponse:
    """Leave: the next person at this telephone finds nothing."""
    visit.end(request)
    return redirect("public:follow")
