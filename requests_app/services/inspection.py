"""What happens to a file after it was sent: a scanner looks at it, and a picture is replaced by a clean copy.

Sending waits for neither. Each file is claimed by one worker, looked at outside any transaction, and settled in one.
See docs/decisions/0016-files-after-sending.md.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Q

from requests_app import files, pictures, scanner
from requests_app.models import Attachment, Ticket
from requests_app.models.attachments import Copy, Scan
from requests_app.services import uploads
from sealing import storage
from sealing.keyring import CannotUnseal

ROUND_SECONDS = 3.0  # of one round: letters leave while many pictures come in
SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
SCANNER_RESTS_SECONDS = 60.0  # after no answer: a worker that waits for a scanner posts no letters
READ_AT_ONCE = 50
SWEPT_AT_ONCE = 500

_scanner_rests_until = 0.0  # by time.monotonic(), in this process


@dataclass
class Found:
    """What one look at a file has given."""

    scan: str
    malware: str = ""
    copy: str = Copy.NONE
    clean: bytes = b""


def inspect_due(now: datetime) -> int:
    """Look at the files that wait, for about ROUND_SECONDS; how many. Run by the worker, harmless to repeat."""
    until = time.monotonic() + ROUND_SECONDS
    # Names stay sealed: they are needed for a copy only, and a missing key must not stop the other files.
    waiting = Attachment.objects.due(now).defer("original_name").order_by("inspect_at", "pk")[:READ_AT_ONCE]
    count = 0
    for attachment in list(waiting):
        if time.monotonic() >= until:
            break
        if Attachment.objects.claim(attachment.pk, now=now):
            _inspect(attachment, now)
            count += 1
    return count


def queue_forgotten(now: datetime) -> int:
    """Have the worker look at what it never has: files that are older than the scanner, pictures older than copies."""
    wanted = Q(copy=Copy.NONE, kind__in=files.PICTURES) & ~Q(scan=Scan.INFECTED)
    if scanner.is_configured():
        wanted |= Q(scan=Scan.UNSCANNED)
    known = Attachment.objects.filter(inspect_at=None, inspections__lt=settings.INSPECTION_TRIES).filter(wanted)
    chosen = list(known.values_list("pk", flat=True)[:SWEPT_AT_ONCE])
    return Attachment.objects.filter(pk__in=chosen).update(inspect_at=now)


def _inspect(attachment: Attachment, now: datetime) -> None:
    if attachment.inspections >= settings.INSPECTION_TRIES:  # each of them has cost a worker its life
        _settle(attachment, _nothing(attachment), again_at=None, inspections=attachment.inspections)
        return
    try:
        found = _look(attachment)
        again_at = _later(attachment, now) if scanner.is_configured() and found.scan == Scan.UNSCANNED else None
        _settle(attachment, found, again_at=again_at)
    except (CannotUnseal, OSError):  # a key is missing, the disk is full: somebody will see to it
        Attachment.objects.filter(pk=attachment.pk).update(inspect_at=_later(attachment, now), inspections=0)


def _look(attachment: Attachment) -> Found:
    try:
        content = storage.read(attachment.stored_name)
    except storage.NoSuchFile:
        return _nothing(attachment)
    found = _scanned(attachment, content)
    if attachment.is_picture and not attachment.copy and found.scan != Scan.INFECTED:
        found.copy, found.clean = _copied(attachment, content)
    return found


def _nothing(attachment: Attachment) -> Found:
    """Nothing was seen of it, and nothing will be."""
    scan = Scan.UNSCANNED if attachment.scan == Scan.PENDING else attachment.scan
    copy = Copy.IMPOSSIBLE if attachment.is_picture and not attachment.copy else attachment.copy
    return Found(scan, attachment.malware, copy)


def _scanned(attachment: Attachment, content: bytes) -> Found:
    global _scanner_rests_until  # noqa: PLW0603 (of this process, like the connection it stands for)
    if attachment.scan in (Scan.CLEAN, Scan.INFECTED):
        return Found(attachment.scan, attachment.malware, attachment.copy)
    if not scanner.is_configured() or time.monotonic() < _scanner_rests_until:
        return Found(Scan.UNSCANNED, copy=attachment.copy)
    try:
        malware = scanner.malware_in(content)
    except scanner.NotSaid:
        return Found(Scan.UNSCANNED, copy=attachment.copy)
    except scanner.Unreachable:
        _scanner_rests_until = time.monotonic() + SCANNER_RESTS_SECONDS
        return Found(Scan.UNSCANNED, copy=attachment.copy)
    return Found(Scan.INFECTED if malware else Scan.CLEAN, malware, attachment.copy)


def _copied(attachment: Attachment, content: bytes) -> tuple[str, bytes]:
    try:
        return Copy.MADE, pictures.clean_copy(attachment.kind, content)
    except pictures.NotMade:
        return Copy.IMPOSSIBLE, b""


def _settle(attachment: Attachment, found: Found, *, again_at: datetime | None, inspections: int = 0) -> None:
    """Write down what was found. A clean copy takes the place of what came, which is erased: it may tell a place."""
    clean_name = storage.save(found.clean) if found.clean else ""
    with transaction.atomic():
        row = _held(attachment)
        if row is None:  # erased in the meantime
            if clean_name:
                uploads.discard(clean_name)
            return
        row.scan, row.malware, row.copy = found.scan, found.malware, found.copy
        row.inspect_at, row.inspections = again_at, inspections
        if clean_name:
            uploads.discard(row.stored_name)
            row.stored_name, row.size_bytes, row.kind = clean_name, len(found.clean), pictures.COPY_KIND
            row.original_name = files.safe_name(row.original_name, pictures.COPY_KIND)
        row.save()


def _held(attachment: Attachment) -> Attachment | None:
    """The row, held until the end of the transaction, on its ticket: that decides whether the name is sealed."""
    try:
        ticket = Ticket.objects.locked(attachment.ticket_id)
        row = Attachment.objects.select_for_update().get(pk=attachment.pk)
    except ObjectDoesNotExist:
        return None
    row.ticket = ticket
    return row


def _later(attachment: Attachment, now: datetime) -> datetime:
    """A file waits for its next try as long as it has waited so far: a minute at first, six hours in the end."""
    return now + min(max(now - attachment.created_at, SHORTEST_PAUSE), LONGEST_PAUSE)
