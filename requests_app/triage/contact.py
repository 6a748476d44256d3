"""How the person may be reached, and what must not be done, in words that cannot be overlooked."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.emails import person as letters
from requests_app.models import Contact, Ticket
from requests_app.models.tickets import Channel

WARNINGS: dict[str, Any] = {
    "pas_de_message_vocal": gettext_lazy("Do not leave a voice message."),
    "email_seulement": gettext_lazy("Do not call: only by e-mail."),
    "telephone_seulement": gettext_lazy("Do not write: only by telephone."),
    "heures": gettext_lazy("Only at certain hours."),
}


@dataclass(frozen=True)
class Reach:
    """The panel of the contact. Everything is "" when it is not known."""

    name: str
    organisation: str
    email: str
    trouble: str  # what is wrong with the address, in words
    phone: str
    phone_link: str  # E.164
    postal_address: str
    preferred: str
    warning: str
    hours: str
    can_be_written_to: bool
    is_neutral: bool  # letters say only that there is an answer
    can_be_called: bool
    has_code: bool  # that opens the request on our own pages

    @property
    def how_to_tell(self) -> str:
        """What an agent can do when no letter may leave. Names no number and no address: it travels in a cookie."""
        if self.can_be_called:
            return _("Please call the person.")
        if self.postal_address:
            return _("Please write a letter to the address given.")
        if not self.has_code:
            return _("We know no other way to reach the person: correct the contact if you find one.")
        return _("The person reads the answer when coming back with the reference and the receipt code.")


def contact_of(ticket: Ticket) -> Reach | None:
    """How to reach who wrote; None when anonymous."""
    contact = ticket.requester
    if contact is None:
        return None
    answers = ticket.answers.data
    return Reach(
        name=contact.name,
        organisation=contact.organisation,
        email=contact.email,
        trouble=str(Contact.Trouble(contact.email_trouble).label) if contact.email_trouble else "",
        phone=contact.phone,
        phone_link=contact.phone_e164,
        postal_address=str(answers.get("postal_address", "")),
        preferred=str(Contact.Preferred(contact.preferred).label) if contact.preferred else "",
        warning=_warning(contact.safe_contact),
        hours=str(answers.get("safe_contact_hours", "")),
        can_be_written_to=contact.may_be_written_to,
        is_neutral=letters.is_neutral(ticket, contact),
        can_be_called=bool(contact.phone) and contact.safe_contact != "email_seulement",
        has_code=ticket.channel != Channel.EMAIL,
    )


def _warning(code: str) -> str:
    if code in ("", "ok"):
        return ""
    return str(WARNINGS.get(code, gettext_lazy("Ask first how this person can be reached without danger.")))
