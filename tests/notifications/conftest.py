"""What the tests of the post room share: a letter, a moment, a mail server."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import Settings

from notifications import outbox
from notifications.models import OutgoingEmail
from tests.notifications.mail_server import MailServer

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def letter(db: None) -> Callable[..., OutgoingEmail]:
    """`letter(…)` queues one for Zoé, due at NOW; any argument of queue() may be given."""

    def write(**changes: Any) -> OutgoingEmail:
        usual = {"kind": "reply", "to": "zoe@example.org", "subject": "Votre demande", "text": "Bonjour Zoé"}
        return outbox.queue(**{**usual, "not_before": NOW, **changes})

    return write


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """A mail server that Django's SMTP backend is pointed at."""
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
        yield server
