"""The inbox: what arrives is kept before it is read, and read before it is understood.

    row = inbox.keep(raw, mailbox="pipe", recipient="r+…@…")     any door
    inbox.file_due(now)                                          the worker

What a message means is decided by the room above, which registers itself with `filed_by`; this room keeps the bytes,
takes turns with other workers, and turns what fails into a row that a person sees.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from notifications import addresses, parsing
from notifications.models import Fate, IncomingEmail
from notifications.parsing import ParsedMail
from sealing import storage

# Which headers say what a message is, beside its body: Received and the like tell the way it took.
_SAYS = ("from", "date", "subject", "message-id")
_HEAD_END = re.compile(rb"\r?\n\r?\n")

Filer = Callable[[IncomingEmail, ParsedMail, datetime], None]


def keep(raw: bytes, *, mailbox: str, recipient: str = "", now: datetime | None = None) -> IncomingEmail:
    """Keep the bytes as they came, sealed, before anybody looks into them; the same message again is the same row.

    `mailbox` names the door, `recipient` is the envelope's where the door knows it. Once this returns the sender may
    be told that we have it.
    """
    mail = parsing.head(raw)
    identity = {
        "mailbox": mailbox,
        "message_key": addresses.message_key_of(mail.message_id),
        "body_hash": body_hash(raw, mail),
    }
    known = IncomingEmail.objects.filter(**identity).first()
    if known is not None:
        return known
    now = now or timezone.now()
    name = storage.save(raw)
    try:
        with transaction.atomic():
            return IncomingEmail.objects.create(
                **identity,
                recipient=recipient,
                stored_name=name,
                size_bytes=len(raw),
                sender=mail.sender[1],
                subject=mail.subject,
                received_at=now,
                attempt_after=now,
            )
    except IntegrityError:  # another door was quicker with the same message
        storage.erase(name)
        return IncomingEmail.objects.get(**identity)


def raw_of(row: IncomingEmail) -> bytes:
    """The message as it came. Raises storage.NoSuchFile, or CannotUnseal."""
    return storage.read(row.stored_name)


def body_hash(raw: bytes, mail: ParsedMail) -> str:
    """What the message says, hashed: the same however lines end, and whatever programs on the way wrote on top."""
    end = _HEAD_END.search(raw)
    body = raw[end.end() :] if end else raw
    said = "\n".join(mail.header(name) for name in _SAYS)
    content = said.encode("utf-8", "replace") + b"\0" + body.replace(b"\r\n", b"\n").strip()
    return hashlib.sha256(content).hexdigest()


def settle(row: IncomingEmail, fate: Fate, *, because: str = "", by: str = "", now: datetime | None = None) -> None:
    """Write down what became of the message; all other fields of `row` are saved as they stand."""
    row.fate, row.decided_at, row.decided_by = fate, now or timezone.now(), by
    row.because = because or row.because
    row.attempt_after, row.leased_by = None, ""
    row.save()
