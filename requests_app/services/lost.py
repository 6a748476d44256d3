"""Letters that did not arrive, or were not wanted: the contact says so, and whoever has the ticket is told."""

from datetime import datetime

from django.db import transaction

from notifications import addresses, events, inbox
from notifications.classify import Kind, Verdict
from notifications.events import Loss, News
from notifications.models import DeliveryEvent, Fate, IncomingEmail, OutgoingEmail, Reason
from requests_app.models import Contact, Ticket
from requests_app.services import notices
from requests_app.services.threads import Thread

# What says something about the address itself, and not about one letter or about our own server.
ABOUT_THE_ADDRESS = {Reason.NO_SUCH_MAILBOX, None}


@transaction.atomic
def note_report(row: IncomingEmail, verdict: Verdict, thread: Thread, *, now: datetime) -> None:
    """Note on our letter what came back by mail; the row of the message is settled with it."""
    row.about = thread.ticket.reference if thread.ticket else ""
    row.letter = thread.letter
    is_first = inbox.settle(row, Fate.FLAGGED, because=verdict.because, now=now)
    if is_first and thread.letter is not None:
        kind = DeliveryEvent.Kind.COMPLAINED if verdict.kind == Kind.COMPLAINT else DeliveryEvent.Kind.BOUNCED
        reason = Reason.NO_SUCH_MAILBOX if verdict.permanent else Reason.BUSY
        key = f"{row.message_key} {row.body_hash}"  # of the message: the same report by two doors is one
        events.note_report(thread.letter, kind, key=key, reason=reason, is_permanent=verdict.permanent, happened_at=now)


def told(letter: OutgoingEmail, news: News) -> None:
    """The post room tells that a letter was lost or not wanted: see the ticket's contact. Registered in `clock.py`."""
    ticket = Ticket.objects.filter(reference=letter.about).select_related("contact").first()
    contact = ticket.requester if ticket else None
    if ticket is None or contact is None or addresses.key_of(contact.email) != letter.to_key:
        return
    if news.loss != Loss.COMPLAINED:  # that one was read
        notices.letter_lost(ticket)
    trouble = _trouble(news)
    if trouble:
        contact.email_trouble, contact.email_trouble_at = trouble, news.at
        contact.save(update_fields=["email_trouble", "email_trouble_at"])


def _trouble(news: News) -> str:
    if news.loss == Loss.COMPLAINED:
        return Contact.Trouble.COMPLAINED
    about_address = news.loss in {Loss.BOUNCED, Loss.REFUSED, Loss.REJECTED} and news.reason in ABOUT_THE_ADDRESS
    return Contact.Trouble.BOUNCED if about_address else ""
