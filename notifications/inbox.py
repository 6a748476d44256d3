"""The inbox: what arrives is kept before it is read, and read before it is understood.

    row = inbox.keep(raw, mailbox="pipe", recipient="r+…@…")     any door
    inbox.file_due(now)                                          the worker

What a message means is decided by the room above, which registers itself with `filed_by`; this room keeps the bytes,
takes turns with other workers, and turns what cannot be filed into a row that a person sees.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from notifications import addresses, parsing
from notifications.mishaps import Kept
from notifications.models import Fate, IncomingEmail
from notifications.parsing import ParsedMail
from sealing import storage
from sealing.keyring import CannotUnseal

# Which headers say what a message is, beside its body: Received and the like tell the way it took.
_SAYS = ("from", "date", "subject", "message-id")
_HEAD_END = re.compile(rb"\r?\n\r?\n")

PAUSES = (timedelta(seconds=10), timedelta(minutes=1))  # after the first failure, the second, and all that follow

Filer = Callable[[IncomingEmail, bytes, datetime], None]
_filers: list[Filer] = []


def filed_by(filer: Filer) -> Filer:
    """Have `filer(row, raw, now)` decide what a message is and settle its row, all in one transaction of its own.

    It must be harmless to repeat: a worker can die in it. One filer at a time: registering another replaces it.
    """
    _filers[:] = [filer]
    return filer


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


def file_due(now: datetime, *, by: str, limit: int | None = None, keep_going: Callable[[], bool] = lambda: True) -> int:
    """Have the messages filed that nobody has read yet, oldest first; how many were taken up.

    A message that cannot be filed does not hold up the others. Several workers may do this at once.
    """
    if not _filers:
        return 0
    due = IncomingEmail.objects.due(now).order_by("attempt_after", "pk").values_list("pk", flat=True)
    taken = 0
    for pk in list(due[: limit or settings.INBOX_BATCH]):
        if not keep_going():
            break
        taken += _file(pk, by=by, now=now)
    return taken


def claim(pk: int, *, by: str, now: datetime) -> bool:
    """Reserve one message that is due for INBOX_LEASE_SECONDS; True if `by` won it."""
    lease = timedelta(seconds=settings.INBOX_LEASE_SECONDS)
    with transaction.atomic(durable=True):
        return IncomingEmail.objects.claim(pk, by=by, now=now, lease=lease)


def _file(pk: int, *, by: str, now: datetime) -> bool:
    if not claim(pk, by=by, now=now):
        return False
    row = IncomingEmail.objects.get(pk=pk)
    try:
        raw = raw_of(row)
    except (CannotUnseal, storage.NoSuchFile) as error:
        settle(row, Fate.HELD, because="locked" if isinstance(error, CannotUnseal) else "gone", now=now)
        return True
    with Kept("Filing a message") as kept:
        _filers[0](row, raw, now)
    if kept.failure:
        _try_later(pk, now)
    return True


def _try_later(pk: int, now: datetime) -> None:
    """After INBOX_TRIES a person sees it as it came: what we stumble over is our mistake, and still her message."""
    row = IncomingEmail.objects.get(pk=pk)
    if row.fate != Fate.WAITING:
        return
    if row.attempts >= settings.INBOX_TRIES:
        settle(row, Fate.HELD, because="failed", now=now)
        return
    pause = PAUSES[min(row.attempts, len(PAUSES)) - 1]
    IncomingEmail.objects.filter(pk=pk).update(attempt_after=now + pause, leased_by="")
