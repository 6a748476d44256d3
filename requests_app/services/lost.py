"""Letters that did not arrive, or were not wanted: the contact says so, and whoever has the ticket is told."""

from datetime import datetime

from django.db import transaction

from notifications import addresses, events, inbox
from notifications.classify import Kind, Verdict
from notifications.models import DeliveryEvent, Fate, IncomingEmail, OutgoingEmail
from requests_app.models import Contact, Ticket
from requests_app.services.threads import Thread

TROUBLES = {
    DeliveryEvent.Kind.BOUNCED: Contact.Trouble.BOUNCED,
    DeliveryEvent.Kind.REJECTED: Contact.Trouble.BOUNCED,
    DeliveryEvent.Kind.COMPLAINED: Contact.Trouble.COMPLAINED,
}


@transaction.atomic
def note_report(row: IncomingEmail, verdict: Verdict, thread: Thread, *, now: datetime) -> None:
    """Note on our letter what came back by mail. The row of the message is settled with it."""
    letter = thread.letter
    row.about = thread.ticket.reference if thread.ticket else ""
    row.letter = letter
    inbox.settle(row, Fate.FLAGGED, because=verdict.because, now=now)
    if letter is not None:
        kind = DeliveryEvent.Kind.COMPLAINED if verdict.kind == Kind.COMPLAINT else DeliveryEvent.Kind.BOUNCED
        events.note_report(letter, kind, is_permanent=verdict.permanent, told_by=row, now=now)


def told(letter: OutgoingEmail, trouble: str) -> None:
    """The post room tells that a letter did not arrive or was not wanted. Registered in `clock.py`."""
    ticket = Ticket.objects.filter(reference=letter.about).select_related("contact", "assignee", "team").first()
    contact = ticket.requester if ticket else None
    if contact is None or addresses.key_of(contact.email) != letter.to_key:
        return
    contact.email_trouble, contact.email_trouble_at = trouble, letter.sent_at
    contact.save(update_fields=["email_trouble", "email_trouble_at"])
