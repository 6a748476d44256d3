"""Letters to the public, one function each."""

import re
from datetime import timedelta

from django.conf import settings
from django.utils import timezone, translation

from notifications.models import OutgoingEmail
from requests_app import links
from requests_app.days import day_in_words, moment_in_words
from requests_app.emails import threads
from requests_app.emails.threads import Thread
from requests_app.emails.writing import Letter, language_for, to_person
from requests_app.models import Contact, Message, ReceiptCode, Ticket, User
from requests_app.models.tickets import Channel

NAME_LIMIT = 60
# What mail programs turn into a link. Anybody may type anything as a name, with somebody else's address below it.
_LINKS = re.compile(r"[/\\@<>]|www\.|[^\W\d_]\.[^\W\d_]{2,}", re.IGNORECASE)


def acknowledge(ticket: Ticket, mail: Message | None = None) -> None:
    """To the person: we have it, this is its reference, this happens next and by when. `mail` is what she sent."""
    contact = _reachable(ticket)
    if contact:
        thread = threads.beginning(ticket, contact.email, mail)
        has_code = mail is None  # who wrote by mail never saw a page of ours
        letter = _to_person("acknowledgement", ticket, contact, thread=thread, has_code=has_code)
        letter.queue(about=ticket.reference)


def reply_letter(ticket: Ticket, *, body: str, by: User) -> Letter | None:
    """The letter in which this reply leaves, exactly as it will; None when nobody may be written to."""
    contact = _reachable(ticket)
    if contact is None:
        return None
    return _to_person("reply", ticket, contact, answer=body, agent=by)


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
        _to_person("new_link", ticket, contact).queue(about=ticket.reference)


def is_neutral(ticket: Ticket, contact: Contact) -> bool:
    """Whether letters about this ticket must carry no content and no link."""
    return ticket.confidential or contact.wants_neutral_letters


def _reachable(ticket: Ticket) -> Contact | None:
    contact = ticket.requester
    return contact if contact and contact.may_be_written_to else None


def _to_person(
    kind: str,
    ticket: Ticket,
    contact: Contact,
    *,
    answer: str = "",
    agent: User | None = None,
    thread: Thread | None = None,
    has_code: bool | None = None,
) -> Letter:
    language = language_for(ticket.reply_language, ticket.language)
    values = _values(ticket, language, has_code=_has_code(ticket) if has_code is None else has_code)
    if is_neutral(ticket, contact):
        kind = f"{kind}_neutral"
    else:
        values |= {
            "name": _plain_name(contact.name),
            "link": links.follow_up_url(ticket.pk, language),
            "answer": answer,
            "agent": agent.name if agent else "",
        }
    return to_person(
        kind,
        ticket,
        to=contact.email,
        language=language,
        values=values,
        thread=thread or threads.with_person(ticket, contact.email),
        is_human=agent is not None,
    )


def _values(ticket: Ticket, language: str, *, has_code: bool) -> dict[str, str]:
    """What every letter may say, neutral ones included."""
    with translation.override(language):
        return {
            "reference": ticket.reference,
            "received_at": moment_in_words(ticket.opened_at),
            "due_on": day_in_words(timezone.localdate(ticket.first_response_due_at)),
            # Where reference and code are asked; where a code is given to who has none.
            "follow_up_home": links.follow_up_home(language) if has_code else links.code_url(ticket.pk, language),
            "organisation": settings.ORGANISATION["name"],
        }


def _has_code(ticket: Ticket) -> bool:
    """Whether the person was given a receipt code: everybody but who wrote by mail, and never saw our pages."""
    return ticket.channel != Channel.EMAIL or ReceiptCode.objects.filter(ticket=ticket).exists()


def _plain_name(name: str) -> str:
    """The name as one short line; nothing if it is none, so that our letters carry nobody's advertisement."""
    line = " ".join(name.split())
    return "" if len(line) > NAME_LIMIT or _LINKS.search(line) else line
