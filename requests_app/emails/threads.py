"""The headers by which mail programs keep letters about one request together, and by which ours are known again.

What came from outside is believed only as far as its form: a Message-ID that could be anything else than one is left
out. No header names a person: an address of hers would stand in the headers of whoever she forwards the letter to.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings

from notifications import addresses
from notifications.models import LOST_STATES, OutgoingEmail, State
from requests_app import links
from requests_app.models import Message, Ticket

KNOWN_LIMIT = 9  # earlier letters that are named, beside the first of all
# RFC 5322 allows more; what programs write is this. 200 characters fit a line whose limit is 998.
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,120}@[!-;=?-~]{1,120}>")
_ID_LIMIT = 200


@dataclass(frozen=True)
class Thread:
    """Where a letter stands. `answers_mail`: it answers something that came by mail, which is then `answered`."""

    references: tuple[str, ...] = ()
    answered: str = ""
    answers_mail: bool = False

    @property
    def headers(self) -> dict[str, str]:
        """What it adds to a letter's headers. X-Loop is how we know our own letters when they come back to us."""
        lines = {"X-Loop": settings.MAIL_DOMAIN}
        if self.answered:
            lines["In-Reply-To"] = self.answered
        if self.references:
            lines["References"] = " ".join(self.references)
        return lines


@dataclass(frozen=True)
class StaffThread(Thread):
    """The same for notices to colleagues: programs that answer by themselves leave lists alone (RFC 3834)."""

    @property
    def headers(self) -> dict[str, str]:
        return {**super().headers, "List-Id": f"<notices.{settings.MAIL_DOMAIN}>"}


def beginning(ticket: Ticket, address: str, mail: Message | None) -> Thread:
    """The exchange about a ticket that has just come in: nothing went before but the `mail` that brought it, if any."""
    first = links.thread_id(ticket.pk)
    if mail is None or not _is_named_by(mail, address):
        return Thread((first,))
    return Thread((first, mail.mail_id), mail.mail_id, answers_mail=True)


def with_person(ticket: Ticket, address: str) -> Thread:
    """The exchange about a ticket with the person at that address: what she wrote by mail, and our letters to her."""
    first = links.thread_id(ticket.pk)
    mails, letters = _from(ticket, address), _to(ticket, address)
    if not (mails or letters):
        return Thread((first,))
    answered = (mails or letters)[-1][1]
    earlier = [name for _at, name in sorted([*mails, *letters]) if name not in (answered, first)]
    return Thread((first, *dict.fromkeys(earlier[1 - KNOWN_LIMIT :]), answered), answered, bool(mails))


def with_staff(ticket: Ticket | None) -> Thread:
    """Notices about one request hang on the same first letter, which nobody was ever sent; a digest hangs on none."""
    first = links.thread_id(ticket.pk) if ticket else ""
    return StaffThread((first,) if first else (), first)


def is_message_id(text: str) -> bool:
    """Whether this can stand in a header as the name of a letter."""
    return len(text) <= _ID_LIMIT and bool(_MESSAGE_ID.fullmatch(text))


def _from(ticket: Ticket, address: str) -> list[tuple[datetime, str]]:
    """What the person wrote by mail, oldest first: when, and its Message-ID."""
    rows = Message.objects.filter(
        ticket=ticket, direction=Message.Direction.IN, origin=Message.Origin.PERSON
    ).select_related("ticket")
    newest = rows.only("mail_id", "sender", "created_at", "ticket__confidential").order_by("-created_at", "-pk")
    return [(row.created_at, row.mail_id) for row in reversed(newest[:KNOWN_LIMIT]) if _is_named_by(row, address)]


def _to(ticket: Ticket, address: str) -> list[tuple[datetime, str]]:
    """Our letters to the person that have left or will, oldest first."""
    letters = OutgoingEmail.objects.filter(about=ticket.reference, to_key=addresses.key_of(address))
    alive = letters.exclude(state__in=[*LOST_STATES, State.WITHDRAWN]).order_by("-created_at", "-pk")
    return list(reversed(alive.values_list("created_at", "message_id")[:KNOWN_LIMIT]))


def _is_named_by(mail: Message, address: str) -> bool:
    """Whether a letter to the address may name this message: a Message-ID of anybody else is none of her business."""
    is_hers = not mail.sender or addresses.normal(parseaddr(mail.sender)[1]) == addresses.normal(address)
    return is_hers and is_message_id(mail.mail_id)
