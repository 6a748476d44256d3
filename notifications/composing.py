"""A letter's row, as the message that Django hands to a mail server."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.utils.functional import cached_property

from notifications.models import OutgoingEmail


class Letter(EmailMultiAlternatives):
    """A message of which every try leaves the same bytes.

    Python would part the parts by a line that is random for each message, and compile a regular expression for each.
    """

    meanwhile: Callable[[], None] = staticmethod(lambda: None)  # what else there is to do: see smtp.post()

    def message(self, **options: Any) -> Any:
        """The MIME message."""
        message = super().message(**options)
        if message.is_multipart():
            message.set_boundary("=_" + self.extra_headers["Message-ID"].strip("<>").partition("@")[0])
        return message

    def write_down(self) -> None:
        """Do now what takes time."""
        _ = self.raw, self.envelope

    @cached_property
    def raw(self) -> bytes:
        """What an SMTP server is given."""
        raw: bytes = self.message().as_bytes(linesep="\r\n")
        return raw

    @cached_property
    def envelope(self) -> tuple[str, str]:
        """By whom and for whom, as an SMTP server is told."""
        (reader,) = self.to
        return sanitize_address(self.from_email, "utf-8"), sanitize_address(reader, "utf-8")


def compose(email: OutgoingEmail) -> Letter:
    """The letter as Django sends it. The same row always makes the same letter, Message-ID and Date included."""
    headers = email.header_values
    reply_to = headers.pop("Reply-To", "")
    message = Letter(
        subject=email.subject,
        body=email.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[email.to],
        reply_to=[reply_to] if reply_to else None,
        headers={"Message-ID": email.message_id, **headers},
    )
    if email.html:
        message.attach_alternative(email.html, "text/html")
    return message


def prepare(emails: Iterable[OutgoingEmail]) -> dict[int, Letter]:
    """The letters by number, written down in one go: that is twice as quick as one by one between two waits.

    One that cannot be written down is left out, and says why when its turn comes.
    """
    prepared = {}
    for email in emails:
        with suppress(Exception):
            letter = compose(email)
            letter.write_down()
            prepared[email.pk] = letter
    return prepared


def provider_id(message: Letter) -> str:
    """What the provider calls a message it took, in the events it will tell; nothing after plain SMTP."""
    status = getattr(message, "anymail_status", None)
    name = getattr(status, "message_id", None)
    return str(name)[:255] if name is not None and not isinstance(name, set) else ""
