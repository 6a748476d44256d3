"""What tests of mail that comes in share: a ticket that was answered, and messages from the people around it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from notifications import inbox, outbox
from notifications.models import IncomingEmail, OutgoingEmail
from requests_app import links, mailbox
from requests_app.models import Ticket
from requests_app.services import facts
from tests import make

INBOUND = "in.example.org"


@pytest.fixture(autouse=True)
def _answers_come_by_mail(settings: Any) -> None:
    settings.INBOUND_DOMAIN = INBOUND


@pytest.fixture
def ticket(cast: make.Cast) -> Ticket:
    """Oksana's request at the reception, open."""
    made = make.ticket(team=cast.reception, status="open", contact={**make.CONTACT, "email": "oksana@example.net"})
    return recorded(made)


def recorded(ticket: Ticket) -> Ticket:
    """With the fact that a service would have written."""
    facts.record(ticket, {})
    return ticket


@pytest.fixture
def letter() -> Callable[..., OutgoingEmail]:
    """A letter of ours about a ticket, to its requester unless told."""

    def write(ticket: Ticket, *, kind: str = "reply", nature: outbox.Nature = outbox.Nature.HUMAN, to: str = "") -> Any:
        with transaction.atomic():
            to = to or (ticket.requester.email if ticket.requester else "")
            return outbox.queue(
                kind=kind, to=to, subject="Votre message", text="…", about=ticket.reference, nature=nature
            )

    return write


def raw(
    text: str = "Oui, mardi me convient.",
    *,
    sender: str = "Oksana <oksana@example.net>",
    to: str = "guichet@guichet.example.org",
    subject: str = "Re: Votre message",
    answers: OutgoingEmail | str = "",
    number: int = 1,
    **headers: str,
) -> bytes:
    """A message as a mail server hands it over."""
    answered = answers if isinstance(answers, str) else answers.message_id
    lines = {"From": sender, "To": to, "Subject": subject, "Message-ID": f"<m{number}@mail.example.net>"}
    lines |= {"In-Reply-To": answered} if answered else {}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()


@pytest.fixture
def arrive() -> Callable[..., IncomingEmail]:
    """Let a message arrive and be filed; its row as it stands afterwards."""

    def arrive(message: bytes, *, recipient: str = "", door: str = "pipe") -> IncomingEmail:
        row = inbox.keep(message, mailbox=door, recipient=recipient)
        claimed = inbox.claim(row.pk, by="test", now=timezone.now())
        if claimed is not None:
            mailbox.file(claimed, message, timezone.now())
        row.refresh_from_db()
        return row

    return arrive


def reply_to(ticket: Ticket) -> str:
    """The address to which answers about this ticket are sent."""
    return links.reply_address(ticket.pk)
