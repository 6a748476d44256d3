"""The letters we write, one function each: which letter goes to whom, and what it may say.

A letter to a person is *neutral* when the ticket is confidential, or when somebody else may read her mail: no topic,
no words of hers or ours, no link that opens anything; reference only. The receipt code stands in no letter at all.
A letter to staff never holds what a person wrote: it says that there is something, and where.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from notifications import outbox
from notifications.models import OutgoingEmail
from notifications.outbox import Nature
from requests_app import links
from requests_app.models import Contact, Message, Ticket, User


@dataclass(frozen=True)
class Letter:
    """A letter as it leaves: one address, subject, plain text and HTML."""

    kind: str
    to: str
    subject: str
    text: str
    html: str
    language: str
    nature: Nature

    def queue(self, *, about: str, not_before: datetime | None = None) -> OutgoingEmail:
        """Keep it for the worker, in the present transaction."""
        return outbox.queue(
            kind=self.kind,
            to=self.to,
            subject=self.subject,
            text=self.text,
            html=self.html,
            about=about,
            language=self.language,
            nature=self.nature,
            not_before=not_before,
        )


def acknowledge(ticket: Ticket) -> None:
    """To the person: we have it, this is its reference, this happens next and by when."""
    contact = _reachable(ticket)
    if contact:
        _to_person("acknowledgement", ticket, contact, nature=Nature.ACKNOWLEDGEMENT).queue(about=ticket.reference)


def team_alert(ticket: Ticket) -> None:
    """To the team's address: there is a new ticket."""
    if ticket.team.email:
        letter = _to_staff("team_alert", ticket, ticket.team.email, settings.LANGUAGE_CODE, {"team": ticket.team})
        letter.queue(about=ticket.reference)


def ticket_assigned(ticket: Ticket) -> None:
    """To the assignee: this one is yours now."""
    if ticket.assignee is not None:
        person = ticket.assignee
        letter = _to_staff("ticket_assigned", ticket, person.email, person.language, {"person": person})
        letter.queue(about=ticket.reference)


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
    language = _language_for(ticket.reply_language, ticket.language)
    neutral = is_neutral(ticket, contact)
    facts = {
        "neutral": neutral,
        "name": contact.name,
        "link": "" if neutral else links.follow_up_url(ticket.pk, language),
        "follow_up_home": links.follow_up_home(language),
        "due_on": timezone.localdate(ticket.first_response_due_at),
        **(more or {}),
    }
    return _written(kind, ticket, to=contact.email, language=language, nature=nature, facts=facts)


def _to_staff(kind: str, ticket: Ticket, to: str, language: str, more: dict[str, Any]) -> Letter:
    facts = {"link": links.desk_url(ticket.reference), **more}
    return _written(kind, ticket, to=to, language=language, nature=Nature.AUTOMATIC, facts=facts)


def _written(  # what, about what, to whom and how, each by name
    kind: str, ticket: Ticket, *, to: str, language: str, nature: Nature, facts: dict[str, Any]
) -> Letter:
    with translation.override(language):
        context = {
            "ticket": ticket,
            "organisation": settings.ORGANISATION,
            "subject": _subject(kind, ticket),
            "language": language,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            **facts,
        }
        return Letter(
            kind=kind,
            to=to,
            subject=context["subject"],
            text=render_to_string(f"email/{kind}/body.txt", context),
            html=render_to_string(f"email/{kind}/body.html", context),
            language=language,
            nature=nature,
        )


def _subject(kind: str, ticket: Ticket) -> str:
    """Neither topic nor form nor words of anybody: a subject is read over shoulders and on locked screens."""
    subjects = {
        "acknowledgement": _("We have received your message – %(reference)s"),
        "reply": _("Your message to us – %(reference)s"),
        "new_link": _("Your new link – %(reference)s"),
        "team_alert": _("New request – %(reference)s"),
        "ticket_assigned": _("A request is yours – %(reference)s"),
    }
    return subjects[kind] % {"reference": ticket.reference}


def _language_for(*wished: str) -> str:
    """The first language in which we have letters; else the reference language."""
    spoken = dict(settings.LANGUAGES)
    return next((code for code in wished if code in spoken), settings.LANGUAGE_CODE)
