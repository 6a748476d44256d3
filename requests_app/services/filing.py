"""How something that was said becomes a row on a ticket: one way, whoever said it and by whatever door it came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from requests_app.folding import index_text
from requests_app.models import Message, Ticket
from requests_app.services import uploads


@dataclass(frozen=True)
class Mail:
    """What is kept of a message that came by mail, beside its words. `row` is the id of its IncomingEmail."""

    row: int
    sender: str
    message_id: str = ""


def keep_message(  # what was said, where it goes, and how it came, each by name
    ticket: Ticket,
    *,
    body: str,
    key: str,
    files: Iterable[str] = (),
    mail: Mail | None = None,
    origin: str = Message.Origin.PERSON,
    now: datetime,
) -> Message:
    """Keep what came in on a locked ticket, leaving the ticket and its words alone. For services."""
    message = Message(
        ticket=ticket,
        direction=Message.Direction.IN,
        body=body,
        submission_key=key,
        origin=origin,
        created_at=now,
        incoming_id=mail.row if mail else None,
        sender=mail.sender if mail else "",
        mail_id=mail.message_id if mail else "",
    )
    message.save(force_insert=True)
    uploads.attach(files, ticket, message=message, now=now)
    return message


def add_words(ticket: Ticket, text: str) -> None:
    """Let the ticket be found by these words too. A confidential ticket is found by none."""
    if ticket.confidential:
        return
    ticket.search.words = f"{ticket.search.words} {index_text(text)}"
    ticket.search.save()
