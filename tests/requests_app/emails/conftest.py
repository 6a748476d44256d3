"""What tests of letters share: every letter to the public, written and queued by name."""

from collections.abc import Callable
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pytest

from notifications.models import OutgoingEmail
from notifications.posting import compose
from requests_app.emails import person, staff
from requests_app.models import Ticket
from tests import make
from tests.make import Cast

ANSWER = "Oui, mardi à dix heures."
Write = Callable[..., OutgoingEmail | None]


@pytest.fixture
def write(cast: Cast) -> Write:
    """Write a letter of that kind about the ticket; None if there is nobody to write to."""

    def write(kind: str, ticket: Ticket, *, answer: str = ANSWER) -> OutgoingEmail | None:
        known = set(OutgoingEmail.objects.values_list("pk", flat=True))
        if kind == "acknowledgement":
            person.acknowledge(ticket, ticket.messages.last())
        elif kind == "reply":
            person.reply(make.message(ticket, answer, direction="out", author=cast.amina))
        elif kind == "new_link":
            person.new_link(ticket)
        else:
            ticket.assignee = cast.amina
            getattr(staff, kind)(ticket)
        return OutgoingEmail.objects.exclude(pk__in=known).first()

    return write


def as_it_leaves(letter: OutgoingEmail) -> EmailMessage:
    """The letter as a mail program reads it, after its way over the wire."""
    return BytesParser(EmailMessage, policy=default).parsebytes(compose(letter).message().as_bytes())
