"""Which ticket a message belongs to: by what we signed or sent ourselves, never by its subject or by who says to write.

A token or a Message-ID of ours says which ticket is meant. It does not say who writes: letters are forwarded, mailboxes
are shared, and an address in From proves nothing. So what changes a ticket must, besides, come from its requester.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from notifications import addresses
from notifications.models import IncomingEmail, OutgoingEmail
from notifications.parsing import ParsedMail
from requests_app import links
from requests_app.models import Ticket

# Where programs on the way write to whom a message was delivered in the end.
DELIVERED_TO = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to")
RETURNED_TO = ("reply-to", "from", "return-path")
IDS_LIMIT = 50
_IDS = re.compile(r"<[^<>\s@]{1,100}@[^<>\s@]{1,100}>")
_ADDRESSES = re.compile(r"\br\+[\w-]{1,40}@[\w.-]{1,100}\w")


class How(StrEnum):
    """What led to the ticket."""

    TOKEN = "token"  # noqa: S105  # no password: the reply address that we signed
    LETTER = "letter"  # it answers a letter of ours, by Message-ID
    EARLIER = "earlier"  # it answers an earlier message of the person
    NOTHING = ""


@dataclass(frozen=True)
class Thread:
    """What was found. `letter` is ours that is answered or returned; `is_known_party`: the requester says to write."""

    ticket: Ticket | None = None
    how: How = How.NOTHING
    letter: OutgoingEmail | None = None
    is_known_party: bool = False

    @property
    def answers_a_robot(self) -> bool:
        """Whether it answers what a program of ours had written by itself."""
        return self.letter is not None and self.letter.nature != ""


def find(mail: ParsedMail, recipient: str = "") -> Thread:
    """The ticket that a message means. Signed tokens come first, then our Message-IDs, then the person's own."""
    letter = _letter([*mail.ids("in-reply-to"), *mail.ids("references")], first=mail.ids("in-reply-to"))
    ticket = _by_token([recipient, *(address for _name, address in mail.addresses(*DELIVERED_TO))])
    how = How.TOKEN if ticket else How.NOTHING
    if ticket is None and letter is not None:
        ticket, how = _ticket(reference=letter.about), How.LETTER
    if ticket is None:
        ticket = _by_earlier_mail(mail)
        how = How.EARLIER if ticket else How.NOTHING
    if ticket is None:
        return Thread()
    return Thread(ticket, how, letter, is_party(ticket, mail.sender[1]))


def confidential_team(mail: ParsedMail, recipient: str = "") -> str:
    """The code of the team whose confidential ticket a message means, by any of its headers; "" if it means none.

    Two small statements, and none for a message that answers nothing. No column that is sealed is read: this must be
    known of a message even where keys are missing.
    """
    candidates = [recipient, *(address for _name, address in mail.addresses(*DELIVERED_TO))]
    numbers = [number for one in candidates if (number := links.ticket_id_of_address(one)) is not None]
    ids = [*mail.ids("in-reply-to"), *mail.ids("references")]
    references: list[str] = []
    if ids:
        keys = [addresses.message_key_of(one) for one in ids]
        ours = OutgoingEmail.objects.filter(message_id__in=ids).order_by().values_list("about", flat=True)
        theirs = IncomingEmail.objects.filter(message_key__in=keys).order_by().values_list("about", flat=True)
        references = [about for about in ours.union(theirs) if about]
    if not numbers and not references:
        return ""
    meant = Ticket.objects.filter(Q(pk__in=numbers) | Q(reference__in=references), confidential=True)
    return meant.order_by("-pk").values_list("team__code", flat=True).first() or ""


def returned(mail: ParsedMail) -> Thread:
    """The letter of ours that a report tells of, by the headers that it returns; what it only names proves nothing."""
    original = ParsedMail(headers=mail.original)
    # Old mail servers return our letter, or its head, as plain words below theirs.
    ids = [*original.ids("message-id"), *mail.ids("in-reply-to"), *mail.ids("references"), *_IDS.findall(mail.text)]
    letter = _letter(ids[:IDS_LIMIT], first=[])
    if letter is not None:
        return Thread(_ticket(reference=letter.about), How.LETTER, letter)
    addressed = [address for _name, address in original.addresses(*RETURNED_TO)]
    ticket = _by_token([*addressed, *_ADDRESSES.findall(mail.text)[:IDS_LIMIT]])
    return Thread(ticket, How.TOKEN, _newest_letter(ticket)) if ticket else Thread()


def is_party(ticket: Ticket, address: str) -> bool:
    """Whether this is the address of the ticket's requester."""
    contact = ticket.requester
    return bool(address and contact and addresses.normal(contact.email) == addresses.normal(address))


def _by_token(candidates: list[str]) -> Ticket | None:
    for address in candidates:
        number = links.ticket_id_of_address(address)
        if number is not None:
            return _ticket(pk=number)
    return None


def _letter(ids: list[str], *, first: list[str]) -> OutgoingEmail | None:
    """Our newest letter among these Message-IDs; one of `first` if we know any."""
    if not ids:
        return None
    known = OutgoingEmail.objects.filter(message_id__in=ids).only("message_id", "about", "nature")
    found = [letter for letter in known if letter.about]
    return max(found, key=lambda letter: (letter.message_id in first, letter.pk), default=None)


def _newest_letter(ticket: Ticket) -> OutgoingEmail | None:
    letters = OutgoingEmail.objects.filter(about=ticket.reference).defer("subject", "text", "html", "headers")
    to_key = addresses.key_of(ticket.requester.email) if ticket.requester else ""
    return letters.filter(to_key=to_key).order_by("-pk").first() if to_key else None


def _by_earlier_mail(mail: ParsedMail) -> Ticket | None:
    ids = [*mail.ids("in-reply-to"), *mail.ids("references")]
    if not ids:
        return None
    keys = [addresses.message_key_of(one) for one in ids]
    filed = IncomingEmail.objects.filter(message_key__in=keys, fate="filed").order_by("-pk")
    reference = next(iter(filed.values_list("about", flat=True)[:1]), "")
    return _ticket(reference=reference) if reference else None


def _ticket(**which: object) -> Ticket | None:
    return Ticket.objects.filter(**which).select_related("form", "team", "contact").first()
