"""The pages of a form: a step, blank or filled, and the check page.

A blank first step is the page that most people see and robots hammer, and laying out its fields costs more than all
the rest together. Its markup does not depend on who asks, but for two tokens and a stamp: it is rendered once a process
with marks in their place, and each request only joins the pieces. See docs/decisions/0005-cached-form-pages.md.
"""

import secrets
from typing import Any

from django.conf import settings
from django.forms import CheckboxInput
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from requests_app import stamps, widgets, wordbook
from requests_app.days import moment_in_words
from requests_app.intake import build, places
from requests_app.intake.build import StepForm
from requests_app.intake.schema import FILE_KINDS, Step
from requests_app.intake.words import in_language, paragraphs
from requests_app.public import audio, framed, progress, review
from requests_app.public.emergency import needs_tonight
from requests_app.public.language import in_each_language
from requests_app.public.typed import Typed, blank, file_pairs, new_submission
from requests_app.services import guards
from requests_app.services.drafts import Found
from requests_app.services.forms import Asked

BLANK_PAGES = 256  # forms × languages, and a few versions: about 25 kB each
# Random, so that nothing anybody writes in a form can be taken for a mark.
CSRF_MARK = f"csrf{secrets.token_hex(20)}"
SUBMISSION_MARK = f"submission{secrets.token_hex(20)}"
STAMP_MARK = f"stamp{secrets.token_hex(20)}"

_blank_pages: dict[tuple[Any, ...], tuple[bytes, bytes, bytes, bytes]] = {}


