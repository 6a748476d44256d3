"""The forms: from the door of the house to the moment of sending."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from requests_app.intake.words import in_language, paragraphs
from requests_app.public import audio, drafts, flow, language, pages
from requests_app.public.emergency import emergency
from requests_app.public.framed import may_be_framed
from requests_app.public.typed import from_link, read
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
@may_be_framed
@require_safe
def form_start(request: HttpRequest, slug: str) -> HttpResponse:
    """The page before the first question where the form has one, else the first step."""
    asked = _asked(slug)
    before = paragraphs(asked.schema.start)
    if not before:
        return _first_step(request, asked)
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
@may_be_framed
@READ_OR_SEND
def form_step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """One step. What is posted to it is judged with all before it; the answer is the next step, or this one again."""
    asked = _asked(slug)
    here = asked.schema.step(step)
    if here is None:
        raise Http404
    if request.method != "POST":
        return _first_step(request, asked) if here is asked.schema.steps[0] else _to_first_step(asked)
    if request.POST.get("edit") == "draft":
        found = drafts.find(request, asked)
        return pages.step_page(request, drafts.resumed(found, asked), here) if found else _to_first_step(asked)
    typed = read(request, asked)
    response = flow.answer_step(request, typed, here)
    if typed.may_remember or settings.DRAFT_COOKIE_NAME in request.COOKIES:
        drafts.keep(request, response, typed, step)
    return response


@login_not_required
@may_be_framed
@READ_OR_SEND
def form_check(request: HttpRequest, slug: str) -> HttpResponse:
    """Sending: everything is judged once more, the ticket is opened, and the confirmation has a page of its own."""
    asked = _asked(slug)
    if request.method != "POST":
        return _to_first_step(asked)
    response = flow.send(request, read(request, asked))
    if response.status_code == HTTPStatus.FOUND:
        drafts.was_sent(request, asked)
    return response


@login_not_required
@require_safe
def form_audio(request: HttpRequest, slug: str, question: str) -> HttpResponseBase:
    """A question read aloud, in the language of the address."""
    recording = audio.recordings(get_language() or settings.LANGUAGE_CODE, _asked(slug).form.slug).get(question)
    if recording is None:
        raise Http404
    return audio.answer(request, recording)


def _asked(slug: str) -> Asked:
    asked = forms.published(slug)
    if asked is None:
        raise Http404
    return asked


def _first_step(request: HttpRequest, asked: Asked) -> HttpResponse:
    typed = from_link(request, asked)
    if typed is not None:
        return pages.step_page(request, typed, asked.schema.steps[0])
    found = drafts.find(request, asked)
    return pages.first_step_with_draft(request, asked, found) if found else pages.blank_first_step(request, asked)


def _to_first_step(asked: Asked) -> HttpResponse:
    return redirect("public:form-step", asked.form.slug, asked.schema.steps[0].key)
