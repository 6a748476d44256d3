"""From one page of a form to the next, and from the last to a ticket. Which page comes is decided here alone."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from requests_app.intake.schema import Step
from requests_app.models import Ticket
from requests_app.permissions import SYSTEM
from requests_app.public import confirmation, guards, pages
from requests_app.public.typed import Typed, new_submission
from requests_app.services import opening, tickets
from requests_app.services.guards import TooMany
from requests_app.services.tickets import Submission


def answer_step(request: HttpRequest, typed: Typed, step: Step) -> HttpResponse:
    """What follows a POST to `step`: the first step that does not hold, up to this one (422); else the next page."""
    if typed.edit:
        sentences = [sentence for problem in typed.problems.values() for sentence in problem]
        return pages.step_page(request, typed, step, notice=" ".join(sentences))
    answers, wrong = typed.judge()
    order = [one.key for one in typed.schema.steps]
    here = order.index(step.key)
    for place, form in wrong:
        if order.index(place.key) <= here:
            return pages.step_page(request, typed, place, form=form, status=422)
    # After a change from the check page, only what the change made necessary; else one step after the other.
    following = [place for place, _form in wrong] if typed.to_check else typed.schema.visible_steps(answers)
    for place in following:
        if order.index(place.key) > here:
            return pages.step_page(request, typed, place)
    return pages.check_page(request, typed, answers)


def send(request: HttpRequest, typed: Typed) -> HttpResponse:
    """Open the ticket once everything holds, and lead to the confirmation."""
    answers, wrong = typed.judge()
    if wrong:
        step, form = wrong[0]
        return pages.step_page(request, typed, step, form=form, status=422)
    if typed.edit:
        return pages.check_page(request, typed, answers)
    if typed.lost_files and not _was_sent(typed):
        notice = _("A file was not kept: it was added too long ago. Add it again, or send without it.")
        return pages.check_page(request, typed, answers, status=422, notice=notice)
    try:
        opened = tickets.open_ticket(_submission(request, typed, answers), by=SYSTEM)
    except TooMany as refusal:
        notice = " ".join(refusal.messages)
        return pages.check_page(request, typed, answers, status=429, notice=notice, is_asked_to_wait=True)
    if not opened.is_new and opened.ticket.all_answers != answers:
        return _sent_before(request, typed, answers, opened.ticket)
    return confirmation.redirect_to(opened, typed.asked.form.slug)


def _sent_before(request: HttpRequest, typed: Typed, answers: dict[str, Any], ticket: Ticket) -> HttpResponse:
    """The same page once more, but with other answers: a second request, if she wants one. Never a silent loss."""
    typed.submission = new_submission()
    notice = _(
        "You have sent this request already: %(reference)s. Your answers have changed since. "
        "Nothing of the change is sent yet. If you want to send it as a new request, press the button."
    )
    return pages.check_page(request, typed, answers, status=409, notice=notice % {"reference": ticket.reference})


def _submission(request: HttpRequest, typed: Typed, answers: dict[str, Any]) -> Submission:
    return Submission(
        version=typed.asked.version,
        answers=answers,
        token=typed.submission,
        language=get_language() or settings.LANGUAGE_CODE,
        uploads=tuple(upload.token for upload in typed.files),
        sending=guards.sending_of(request),
    )


def _was_sent(typed: Typed) -> bool:
    return Ticket.objects.filter(submission_key=opening.submission_key(typed.submission)).exists()
