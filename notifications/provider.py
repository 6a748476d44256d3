"""Mail that a provider brings by its webhook (Anymail's `inbound` signal): kept as it came, and nothing else.

An error here makes the provider come back, which is right: then we do not have it yet.
"""

from email import policy
from email.generator import BytesGenerator
from email.message import Message
from io import BytesIO
from typing import Any

from notifications import inbox

DOOR = "webhook"


def take_mail(*, event: Any, **_signal: Any) -> None:
    """Keep one message. Told twice, it is kept once."""
    message = event.message
    if message is not None:
        inbox.keep(bytes_of(message), mailbox=DOOR, recipient=str(message.envelope_recipient or ""))


def bytes_of(message: Message) -> bytes:
    """The message as bytes, as it came where the provider gives it whole; nothing in it makes this stumble."""
    for how in (policy.default, policy.compat32):
        out = BytesIO()
        try:
            BytesGenerator(out, mangle_from_=False, policy=how.clone(linesep="\r\n", cte_type="8bit")).flatten(message)
        except (ValueError, LookupError, TypeError, AttributeError, UnicodeError):
            continue
        return out.getvalue()
    return str(message).encode("utf-8", "surrogateescape")
