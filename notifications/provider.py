"""Mail that a provider brings by its webhook (Anymail's `inbound` signal): kept as it came, and nothing else.

An error here makes the provider come back, which is right: then we do not have it yet.
"""

import base64
import hashlib
from collections.abc import Callable
from contextlib import suppress
from email import policy
from email.generator import BytesGenerator
from email.message import Message
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest

from notifications import inbox

DOOR = "webhook"
_EXACT = policy.default.clone(refold_source="none", linesep="\r\n", cte_type="8bit")
_SIMPLE = policy.compat32.clone(linesep="\r\n", cte_type="8bit")
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


def take_mail(*, event: Any, esp_name: str = "", **_signal: Any) -> None:
    """Keep one message. Told twice, it is kept once."""
    message = event.message
    if message is None:  # the provider could not receive one: nothing came
        return
    raw = as_it_came(esp_name, event.esp_event) or bytes_of(message)
    inbox.keep(raw, mailbox=DOOR, recipient=str(message.envelope_recipient or ""))


def as_it_came(esp_name: str, told: Any) -> bytes | None:
    """The very message, where the provider gives it whole beside (or instead of) its parts."""
    with suppress(*_BROKEN):
        if esp_name in WHOLE:
            return WHOLE[esp_name](told) or None
    return None


def bytes_of(message: Message) -> bytes:
    """The message written out, always the same way, so that told again it is known again; nothing in it stumbles."""
    with suppress(*_BROKEN):
        _make_fit(message)
    for how in (_EXACT, _SIMPLE):
        out = BytesIO()
        try:
            BytesGenerator(out, mangle_from_=False, policy=how).flatten(message)
        except _BROKEN:
            continue
        return out.getvalue()
    return str(message).encode("utf-8", "surrogateescape")


def _make_fit(message: Message) -> None:
    """Give parts that a program put together what those of a message that travelled have.

    Files without an encoding would have their line ends changed, and boundaries would be drawn anew at each telling.
    """
    digest = hashlib.sha256()
    for part in message.walk():
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        content = content if isinstance(content, bytes) else b""
        digest.update(content)
        if "content-transfer-encoding" not in part and part.get_content_maintype() != "text":
            part["Content-Transfer-Encoding"] = "base64"
            part.set_payload(base64.encodebytes(content).decode("ascii"))
    for number, part in enumerate(message.walk()):
        if part.get_content_maintype() == "multipart" and part.get_boundary() is None:
            part.set_boundary(f"={digest.hexdigest()}-{number}")


def _field(request: HttpRequest, name: str) -> bytes:
    """The bytes of a form's field: read as text, those of old character sets would be gone."""
    fields: dict[str, bytes] | None = getattr(request.upload_handlers[0], "fields", None)
    if fields and name in fields:
        return fields[name]
    if request.content_type == "application/x-www-form-urlencoded":
        for pair in request.body.split(b"&"):
            key, _equals, value = pair.partition(b"=")
            if key == name.encode():
                return unquote_to_bytes(value.replace(b"+", b" "))
    return request.POST.get(name, "").encode("utf-8", "replace")


def _text(text: str, *, is_base64: bool = False) -> bytes:
    return base64.b64decode(text) if is_base64 else text.encode("utf-8", "replace")


def _relayed(told: Any) -> bytes:
    content = next(iter(told["msys"].values()))["content"]
    return _text(content["email_rfc822"], is_base64=content["email_rfc822_is_base64"])


WHOLE: dict[str, Callable[[Any], bytes]] = {
    "Mailgun": lambda request: _field(request, "body-mime"),
    "Postmark": lambda told: _text(told["RawEmail"]),
    "Postal": lambda told: _text(told["message"], is_base64=told.get("base64") is True),
    "Mandrill": lambda told: _text(told["msg"]["raw_msg"]),
    "SparkPost": _relayed,
    "MailerSend": lambda told: _text(told["data"]["raw"]),
}