def blank_first_step(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The first step as nobody has filled it yet: no query, no session, no template."""
    # With its moment, because a restored database may give the same number to another version.
    language, slug = get_language() or "fr", asked.form.slug
    version = (asked.version.pk, asked.version.published_at, wordbook.edition())
    key = (*version, language, framed.is_framed(request), *audio.recordings(language, slug))
    pieces = _blank_pages.get(key)
    if pieces is None:
        pieces = _render_blank(request, asked)
        if len(_blank_pages) >= BLANK_PAGES:
            _blank_pages.pop(next(iter(_blank_pages)), None)
        _blank_pages[key] = pieces
    first, second, third, fourth = pieces
    token, stamp = get_token(request).encode(), stamps.new(timezone.now()).encode()
    return HttpResponse(first + token + second + new_submission().encode() + third + stamp + fourth)


def forget_blank_pages() -> None:
    """Lay them out again at the next use: between tests, whose houses offer other languages."""
    _blank_pages.clear()


def first_step_with_draft(request: HttpRequest, asked: Asked, found: Found) -> HttpResponse:
    """The first step, blank, and above it what this browser began: to go on with, or to erase."""
    slug, step = asked.form.slug, asked.schema.step(found.content.step) or asked.schema.steps[0]
    draft = {"began": moment_in_words(found.saved_at), "go_on": _address(slug, step.key)}
    typed = blank(asked, new_submission(), stamps.new(timezone.now()))
    context = {**_step_context(typed, asked.schema.steps[0], None), "draft": draft}
    return render(request, "public/step.html", context)


def _render_blank(request: HttpRequest, asked: Asked) -> tuple[bytes, bytes, bytes, bytes]:
    typed = blank(asked, SUBMISSION_MARK, STAMP_MARK)
    context = {**_step_context(typed, asked.schema.steps[0], None), "csrf_token": CSRF_MARK}
    page = render_to_string("public/step.html", context, request).encode()
    before, _mark, rest = page.partition(CSRF_MARK.encode())
    between, _mark, rest = rest.partition(SUBMISSION_MARK.encode())
    further, _mark, after = rest.partition(STAMP_MARK.encode())
    return before, between, further, after


def step_page(
    request: HttpRequest, typed: Typed, step: Step, *, form: StepForm | None = None, status: int = 200, notice: str = ""
) -> HttpResponse:
    """One step with what was typed on it before; `form`, when it was judged, brings its errors."""
    context = {
        **_step_context(typed, step, form),
        "notice": notice,
        "has_draft": settings.DRAFT_COOKIE_NAME in request.COOKIES,
    }
    return render(request, "public/step.html", context, status=status)


def check_page(
    request: HttpRequest,
    typed: Typed,
    answers: dict[str, Any],
    *,
    status: int = 200,
    notice: str = "",
    is_asked_to_wait: bool = False,
) -> HttpResponse:
    """All answers, one button each to change them, and one to send.

    `is_asked_to_wait`: too much came from this connection, so the next sending proves itself, or is looked at first.
    """
    form = typed.asked.form
    context = {
        **_form_context(typed, answers, current=progress.CHECK),
        "sections": review.sections(typed, answers),
        "hidden": [*typed.pairs(without=set()), *file_pairs(typed)],
        "needs": needs_tonight(typed.asked.form.slug, answers),
        "privacy": paragraphs(typed.schema.privacy),
        "action": reverse("public:form-check", args=[form.slug]),
        "notice": notice,
        "challenge": guards.challenge(form, now=timezone.now(), is_asked=is_asked_to_wait),
        "is_asked_to_wait": is_asked_to_wait,
        "has_draft": settings.DRAFT_COOKIE_NAME in request.COOKIES,
    }
    return render(request, "public/check.html", context, status=status)


def _form_context(typed: Typed, answers: dict[str, Any], *, current: str) -> dict[str, Any]:
    """What every page of a form shows. `current` is the key of a step, or "check"."""
    form = typed.asked.form
    steps = [step for step in typed.schema.steps if step.asks(answers) or step.key == current]
    return {
        "form_title": in_language(typed.schema.title),
        "is_confidential": form.confidential,
        "exit_url": settings.QUICK_EXIT_URL,
        "progress": progress.line(steps, current),
        "languages": in_each_language(_address(form.slug, current)),
        "submission": typed.submission,
        "stamp": typed.stamp,
        "bait": typed.bait,
        "to_check": typed.to_check,
        "may_remember": typed.may_remember,
        "draft_hours": settings.DRAFT_HOURS,
        "erase_action": reverse("public:form-erase", args=[form.slug]),
        "draft_action": reverse("public:form-draft", args=[form.slug]),
    }


def _step_context(typed: Typed, step: Step, form: StepForm | None) -> dict[str, Any]:
    answers, _wrong = typed.judge()
    if form is None:
        form = build.step_form(step, get_language() or "fr", earlier=answers)
        form.initial = typed.answers  # as typed, right or wrong, and without a word about it yet
    if typed.asked.form.confidential:
        for field in form.fields.values():
            field.widget.attrs["autocomplete"] = "off"  # the next person on this telephone sees no name proposed
    heading, is_headed = _heading(step, form)
    _give_voice(form, typed.asked.form.slug)
    asking = [question for question in step.questions if question.kind in FILE_KINDS]
    kept = list(dict.fromkeys(upload for question in asking for upload in typed.files_of(question)))
    hidden = [*typed.pairs(without=set(form.fields)), *file_pairs(typed, without=kept)]
    shown = [one for one in typed.schema.steps if one.asks(answers) or one.key == step.key]
    before = shown[shown.index(step) - 1] if shown.index(step) else None
    return {
        **_form_context(typed, answers, current=step.key),
        "form": form,
        "step": step.key,
        "heading": heading,
        "is_headed": is_headed,
        "intro": in_language(step.intro),
        "hidden": hidden,
        "asks_files": bool(asking),
        "kept_files": kept,
        "files_action": reverse("public:form-files", args=[typed.asked.form.slug]) if asking else "",
        "photo_side": settings.PHOTO_SIDE_PIXELS,
        "places": places.suggestions() if any(one.kind == "municipality" for one in step.questions) else [],
        "action": _address(typed.asked.form.slug, step.key),
        "back_action": _address(typed.asked.form.slug, before.key) if before else "",
        "notice": "",
        "draft": None,
        "has_draft": False,
    }


def _heading(step: Step, form: StepForm) -> tuple[Any, bool]:
    """The words of the only question, which then heads the page itself (True); else the title of the step."""
    if len(form.fields) == 1 and not step.intro:
        field = next(iter(form.fields.values()))
        if not isinstance(field.widget, CheckboxInput):  # a sentence to agree to is no heading
            widgets.head(field)
            return field.label, True
    return in_language(step.title), False


def _give_voice(form: StepForm, slug: str) -> None:
    recordings = audio.recordings(get_language() or "fr", slug)
    for key in set(recordings) & set(form.fields):
        widgets.listen(form.fields[key], reverse("public:form-audio", args=[slug, key]))


def _address(slug: str, step: str) -> str:
    if step == progress.CHECK:
        return reverse("public:form-check", args=[slug])
    return reverse("public:form-step", args=[slug, step])
