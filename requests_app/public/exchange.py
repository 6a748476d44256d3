"""What the author of a request reads of it, and what she writes to it. Messages only: notes are not for her."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from requests_app.days import moment_in_words
from requests_app.errors import Refused
from requests_app.intake import build
from requests_app.intake.words import in_language
from requests_app.models import Message, Ticket, Upload
from requests_app.public import story, visit, words
from requests_app.public.forms import WriteForm
from requests_app.public.typed import KEPT_FILES, SUBMISSION, new_submission
from requests_app.services import forms, messages, uploads
from requests_app.services.opening import submission_key


def for_reading(ticket: Ticket) -> dict[str, Any]:
    """Everything the page shows of the request: status, promise, exchange (oldest first), own answers."""
    rows = (
        Message.objects.filter(ticket__in=visit.chain(ticket)).select_related("ticket").prefetch_related("attachments")
    )
    schema = forms.read_schema(ticket.form_version_id)
    return {
        "ticket": ticket,
        "status": words.STATUSES[ticket.status],
        "promise": words.promise(ticket, timezone.now()),
        "sent_on": moment_in_words(ticket.opened_at),
        "team": in_language(ticket.team.words),
        "come_back_on": words.come_back_on(ticket),
        "exchange": _in_order([_shown(message) for message in rows.order_by("created_at", "pk")], ticket),
        "reach": words.reach(ticket.requester),
        "answers": build.for_reading(schema, ticket.all_answers, get_language() or "fr"),
        "own_files": [file.original_name for file in ticket.attachments.filter(message=None)],
        "is_confidential": ticket.confidential,
    }


def _in_order(exchange: list[dict[str, Any]], ticket: Ticket) -> list[dict[str, Any]]:
    """What was written, and between it what was decided of which the author is told."""
    told = [{"moment": event.at, "at": moment_in_words(event.at), "event": event.text} for event in story.told(ticket)]
    return sorted([*exchange, *told], key=lambda entry: entry["moment"])


def _shown(message: Message) -> dict[str, Any]:
    return {
        "is_ours": message.direction == Message.Direction.OUT,
        "moment": message.created_at,
        "at": moment_in_words(message.created_at),
        "event": "",
        "body": message.body,
        "files": [file.original_name for file in message.attachments.all()],
    }


def kept_files(request: HttpRequest) -> list[Upload]:
    """Files that were chosen on this page before and are kept until it is sent."""
    return uploads.of(_tokens(request))


def as_typed(request: HttpRequest) -> WriteForm:
    """The form as it stands, without a word about it yet; a file that was chosen is kept."""
    kept = kept_files(request)
    try:
        kept += uploads.keep(request.FILES.getlist("attachments"), already=kept)
    except uploads.FilesRefused as refusal:  # it is said when the message is sent
        kept += refusal.kept
    return WriteForm(initial={"body": request.POST.get("body", "")}, kept=kept)


def submission_of(request: HttpRequest) -> str:
    """The token of the page that was posted, or nothing."""
    token = request.POST.get("submission", "")
    return token if SUBMISSION.fullmatch(token) else ""


def write(request: HttpRequest, ticket: Ticket) -> Message | WriteForm:
    """File what was written; or give the form back with what is wrong, and everything still in it."""
    token = submission_of(request) or new_submission()
    known = Message.objects.filter(submission_key=submission_key(token), ticket__in=visit.chain(ticket)).first()
    if known is not None:  # the second of two clicks, whose files are the message's own by now
        return known
    kept, refusals = kept_files(request), []
    try:
        kept += uploads.keep(request.FILES.getlist("attachments"), already=kept)
    except uploads.FilesRefused as refusal:
        kept += refusal.kept
        refusals = refusal.messages
    form = WriteForm(request.POST, request.FILES, kept=kept)
    if form.is_valid() and not refusals:
        try:
            return messages.receive(
                ticket, body=form.cleaned_data["body"], token=token, files=tuple(upload.token for upload in kept)
            )
        except Refused as refusal:
            form.add_error("body", refusal)
    for sentence in refusals:
        form.add_error("attachments", sentence)
    return form


def _tokens(request: HttpRequest) -> list[str]:
    return list(dict.fromkeys(request.POST.getlist(KEPT_FILES)))
