"""The inbox: what arrives is kept before it is read, and read before it is understood.

    row = inbox.keep(raw, mailbox="pipe", recipient="r+…@…")     any door
    inbox.file_due(now, by="…")                                  the worker

What a message means is decided by the room above, which registers itself with `filed_by`; this room keeps the bytes,
takes turns with other workers, and turns what cannot be filed into a row that a person sees.
"""

import hashlib
import logging
import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from notifications import addresses, parsing
from notifications.mishaps import Kept
from notifications.models import UNSETTLED, Fate, IncomingEmail
from notifications.parsing import ParsedMail
from sealing import storage
from sealing.keyring import CannotUnseal

logger = logging.getLogger(__name__)

# Which headers say what a message is, beside its body: Received and the like tell the way it took.
_SAYS = ("from", "date", "subject", "message-id")
_HEAD_END = re.compile(rb"\r?\n\r?\n")

# What is written down of a message once it is understood.
_DECIDED = (
    *("fate", "because", "decided_by", "decided_at", "attempt_after", "leased_by"),
    *("kind", "action", "spam_score", "about", "held_for", "letter"),
)

PAUSES = (timedelta(seconds=10), timedelta(minutes=1))  # after the first failure, the second, and all that follow

Filer = Callable[[IncomingEmail, bytes, datetime], None]
Owner = Callable[[str, ParsedMail], str]
_filers: list[Filer] = []
_owners: list[Owner] = []


def filed_by(filer: Filer) -> Filer:
    """Have `filer(row, raw, now)` decide what a message is and settle its row, all in one transaction of its own.

    It must be harmless to repeat: a worker can die in it. One filer at a time: registering another replaces it.
    """
    _filers[:] = [filer]
    return filer


def owned_by(owner: Owner) -> Owner:
    """Have `owner(recipient, head)` name those who alone may decide about a message; "" for the usual ones.

    It is asked at the arrival, of the headers: a message may never be read, for want of a key say, and must not be
    shown to others for that. One owner at a time: registering another replaces it.
    """
    _owners[:] = [owner]
    return owner


def keep(  # what a door knows, each by name
    raw: bytes,
    *,
    mailbox: str,
    recipient: str = "",
    now: datetime | None = None,
    held: str = "",
    size_bytes: int | None = None,
) -> IncomingEmail:
    """Keep the bytes as they came, sealed, before anybody looks into them; the same message again is the same row.

    `mailbox` names the door, `recipient` is the envelope's where the door knows it. Once this returns the sender may
    be told that we have it. `held` is the code why the door could bring only part of a message of `size_bytes`: no
    worker reads that, a person sees it.
    """
    mail = parsing.head(raw)
    identity = {
        "mailbox": mailbox,
        "message_key": addresses.message_key_of(mail.message_id),
        "body_hash": body_hash(raw, mail),
    }
    now = now or timezone.now()
    held_for = _held_for(recipient, mail)
    name = storage.save(raw)
    try:
        with transaction.atomic():
            return IncomingEmail.objects.create(
                **identity,
                recipient=recipient,
                held_for=held_for,
                stored_name=name,
                size_bytes=len(raw) if size_bytes is None else size_bytes,
                sender=mail.sender[1],
                subject=mail.subject,
                received_at=now,
                fate=Fate.HELD if held else Fate.WAITING,
                because=held,
                decided_at=now if held else None,
                attempt_after=None if held else now,
            )
    except IntegrityError:  # it came before; mail that is new, which is nearly all, is not looked up first
        storage.erase(name)
        return IncomingEmail.objects.get(**identity)


def _held_for(recipient: str, head: ParsedMail) -> str:
    found = ""
    for owner in _owners:
        with Kept("Finding whose a message is"):  # the message is kept all the same
            found = owner(recipient, head)
    return found


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


def settle(row: IncomingEmail, fate: Fate, *, because: str = "", by: str = "", now: datetime | None = None) -> bool:
    """Write down what became of the message, and what `row` says of why; False if it was dealt with meanwhile.

    Part of the transaction that does what is written down: where it is False, all of that is to be undone.
    """
    row.fate, row.decided_at, row.decided_by = fate, now or timezone.now(), by
    row.because = because or row.because
    row.attempt_after, row.leased_by = None, ""
    said = {name: getattr(row, name) for name in _DECIDED}
    return IncomingEmail.objects.filter(pk=row.pk, fate__in=UNSETTLED).update(**said) == 1


def file_due(now: datetime, *, by: str, limit: int | None = None, keep_going: Callable[[], bool] = lambda: True) -> int:
    """Have the messages filed that nobody has read yet, oldest first; how many were taken up.

    A message that cannot be filed does not hold up the others. Several workers may do this at once.
    """
    if not _filers:
        return 0
    due = IncomingEmail.objects.due(now).order_by("attempt_after", "pk").values_list("pk", flat=True)
    taken, started = 0, time.monotonic()
    for pk in list(due[: limit or settings.INBOX_BATCH]):
        if not keep_going():
            break
        # A lease begins when it is taken, not when a long round began.
        taken += _take(pk, by=by, now=now + timedelta(seconds=time.monotonic() - started))
    return taken


def claim(pk: int, *, by: str, now: datetime) -> IncomingEmail | None:
    """One message that is due, reserved for INBOX_LEASE_SECONDS; None if another worker has it.

    One statement, committed as soon as it is done. Raises CannotUnseal, and has reserved the message all the same.
    """
    return IncomingEmail.objects.claim(pk, by=by, now=now, lease=timedelta(seconds=settings.INBOX_LEASE_SECONDS))


def _take(pk: int, *, by: str, now: datetime) -> bool:
    """Claim one message and have it filed; False if another worker has it."""
    try:
        row = claim(pk, by=by, now=now)
    except CannotUnseal:
        _hold(pk, by, "locked", now)
        return True
    if row is None:
        return False
    held = ""
    with Kept(f"Filing message {pk}") as kept:
        held = _file(row, now)
    if kept.failure:
        _note_failure(pk, by, now)
    elif held:
        _hold(pk, by, held, now)
    return True


def _file(row: IncomingEmail, now: datetime) -> str:
    """Hand the message to the filer; a code if it is for a person to look at as it is."""
    if row.attempts > settings.INBOX_TRIES:
        return "failed"  # it killed the workers that read it: none of them could say so
    try:
        raw = raw_of(row)
    except CannotUnseal:
        return "locked"
    except storage.NoSuchFile:
        return "gone"
    _filers[0](row, raw, now)
    return ""


def _note_failure(pk: int, by: str, now: datetime) -> None:
    """After INBOX_TRIES a person sees it as it came: what we stumble over is our mistake, and still her message."""
    tries = _ours(pk, by).values_list("attempts", flat=True).first()
    if tries is None:  # settled, or so slow that another worker has it
        return
    if tries >= settings.INBOX_TRIES:
        _hold(pk, by, "failed", now)
    else:
        _ours(pk, by).update(attempt_after=now + PAUSES[min(tries, len(PAUSES)) - 1], leased_by="")


def _hold(pk: int, by: str, because: str, now: datetime) -> None:
    # The row is not opened for this: the key to it may be what is missing.
    if _ours(pk, by).update(fate=Fate.HELD, because=because, decided_at=now, attempt_after=None, leased_by=""):
        logger.error("Message %s waits for a person: %s.", pk, because)


def _ours(pk: int, by: str) -> QuerySet[IncomingEmail]:
    """The message, as long as it waits in the hands of this worker."""
    return IncomingEmail.objects.filter(pk=pk, leased_by=by, fate=Fate.WAITING)
