"""What agents write: a reply, read once more before it leaves, and notes that never leave."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from requests_app.errors import EditedMeanwhile, Refused
from requests_app.intake import languages
from requests_app.models import Ticket
from requests_app.permissions import Permission
from requests_app.services import messages as exchange
from requests_app.triage import conversation
from requests_app.triage.answer import COLLEAGUE_WAS_QUICKER, TYPED_WRONG, the_ticket, whole_page
from requests_app.triage.contact import contact_of
from requests_app.triage.desk_request import DeskRequest
from requests_app.triage.forms import NoteForm, ReplyForm, look_again


@require_POST
def preview(request: DeskRequest, reference: str) -> HttpResponse:
    """Exactly what would leave, to whom and in which language; nothing has happened yet."""
    ticket = the_ticket(request, reference, Permission.REPLY)
    form = ReplyForm(request.POST, ticket=ticket)
    if "edit" in request.POST:
        return whole_page(request, ticket, reply_form=form)
    if not form.is_valid():
        return whole_page(request, ticket, reply_form=form, status=TYPED_WRONG)
    try:
        letter = exchange.preview_reply(ticket, body=form.cleaned_data["body"], by=request.user)
    except Refused as refusal:
        form.add_error("body", refusal)
        return whole_page(request, ticket, reply_form=form, status=TYPED_WRONG)
    return render(request, "triage/preview.html", _preview(ticket, form, letter))


def _preview(ticket: Ticket, form: ReplyForm, letter: exchange.Preview) -> dict[str, object]:
    language = languages.label(letter.language, "fr")
    then = dict(form.fields["status"].choices).get(form.cleaned_data["status"], "")  # type: ignore[attr-defined]
    return {
        "ticket": ticket,
        "form": form,
        "letter": letter,
        "language": language,
        "direction": languages.direction(letter.language),
        "then": then,
        "contact": contact_of(ticket),
    }


@require_POST
def reply(request: DeskRequest, reference: str) -> HttpResponse:
    """Send what was read in the preview."""
    ticket = the_ticket(request, reference, Permission.REPLY)
    form = ReplyForm(request.POST, ticket=ticket)
    if not form.is_valid():
        return whole_page(request, ticket, reply_form=form, status=TYPED_WRONG)
    try:
        sent = exchange.reply(ticket, by=request.user, **form.cleaned_data)
    except EditedMeanwhile:
        return _something_came_meanwhile(request, ticket, form)
    except Refused as refusal:
        form.add_error(None, refusal)
        return whole_page(request, ticket, reply_form=form, status=TYPED_WRONG)
    _say_who_was_told(request, ticket, sent.recipients)
    return redirect(f"{reverse('triage:ticket', args=[reference])}#message-{sent.message.pk}")


def _something_came_meanwhile(request: DeskRequest, ticket: Ticket, form: ReplyForm) -> HttpResponse:
    """Both texts on one page: what came meanwhile, and what was typed. The next try has seen it."""
    newer = conversation.newer_messages(ticket, form.cleaned_data["last_seen"])
    form.add_error(None, _("A message has come since you opened this page. Read it, then send yours again."))
    look_again(form, "last_seen", max((message.pk for message in newer), default=0))
    return whole_page(request, ticket, reply_form=form, newer=newer, status=COLLEAGUE_WAS_QUICKER)


def _say_who_was_told(request: DeskRequest, ticket: Ticket, recipients: list[str]) -> None:
    """What really leaves; and when nothing does, what the agent can do instead."""
    if recipients:
        seconds = {"seconds": settings.REPLY_UNDO_SECONDS}
        messages.success(
            request, _("Your answer leaves in %(seconds)s seconds. Until then you can take it back.") % seconds
        )
        return
    contact = contact_of(ticket)
    words = contact.how_to_tell if contact else _("The request is anonymous.")
    messages.warning(request, _("Nobody was told of your answer. %(instead)s") % {"instead": words})


@require_POST
def note(request: DeskRequest, reference: str) -> HttpResponse:
    """Keep a note for the colleagues."""
    ticket = the_ticket(request, reference, Permission.NOTE)
    form = NoteForm(request.POST, ticket=ticket)
    if not form.is_valid():
        return whole_page(request, ticket, note_form=form, status=TYPED_WRONG)
    try:
        kept = exchange.add_note(ticket, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("body", refusal)
        return whole_page(request, ticket, note_form=form, status=TYPED_WRONG)
    return redirect(f"{reverse('triage:ticket', args=[reference])}#note-{kept.pk}")
