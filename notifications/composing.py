"""A letter's row, as the message that Django hands to a mail server."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from notifications.models import OutgoingEmail


def compose(email: OutgoingEmail) -> EmailMultiAlternatives:
    """The letter as Django sends it. The same row always makes the same letter, Message-ID and Date included."""
    headers = email.header_values
    reply_to = headers.pop("Reply-To", "")
    message = EmailMultiAlternatives(
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


def provider_id(message: EmailMultiAlternatives) -> str:
    """What the provider calls a message it took, in the events it will tell; nothing after plain SMTP."""
    status = getattr(message, "anymail_status", None)
    name = getattr(status, "message_id", None)
    return str(name)[:255] if name is not None and not isinstance(name, set) else ""
