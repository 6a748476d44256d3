"""Two ways for letters to go: by SMTP, and into a mailbox inside the house, for a demonstration."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from notifications.composing import Letter
from notifications.models import DemoLetter


class DemoMailbox(BaseEmailBackend):
    """EMAIL_BACKEND of a demonstration: every letter becomes a row, to be read at /demo/mailbox/."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages exactly as a server would have received them; how many."""
        for message in email_messages:
            DemoLetter.objects.create(raw=message.message().as_bytes().decode("utf-8", "replace"))
        return len(email_messages)


class Smtp(EmailBackend):
    """Django's own, which is handed letters that are written down already: many go over one connection."""

    def _send(self, email_message: EmailMessage) -> bool:
        if not isinstance(email_message, Letter) or self.connection is None:
            return bool(super()._send(email_message))  # type: ignore[misc]  # not in the stubs
        sender, readers = email_message.envelope
        self.connection.sendmail(sender, readers, email_message.raw)
        return True
