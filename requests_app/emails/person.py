"""Letters to the public, one function each."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from notifications.models import OutgoingEmail
from notifications.outbox import Nature
from requests_app import links
from requests_app.emails.writing import Letter, language_for, written
from requests_app.models import Contact, Message, Ticket, User


def acknowledge(ticket: Ticket) -> None:
    """To the person: we have it, this is its reference, this happens next and by when."""
    contact = _reachable(ticket)
    if contact:
        _to_person("acknowledgement", ticket, contact, nature=Nature.ACKNOWLEDGEMENT).queue(about=ticket.reference)


def reply_letter(ticket: Ticket, *, body: str, by: User) -> Letter | None:
    """The letter in which this reply leaves, exactly as it will; None when nobody may be written to."""
    contact = _reachable(ticket)
    if contact is None:
        return None
    return _to_person("reply", ticket, contact, nature=Nature.HUMAN, more={"body": body, "agent": by})


def reply(message: Message) -> OutgoingEmail | None:
    """To the person: what an agent answered. It waits REPLY_UNDO_SECONDS, so that it can be taken back."""
    if message.author is None:
        return None
    letter = reply_letter(message.ticket, body=message.body, by=message.author)
    undo = timedelta(seconds=settings.REPLY_UNDO_SECONDS)
    return letter.queue(about=message.ticket.reference, not_before=timezone.now() + undo) if letter else None


def new_link(ticket: Ticket) -> None:
    """To the person: a fresh link, because the one she had is too old."""
    contact = _reachable(ticket)
    if contact and not is_neutral(ticket, contact):
        _to_person("new_link", ticket, contact, nature=Nature.ACKNOWLEDGEMENT).queue(about=ticket.reference)


def is_neutral(ticket: Ticket, contact: Contact) -> bool:
    """Whether letters about this ticket must carry no content and no link."""
    return ticket.confidential or contact.wants_neutral_letters


def _reachable(ticket: Ticket) -> Contact | None:
    contact = ticket.requester
    return contact if contact and contact.may_be_written_to else None


def _to_person(
    kind: str, ticket: Ticket, contact: Contact, *, nature: Nature, more: dict[str, Any] | None = None
) -> Letter:
    language = language_for(ticket.reply_language, ticket.language)
    neutral = is_neutral(ticket, contact)
    facts = {
        "neutral": neutral,
        "name": contact.name,
        "link": "" if neutral else links.follow_up_url(ticket.pk, language),
        "follow_up_home": links.follow_up_home(language),
        "due_on": timezone.localdate(ticket.first_response_due_at),
        **(more or {}),
    }
    return written(kind, ticket, to=contact.email, language=language, nature=nature, facts=facts)
