"""The pages of a form: a step, blank or filled, and the check page.

A blank first step is the page that most people see and robots hammer, and laying out its fields costs more than all
the rest together. Its markup does not depend on who asks, but for two tokens: it is rendered once a process with
marks in their place, and each request only joins the pieces. See docs/decisions/0005-cached-form-pages.md.
"""

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from requests_app import wordbook
from requests_app.intake import build, places
from requests_app.intake.build import StepForm
from requests_app.intake.schema import Step
from requests_app.intake.words import in_language, paragraphs
from requests_app.public import review
from requests_app.public.language import in_each_language
from requests_app.public.typed import KEPT_FILES, Typed, blank, new_submission
from requests_app.services.forms import Asked

BLANK_PAGES = 256  # forms × languages, and a few versions: about 25 kB each
# Random, so that nothing anybody writes in a form can be taken for a mark.
CSRF_MARK = f"csrf{secrets.token_hex(20)}"
SUBMISSION_MARK = f"submission{secrets.token_hex(20)}"

_blank_pages: dict[tuple[Any, ...], tuple[bytes, bytes, bytes]] = {}


def blank_first_step(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The first step as nobody has filled it yet: no query, no session, no template."""
    # With its moment, because a restored database may give the same number to another version.
    key = (asked.version.pk, asked.version.published_at, get_language(), wordbook.edition())
    pieces = _blank_pages.get(key)
    if pieces is None:
        pieces = _render_blank(request, asked)
        if len(_blank_pages) >= BLANK_PAGES:
            _blank_pages.pop(next(iter(_blank_pages)), None)
        _blank_pages[key] = pieces
    first, second, third = pieces
    return HttpResponse(first + get_token(request).encode() + second + new_submission().encode() + third)


def _render_blank(request: HttpRequest, asked: Asked) -> tuple[bytes, bytes, bytes]:
    typed = blank(asked, SUBMISSION_MARK)
    context = {**_step_context(typed, asked.schema.steps[0], None), "csrf_token": CSRF_MARK}
    page = render_to_string("public/step.html", context, request).encode()
    before, _mark, rest = page.partition(CSRF_MARK.encode())
    between, _mark, after = rest.partition(SUBMISSION_MARK.encode())
    return before, between, after


def step_page(
    request: HttpRequest, typed: Typed, step: Step, *, form: StepForm | None = None, status: int = 200, notice: str = ""
) -> HttpResponse:
    """One step with what was typed on it before; `form`, when it was judged, brings its errors."""
    context = {**_step_context(typed, step, form), "notice": notice}
    return render(request, "public/step.html", context, status=status)


def check_page(
    request: HttpRequest, typed: Typed, answers: dict[str, Any], *, status: int = 200, notice: str = ""
) -> HttpResponse:
    """All answers, one button each to change them, and one to send."""
    context = {
        **_form_context(typed, answers, current="check"),
        "sections": review.sections(typed, answers),
        "hidden": [*typed.pairs(without=set()), *_file_pairs(typed)],
        "privacy": paragraphs(typed.schema.privacy),
        "action": reverse("public:form-check", args=[typed.asked.form.slug]),
        "notice": notice,
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
        "progress": _progress([(step.key, in_language(step.title)) for step in steps], current),
        "languages": in_each_language(_address(form.slug, current)),
        "submission": typed.submission,
        "to_check": typed.to_check,
    }


def _step_context(typed: Typed, step: Step, form: StepForm | None) -> dict[str, Any]:
    answers, _wrong = typed.judge()
    if form is None:
        form = build.step_form(step, get_language() or "fr", earlier=answers)
        form.initial = typed.answers  # as typed, right or wrong, and without a word about it yet
    if typed.asked.form.confidential:
        for field in form.fields.values():
            field.widget.attrs["autocomplete"] = "off"  # the next person on this telephone sees no name proposed
    asks_files = any(question.kind == "files" for question in step.questions)
    hidden = [*typed.pairs(without=set(form.fields)), *(() if asks_files else _file_pairs(typed))]
    shown = [one for one in typed.schema.steps if one.asks(answers) or one.key == step.key]
    before = shown[shown.index(step) - 1] if shown.index(step) else None
    return {
        **_form_context(typed, answers, current=step.key),
        "form": form,
        "heading": in_language(step.title),
        "intro": in_language(step.intro),
        "hidden": hidden,
        "asks_files": asks_files,
        "kept_files": typed.files if asks_files else [],
        "places": places.suggestions() if any(one.kind == "municipality" for one in step.questions) else [],
        "action": _address(typed.asked.form.slug, step.key),
        "back_action": _address(typed.asked.form.slug, before.key) if before else "",
        "notice": "",
    }


def _file_pairs(typed: Typed) -> list[tuple[str, str]]:
    return [(KEPT_FILES, upload.token) for upload in typed.files]


def _address(slug: str, step: str) -> str:
    if step == "check":
        return reverse("public:form-check", args=[slug])
    return reverse("public:form-step", args=[slug, step])


def _progress(steps: list[tuple[str, str]], current: str) -> list[dict[str, str]]:
    listed = [*steps, ("check", _("Check and send"))]
    here = [key for key, _label in listed].index(current)
    states = ["done"] * here + ["current"] + ["todo"] * (len(listed) - here - 1)
    return [{"label": label, "state": state} for (_key, label), state in zip(listed, states, strict=True)]
