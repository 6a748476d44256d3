"""Everything the page of one ticket shows: four statements beside the ticket's own, whatever was said and done."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import get_language

from notifications import addresses
from requests_app import tongues
from requests_app.intake import build, languages
from requests_app.intake.schema import FormSchema, parse
from requests_app.intake.words import in_language
from requests_app.models import Attachment, FormVersion, Ticket, Topic, User
from requests_app.models.letters import Settled
from requests_app.models.tickets import Outcome
from requests_app.permissions import Permission, may
from requests_app.triage import aside, conversation, moments, timeline, twins
from requests_app.triage.contact import contact_of
from requests_app.triage.conversation import Conversation
from requests_app.triage.letters import Letter, letters_about, newest_held_back, newest_lost

HISTORY_ROWS = 60  # decisions shown at once; `?timeline=all` shows every one
SHOWN_APART = ("name", "organisation", "email", "phone", "postal_address", "preferred_contact", "safe_contact")

_schemas: dict[tuple[int, datetime | None], FormSchema] = {}


def visible(user: User) -> QuerySet[Ticket, Ticket]:
    """The tickets that exist for `user`, with all the page needs of one. The large schema is read only when unknown."""
    label = Topic.objects.filter(code=OuterRef("topic")).values("label")
    tickets = Ticket.objects.visible_to(user).for_page().select_related("noted_by", "follows", "seems_to_answer")
    return tickets.defer("form_version__schema").annotate(topic_label=Subquery(label), **twins.columns(user))


def schema_of(version: FormVersion) -> FormSchema:
    """What the form asked. A published version never changes, so it is read once by each process."""
    key = (version.pk, version.published_at)
    if key not in _schemas:
        _schemas[key] = parse(version.schema)
    return _schemas[key]


def context(ticket: Ticket, user: User, params: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """All that the page shows of a ticket that came from `visible()`."""
    talk = conversation.read(ticket, before=params.get("before", ""))
    letters = letters_about(ticket)
    files = list(ticket.attachments.all())
    for entry in talk.entries:
        entry.files = [file for file in files if entry.kind != "note" and file.message_id == entry.pk]
        entry.letter = next((one for one in letters if entry.email_id and one.message_id == entry.email_id), None)
    lost = newest_lost(letters)
    versions = history(ticket, everything=params.get("timeline") == "all")
    replies = [(entry.at, entry.author) for entry in talk.entries if entry.kind == "out"]
    return {
        **summary(ticket, user, now),
        "aside": aside.of(ticket),
        "answers": answers_of(ticket),
        "written_in": written_in(ticket),
        "files": [file for file in files if file.message_id is None],
        "talk": talk,
        "letters": letters,
        "undelivered": [letter for letter in letters if letter.can_be_tried_again and letter is not lost],
        "lost": lost,
        "reasons": Settled.choices,
        "held_back": newest_held_back(letters),
        "can_be_readdressed": _can_be_readdressed(ticket, lost, talk),
        "events": timeline.sentences(versions, replies),
        "more_events": len(versions) == HISTORY_ROWS,
    }


def _can_be_readdressed(ticket: Ticket, lost: Letter | None, talk: Conversation) -> bool:
    """Whether the lost letter is a reply that could now leave to another address."""
    contact = ticket.requester
    if lost is None or contact is None or not contact.may_be_written_to:
        return False
    is_reply = any(entry.email_id == lost.message_id for entry in talk.entries if entry.email_id)
    return is_reply and addresses.normal(contact.email) != addresses.normal(lost.to)


def summary(ticket: Ticket, user: User, now: datetime) -> dict[str, Any]:
    """The ticket itself, without a further statement: what stands at the head and at the side of its page."""
    due = ticket.next_due_at
    return {
        "ticket": ticket,
        "requester": ticket.requester,
        "contact": contact_of(ticket),
        "topic": in_language(getattr(ticket, "topic_label", None) or {}) or ticket.topic,
        "due": moments.due(due, now) if due else "",
        "due_kind": moments.due_kind(due, now),
        "promises": "resolution" if ticket.first_response_at else "first_response",
        "outcome": str(Outcome(ticket.outcome).label) if ticket.outcome else "",
        "follows": _named(ticket.follows, user),
        "seems_to_answer": _named(ticket.seems_to_answer, user),
        "twins": twins.of(ticket, user),
        "interpreter": languages.label(ticket.interpreter_language, get_language() or "fr"),
        "reply_language": languages.label(ticket.reply_language, get_language() or "fr"),
        "assignee_away": _away_until(ticket.assignee, now),
        "action_is_due": ticket.next_action_on is not None and ticket.next_action_on <= timezone.localdate(now),
        "can_take": any(team.pk == ticket.team_id for team in user.team_list),
        "can": {permission.name.lower(): may(user, permission, ticket) for permission in Permission},
    }


def _away_until(assignee: User | None, now: datetime) -> date | None:
    """The last day away of who has the ticket, if that person is away now."""
    return assignee.away_until if assignee and assignee.is_away(timezone.localdate(now)) else None


def _named(other: Ticket | None, user: User) -> str:
    """The reference of another ticket, if that one exists for `user`."""
    return other.reference if other is not None and may(user, Permission.READ, other) else ""


def written_in(ticket: Ticket) -> dict[str, Any]:
    """The language of the message for a reader of the desk: as it was said, else as it seems; else nothing."""
    code = ticket.message_language or tongues.guess(str(ticket.all_answers.get("message", "")))
    shown = languages.label(code, get_language() or "fr") if code else ""
    return {"language": shown, "is_guess": not ticket.message_language}


def answers_of(ticket: Ticket) -> list[tuple[str, list[dict[str, Any]]]]:
    """The answers as they were asked, in the language of the desk; those of the contact stand in its own panel."""
    given = {key: value for key, value in ticket.all_answers.items() if key not in SHOWN_APART}
    return build.for_reading(schema_of(ticket.form_version), given, get_language() or "fr")


def history(ticket: Ticket, *, everything: bool = False) -> list[timeline.Version]:
    """The decisions on a ticket, oldest first, with the names they need, by one statement."""
    label = Topic.objects.filter(code=OuterRef("topic")).values("label")
    rows = (
        Ticket.history.filter(id=ticket.pk)
        .order_by("-history_date", "-history_id")
        .annotate(topic_label=Subquery(label[:1]), who=F("history_user__name"))
        .values(*timeline.COLUMNS)
    )
    chosen = rows if everything else rows[:HISTORY_ROWS]
    return [timeline.version_of(row) for row in reversed(list(chosen))]


def file_of(ticket: Ticket, pk: int) -> Attachment | None:
    """A file of this ticket; None when it has no such file."""
    return ticket.attachments.filter(pk=pk).first()
