"""A mailbox inside the house, for a demonstration: letters arrive here instead of leaving."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from notifications.models import DemoLetter


class DemoMailbox(BaseEmailBackend):
    """EMAIL_BACKEND of a demonstration: every letter becomes a row, to be read at /demo/mailbox/."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages exactly as a server would have received them; how many."""
        for message in email_messages:
            DemoLetter.objects.create(raw=message.message().as_bytes().decode("utf-8", "replace"))
        return len(email_messages)
