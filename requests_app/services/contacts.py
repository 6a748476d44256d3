"""How a person is reached: said by herself, corrected at the desk; and letters sent once more to a new address."""

from enum import StrEnum

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications import addresses
from notifications.models import LOST_STATES, OutgoingEmail
from requests_app.emails import person as letters
from requests_app.errors import EditedMeanwhile, Refused
from requests_app.folding import index_text
from requests_app.intake import phones
from requests_app.models import Contact, Message, Ticket, User
from requests_app.models.notices import Event
from requests_app.permissions import SYSTEM, Permission, require
from requests_app.services import notices
from requests_app.services.forms import read_schema
from requests_app.services.opening import search_words
from sealing.keyring import blind_index

EMAIL_LIMIT, PHONE_LIMIT = 254, 60


class Wish(StrEnum):
    """How the person wants to be told of an answer."""

    NONE = "none"  # not at all: she comes back by herself
    NEUTRAL = "neutral"  # by a letter that says nothing but that there is news
    ANY = "any"


# How a wish is kept: what the forms ask as `preferred_contact` and `safe_contact`.
_KEPT = {
    Wish.NONE: (Contact.Preferred.NONE, ""),
    Wish.NEUTRAL: (Contact.Preferred.EMAIL, "email_seulement"),
    Wish.ANY: ("", "ok"),
}


def seen_of(contact: Contact | None) -> str:
    """What stands there, as a keyed hash: it goes through a page without being readable in it."""
    return blind_index(f"{contact.email}\n{contact.phone}", purpose="contact seen") if contact else ""


@transaction.atomic
def correct(ticket: Ticket, *, email: str, phone: str, by: User, seen: str | None = None) -> Ticket:
    """Set address and telephone of the person ("" takes one away). The history says that it was done, never the values.

    Another address starts without the trouble of the old one. `seen` is what `seen_of()` gave for what the agent saw.
    Raises PermissionDenied, EditedMeanwhile, or Refused for a wrong address and for an anonymous request.
    """
    ticket = Ticket.objects.locked(ticket.pk)
    require(by, Permission.CHANGE, ticket)
    contact = ticket.requester
    if contact is None:
        raise Refused(_("This request is anonymous: it has no contact to correct."))
    email, phone = email.strip(), " ".join(phone.split())
    if (contact.email, contact.phone) == (email, phone):
        return ticket
    if seen is not None and seen != seen_of(contact):
        raise EditedMeanwhile(ticket)
    _refuse_wrong(email, phone)
    if addresses.normal(email) != addresses.normal(contact.email):
        contact.email_trouble, contact.email_trouble_at = "", None
    contact.ticket = ticket  # whose `confidential` the fields ask
    contact.email, contact.phone, contact.phone_e164 = email, phone, phones.to_e164(phone)
    contact.save()
    _renew_search(ticket, contact)
    ticket.save_change(by=by, why="contact")
    return ticket


def wish_of(contact: Contact) -> Wish:
    """The wish that this contact stands for."""
    if contact.preferred == Contact.Preferred.NONE:
        return Wish.NONE
    return Wish.NEUTRAL if contact.wants_neutral_letters else Wish.ANY


@transaction.atomic
def say_how_to_reach(ticket: Ticket, *, name: str, email: str, phone: str, wish: str) -> Ticket:
    """What the person herself says later: name, address, number ("" takes one away), and how she wants to be told.

    An anonymous request gets its contact here, and loses it when all is taken away. The history says that it was done,
    never the values; nothing is sent. Raises Refused for a wrong address.
    """
    ticket = Ticket.objects.locked(ticket.pk)
    name, email, phone = " ".join(name.split()), email.strip(), " ".join(phone.split())
    _refuse_wrong(email, phone)
    known = ticket.requester
    contact = known or Contact(ticket=ticket)
    before = (contact.name, contact.email, contact.phone, wish_of(contact)) if known else None
    if before == (name, email, phone, wish) or not (known or name or email or phone):
        return ticket
    if not (name or email or phone or contact.organisation):
        contact.delete()
        _renew_search(ticket, None)
        return _noted(ticket, "person_contact_removed")
    if addresses.normal(email) != addresses.normal(contact.email):
        contact.email_trouble, contact.email_trouble_at = "", None
    contact.ticket = ticket  # whose `confidential` the fields ask
    contact.name, contact.email, contact.phone, contact.phone_e164 = name, email, phone, phones.to_e164(phone)
    if before is None or before[-1] != wish:  # else what the form asked more finely stays as it was
        contact.preferred, contact.safe_contact = _KEPT[Wish(wish)]
    contact.save()
    _renew_search(ticket, contact)
    return _noted(ticket, "person_contact")


def _noted(ticket: Ticket, why: str) -> Ticket:
    ticket.last_activity_at = timezone.now()
    ticket.save_change(by=None, why=why)
    notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM)
    return ticket


@transaction.atomic
def send_to_new_address(ticket: Ticket, pk: int, *, by: User) -> OutgoingEmail:
    """Send the reply of a lost letter as a new letter to the address that the ticket has now; it can be taken back.

    The old letter stays as it ended. Raises PermissionDenied, ObjectDoesNotExist if it is no reply about this ticket,
    or Refused if it was not lost, was sent anew already, or nobody may be written to.
    """
    ticket = Ticket.objects.locked(ticket.pk)
    require(by, Permission.REPLY, ticket)
    lost = OutgoingEmail.objects.unopened().filter(pk=pk, about=ticket.reference, kind="reply").first()
    if lost is None:
        raise ObjectDoesNotExist
    message = Message.objects.select_related("author").filter(ticket=ticket, email_id=lost.message_id).first()
    if lost.state not in LOST_STATES or message is None:
        raise Refused(_("This letter was not lost, or was sent anew already."))
    contact = ticket.requester
    if contact is None or addresses.key_of(contact.email) == lost.to_key:
        raise Refused(_("Correct the address first: the letter would be lost again."))
    message.ticket = ticket
    letter = letters.reply(message)
    if letter is None:
        raise Refused(_("Nobody may be written to about this request."))
    message.email_id = letter.message_id
    message.save(update_fields=["email_id"])
    return letter


def _refuse_wrong(email: str, phone: str) -> None:
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise Refused(_("This is not an e-mail address: check it letter by letter.")) from None
    if len(email) > EMAIL_LIMIT or len(phone) > PHONE_LIMIT:
        raise Refused(_("This is too long for an address or a telephone number."))


def _renew_search(ticket: Ticket, contact: Contact | None) -> None:
    """Let the ticket be found by the new address, no longer by the old one. A confidential one is found by neither."""
    if ticket.confidential:
        return
    words = search_words(ticket, contact, read_schema(ticket.form_version_id), ticket.answers.data)
    said = [index_text(body) for body in ticket.messages.order_by("pk").values_list("body", flat=True)]
    ticket.search.words = " ".join([words, *said])
    ticket.search.save()
