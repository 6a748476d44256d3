"""Plain words for what the house knows in codes and times."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.days import day_in_words
from requests_app.models import Contact, Ticket
from requests_app.models.tickets import Status


@dataclass(frozen=True)
class PublicStatus:
    """Where a request stands, as its author reads it."""

    title: str | Promise
    sentence: str | Promise


STATUSES: dict[str, PublicStatus] = {
    Status.NEW: PublicStatus(
        gettext_lazy("Received"), gettext_lazy("Your request has arrived. Nobody has begun to work on it yet.")
    ),
    Status.ASIDE: PublicStatus(
        gettext_lazy("Received"), gettext_lazy("Your request has arrived. Nobody has begun to work on it yet.")
    ),
    Status.OPEN: PublicStatus(
        gettext_lazy("We are working on it"), gettext_lazy("Somebody is dealing with your request.")
    ),
    Status.PENDING: PublicStatus(
        gettext_lazy("We are waiting for your answer"),
        gettext_lazy("We have asked you something. Read our last message and write to us below."),
    ),
    Status.ON_HOLD: PublicStatus(
        gettext_lazy("We are waiting for another service"),
        gettext_lazy("We go on as soon as the other service has answered. You do not have to do anything."),
    ),
    Status.SCHEDULED: PublicStatus(
        gettext_lazy("An appointment is planned"),
        gettext_lazy("We will see you then. You cannot come? Write to us below."),
    ),
    Status.RESOLVED: PublicStatus(
        gettext_lazy("Finished"),
        gettext_lazy("We have done what we could. You still have a question? Write to us below."),
    ),
    Status.CLOSED: PublicStatus(
        gettext_lazy("Finished"), gettext_lazy("This request is closed. If you write to us below, we open a new one.")
    ),
}


def promise(ticket: Ticket, now: datetime) -> str:
    """What we promised and by when; nothing while we wait for somebody, or when it is over."""
    due = ticket.next_due_at
    if due is None:
        return ""
    on = day_in_words(timezone.localtime(due).date())
    if due < now:
        return _("We promised an answer by %(day)s. We are late, and we are sorry.") % {"day": on}
    if ticket.first_response_at:
        return _("We want to be ready by %(day)s.") % {"day": on}
    return _("A person answers you by %(day)s at the latest.") % {"day": on}


def come_back_on(ticket: Ticket) -> str:
    """The day from which it is worth coming back; "" once there was an answer, while we wait, and at the end."""
    if ticket.first_response_at or ticket.next_due_at is None:
        return ""
    return day_in_words(timezone.localtime(ticket.first_response_due_at).date())


def reach(contact: Contact | None) -> str:
    """How we reach the person, without the address itself: the page may be open in front of others."""
    if contact is None:
        return _("We do not know who you are, and we cannot write to you. Our answer waits here.")
    if not contact.may_be_written_to:
        return _("We do not write e-mails to you. Our answer waits here.")
    if contact.ticket.confidential or contact.wants_neutral_letters:
        return _("We send you an e-mail that says only that there is news. Our answer waits here.")
    return _("We answer you by e-mail. Our answer is also here.")
