"""Files that people send: judged by their content, kept sealed, and given to a ticket when it is opened."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Lock
from typing import Any, NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app import files, pictures, scanner
from requests_app.errors import Refused
from requests_app.models import Attachment, Message, Ticket, Upload
from requests_app.models.attachments import Scan
from sealing import storage

# Judging and sealing a file takes several times its size in memory: one after the other, in each process.
_one_in_memory = Lock()
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class FilesRefused(Refused):
    """One sentence for each file that cannot be taken. `kept` holds the uploads of those that can."""

    def __init__(self, sentences: list[Any], kept: list[Upload]) -> None:
        super().__init__(sentences)
        self.kept = kept


def keep(chosen: Sequence["UploadedFile[Any]"], *, already: Sequence[Upload] = ()) -> list[Upload]:
    """Keep the files until the form is sent. A refused file costs nothing else: the others are kept.

    `already` are those that were kept before, for the same form. Raises FilesRefused.
    """
    kept: list[Upload] = []
    refused: list[Any] = []
    for file in chosen:
        try:
            kept.append(_keep_one(file, [*already, *kept]))
        except Refused as error:
            refused.extend(error.error_list)
    if refused:
        raise FilesRefused(refused, kept)
    return kept


def _keep_one(file: "UploadedFile[Any]", already: Sequence[Upload]) -> Upload:
    name = files.safe_name(file.name or "", "")
    if getattr(file, "is_too_large", False) or (file.size or 0) > settings.ATTACHMENT_LIMIT_BYTES:
        limit = files.in_megabytes(settings.ATTACHMENT_LIMIT_BYTES)
        raise Refused(_("“%(name)s” is too large: at most %(limit)s."), params={"name": name, "limit": limit})
    with _one_in_memory:
        content = file.read()
        file.close()
        kind = _judge(name, content)
        _refuse_too_many(name, kind, already)
        stored = _store(content)
    return _keep(file.name or "", kind, stored)


def _judge(name: str, content: bytes) -> str:
    """The kind of a file that we take. Raises Refused."""
    if not content:
        raise Refused(_("“%(name)s” is empty."), params={"name": name})
    kind = files.detect(content)
    if kind is None:
        raise Refused(
            _(
                "“%(name)s” cannot be taken: send a photo (JPEG, PNG, WebP, HEIC), a PDF, a text (DOCX, ODT, TXT), "
                "or a voice message (M4A, MP3, OGG, WebM)."
            ),
            params={"name": name},
        )
    if kind in files.PICTURES and pictures.pixels(kind, content) > settings.PICTURE_LIMIT_PIXELS:
        raise Refused(_("“%(name)s” is too large a picture: send a smaller one."), params={"name": name})
    return kind


def _refuse_too_many(name: str, kind: str, already: Sequence[Upload]) -> None:
    """Voice messages do not take the place of files."""
    is_sound = kind in files.SOUNDS
    count = sum(upload.is_sound == is_sound for upload in already)
    if is_sound and count >= settings.VOICE_LIMIT_COUNT:
        raise Refused(
            _("“%(name)s” was not kept: at most %(count)s voice messages."),
            params={"name": name, "count": settings.VOICE_LIMIT_COUNT},
        )
    if not is_sound and count >= settings.ATTACHMENTS_LIMIT_COUNT:
        raise Refused(
            _("“%(name)s” was not kept: at most %(count)s files."),
            params={"name": name, "count": settings.ATTACHMENTS_LIMIT_COUNT},
        )


def keep_from_mail(name: str, content: bytes) -> Upload:
    """Keep a file that came by mail, whatever it is: it was sent, so it is not refused. It is only ever downloaded."""
    return _keep(name, files.detect(content) or files.OTHER, _store(content))


class _Stored(NamedTuple):
    name: str
    size_bytes: int
    sha256: str


def _store(content: bytes) -> _Stored:
    return _Stored(storage.save(content), len(content), hashlib.sha256(content).hexdigest())


def _keep(name: str, kind: str, stored: _Stored) -> Upload:
    return Upload.objects.create(
        token=secrets.token_urlsafe(24),
        original_name=files.safe_name(name, "" if kind == files.OTHER else kind),
        stored_name=stored.name,
        kind=kind,
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
        created_at=timezone.now(),
    )


def of(tokens: Iterable[str]) -> list[Upload]:
    """The uploads that these tokens name, in the order they came; unknown or expired ones are left out."""
    return _named(list(tokens)[: settings.ATTACHMENTS_LIMIT_COUNT + settings.VOICE_LIMIT_COUNT])


def _named(tokens: list[str]) -> list[Upload]:
    return list(Upload.objects.filter(token__in=tokens).order_by("pk")) if tokens else []


def attach(tokens: Iterable[str], ticket: Ticket, *, message: Message | None, now: datetime) -> list[Attachment]:
    """Make the uploads the ticket's own. Part of the transaction that opens the ticket or files the message."""
    attached = []
    for upload in _named(list(tokens)):
        attachment = Attachment(
            ticket=ticket,
            message=message,
            original_name=upload.original_name,
            stored_name=upload.stored_name,
            kind=upload.kind,
            size_bytes=upload.size_bytes,
            sha256=upload.sha256,
            created_at=now,
            scan=Scan.PENDING if scanner.is_configured() else Scan.UNSCANNED,
            inspect_at=now if scanner.is_configured() or upload.is_picture else None,
        )
        attachment.save(force_insert=True)
        upload.delete()
        attached.append(attachment)
    return attached


def discard(stored_name: str) -> None:
    """Have a file erased that no ticket needs any more. Part of the transaction that lets go of it.

    By `sweep`, if this process should die before it has erased it itself.
    """
    left = Upload.objects.create(
        token=secrets.token_urlsafe(24),
        original_name="",
        stored_name=stored_name,
        kind=files.OTHER,
        size_bytes=0,
        sha256="",
        created_at=LONG_AGO,
    )
    transaction.on_commit(partial(_erase, left))


def _erase(upload: Upload) -> None:
    storage.erase(upload.stored_name)
    upload.delete()


def sweep(now: datetime) -> int:
    """Erase the files of forms that were never sent; how many. Run by the worker, harmless to repeat."""
    old = Upload.objects.filter(created_at__lt=now - timedelta(hours=settings.UPLOAD_KEPT_HOURS))
    count = 0
    for upload in old[:200]:
        with transaction.atomic():
            # The row goes first: a crash in between leaves a sealed file without a row, never a row without its file.
            if Upload.objects.filter(pk=upload.pk).delete()[0]:
                transaction.on_commit(partial(storage.erase, upload.stored_name))
                count += 1
    return count
