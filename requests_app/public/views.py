"""The forms: from the door of the house to the confirmation."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from requests_app import receipts
from requests_app.days import day_in_words, moment_in_words
from requests_app.intake.words import in_language, paragraphs
from requests_app.public import confirmation, flow, language, pages
from requests_app.public.emergency import emergency
from requests_app.public.typed import read
from requests_app.services import forms
from requests_app.services.forms import Asked

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """`/`: every language by its own name; where one was chosen before, straight to its list of forms."""
    code = language.chosen(request)
    if code:
        return redirect(language.home_of(request, code))
    return render(request, "public/door.html", {"doors": language.doors(request)})


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The list of open forms."""
    doors = [
        {
            "slug": asked.form.slug,
            "title": in_language(asked.schema.title),
            "summary": in_language(asked.schema.summary),
            "pictogram": asked.schema.pictogram,
        }
        for asked in forms.open_forms()
    ]
    response = render(request, "public/home.html", {"doors": doors, "emergency": emergency()})
    language.remember(request, response)
    return response


@login_not_required
@require_safe
def form_start(request: HttpRequest, slug: str) -> HttpResponse:
    """The page before the first question where the form has one, else the first step."""
    asked = _asked(slug)
    before = paragraphs(asked.schema.start)
    if not before:
        return pages.blank_first_step(request, asked)
    context = {
        "form_title": in_language(asked.schema.title),
        "slug": slug,
        "first_step": asked.schema.steps[0].key,
        "paragraphs": before,
        "privacy": paragraphs(asked.schema.privacy),
        "is_confidential": asked.form.confidential,
        "exit_url": settings.QUICK_EXIT_URL,
    }
    return render(request, "public/start.html", context)


@login_not_required
@READ_OR_SEND
def form_step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """One step. What is posted to it is judged with all before it; the answer is the next step, or this one again."""
    asked = _asked(slug)
    here = asked.schema.step(step)
    if here is None:
        raise Http404
    if request.method != "POST":
        return pages.blank_first_step(request, asked) if here is asked.schema.steps[0] else _to_first_step(asked)
    return flow.answer_step(request, read(request, asked), here)


@login_not_required
@READ_OR_SEND
def form_check(request: HttpRequest, slug: str) -> HttpResponse:
    """Sending: everything is judged once more, the ticket is opened, and the confirmation has a page of its own."""
    asked = _asked(slug)
    if request.method != "POST":
        return _to_first_step(asked)
    return flow.send(request, read(request, asked))


@login_not_required
@require_safe
def form_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """It is sent: reference, receipt code, and what happens next. May be reloaded for a while."""
    confirmed = confirmation.read(request, slug)
    if confirmed is None:
        return render(request, "public/sent_no_more.html", status=410)
    ticket = confirmed.ticket
    schema = forms.read_schema(ticket.form_version_id)
    context = {
        "ticket": ticket,
        "receipt_code": receipts.grouped(confirmed.receipt_code),
        "sent_on": moment_in_words(ticket.opened_at),
        "due_on": day_in_words(timezone.localdate(ticket.first_response_due_at)),
        "form_title": in_language(schema.title),
        "next_lines": paragraphs(schema.next),
        "team": in_language(ticket.team.words),
        "writes_to": ticket.requester.may_be_written_to if ticket.requester else False,
        "minutes": confirmation.minutes(ticket),
        "is_confidential": ticket.confidential,
        "exit_url": settings.QUICK_EXIT_URL,
    }
    return render(request, "public/sent.html", context)


def _asked(slug: str) -> Asked:
    asked = forms.published(slug)
    if asked is None:
        raise Http404
    return asked


def _to_first_step(asked: Asked) -> HttpResponse:
    return redirect("public:form-step", asked.form.slug, asked.schema.steps[0].key)
