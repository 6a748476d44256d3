"""Requests noted by staff, on the telephone or at the counter: the same forms and the same service, on one page."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.errors import Refused
from requests_app.intake import build, places
from requests_app.intake.build import StepForm
from requests_app.models import Ticket, Upload, User
from requests_app.permissions import Permission, require
from requests_app.services import forms as asked_forms
from requests_app.services import uploads
from requests_app.services.forms import Asked
from requests_app.services.tickets import Submission, open_ticket
from requests_app.triage import letters, receipt
from requests_app.triage.answer import TYPED_WRONG
from requests_app.triage.desk_request import DeskRequest
from requests_app.triage.forms_intake import CHANNELS, NotedForm

KEPT = "attachments_kept"


@require_GET
def intake(request: DeskRequest) -> HttpResponse:
    """Which form, and how the request comes in."""
    require(request.user, Permission.INTAKE)
    return render(request, "triage/intake.html", {"forms": asked_forms.open_forms(), "channels": CHANNELS})


@require_http_methods(["GET", "POST"])
def intake_form(request: DeskRequest, slug: str) -> HttpResponse:
    """All questions of a form on one page, and the ticket they become."""
    require(request.user, Permission.INTAKE)
    asked = asked_forms.published(slug)
    if asked is None:
        raise Http404
    language = get_language() or settings.LANGUAGE_CODE
    if request.method != "POST":
        noted = NotedForm(channel=request.GET.get("channel", ""))
        return _page(request, asked, build.all_steps_form(asked.schema, language), noted, [])
    form = build.all_steps_form(asked.schema, language, data=request.POST, files=request.FILES)
    noted = NotedForm(request.POST)
    kept = _keep_files(request, asked, form)
    if not (noted.is_valid() and form.is_valid()):
        return _page(request, asked, form, noted, kept, status=TYPED_WRONG)
    opened = open_ticket(_submission(asked, form, noted, kept, request.user), by=request.user)
    receipt.keep(request, opened)
    _say_who_was_told(request, opened.ticket)
    if Ticket.objects.visible_to(request.user).filter(pk=opened.ticket.pk).exists():
        return redirect("triage:ticket", opened.ticket.reference)
    return redirect("triage:intake-done")


def _say_who_was_told(request: DeskRequest, ticket: Ticket) -> None:
    """What leaves by itself, so that the agent knows what is left to be said."""
    if letters.is_acknowledged(ticket):
        messages.success(request, _("An acknowledgement leaves to the address of the person."))
    else:
        messages.warning(request, _("Nobody is written to: tell the person now what happens next."))


def _keep_files(request: DeskRequest, asked: Asked, form: StepForm) -> list[Upload]:
    """The files of this and earlier tries. What is refused is said by its field; the others are kept."""
    kept = uploads.of(request.POST.getlist(KEPT))
    question = asked.schema.files_question
    if question is None or not form.is_bound:
        return kept
    form.is_valid()  # so that cleaned_data is there, whatever is wrong elsewhere
    chosen = form.cleaned_data.get(question.key) or []
    try:
        return kept + uploads.keep(chosen, already=kept)
    except Refused as refusal:
        form.add_error(question.key, refusal)
        return kept + list(getattr(refusal, "kept", []))


def _submission(asked: Asked, form: StepForm, noted: NotedForm, kept: list[Upload], by: User) -> Submission:
    given = noted.cleaned_data
    wished = form.answers.get("reply_language", "")
    return Submission(
        version=asked.version,
        answers={**form.answers, "oral_consent": "yes"},
        token=given["submission"],
        language=wished if wished in dict(settings.LANGUAGES) else by.language,
        channel=given["channel"],
        uploads=tuple(upload.token for upload in kept),
        read_back=given["read_back"],
    )


def _page(
    request: DeskRequest, asked: Asked, form: StepForm, noted: NotedForm, kept: list[Upload], *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "asked": asked,
        "form": form,
        "noted": noted,
        "kept": kept,
        "places": places.suggestions(),
        "wrong_forms": [one for one in (form, noted) if one.is_bound and one.errors],
    }
    return render(request, "triage/intake_form.html", context, status=status)


@require_GET
def intake_done(request: DeskRequest) -> HttpResponse:
    """Reference and code of a request that its author may not read: it is in good hands, and not in his."""
    require(request.user, Permission.INTAKE)
    dictated = receipt.of(request)
    if dictated is None:
        return redirect("triage:intake")
    return render(request, "triage/intake_done.html", {"dictated": dictated})


@require_POST
def intake_dictated(request: DeskRequest) -> HttpResponse:
    """The person has the code: forget it here."""
    dictated = receipt.of(request)
    receipt.forget(request)
    if dictated and Ticket.objects.visible_to(request.user).filter(reference=dictated.reference).exists():
        return redirect("triage:ticket", dictated.reference)
    return redirect("triage:intake")
