"""Files that people send: judged by their content, kept sealed, and given to a ticket when it is opened."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app import files
from requests_app.errors import Refused
from requests_app.models import Attachment, Message, Ticket, Upload
from sealing import storage


class FilesRefused(Refused):
    """One sentence for each file that cannot be taken. `kept` holds the uploads of those that can."""

    def __init__(self, sentences: list[Any], kept: list[Upload]) -> None:
        super().__init__(sentences)
        self.kept = kept


def keep(chosen: Sequence["UploadedFile[Any]"], *, already: int = 0) -> list[Upload]:
    """Keep the files until the form is sent. A refused file costs nothing else: the others are kept.

    Raises FilesRefused.
    """
    kept: list[Upload] = []
    refused: list[Any] = []
    for file in chosen:
        if already + len(kept) >= settings.ATTACHMENTS_LIMIT_COUNT:
            refused.append(_("At most %(count)s files.") % {"count": settings.ATTACHMENTS_LIMIT_COUNT})
            break
        try:
            kept.append(_keep_one(file))
        except Refused as error:
            refused.extend(error.error_list)
    if refused:
        raise FilesRefused(refused, kept)
    return kept


def _keep_one(file: "UploadedFile[Any]") -> Upload:
    name = files.safe_name(file.name or "", "")
    if getattr(file, "is_too_large", False) or (file.size or 0) > settings.ATTACHMENT_LIMIT_BYTES:
        limit = files.in_megabytes(settings.ATTACHMENT_LIMIT_BYTES)
        raise Refused(_("“%(name)s” is too large: at most %(limit)s."), params={"name": name, "limit": limit})
    content = file.read()
    if not content:
        raise Refused(_("“%(name)s” is empty."), params={"name": name})
    kind = files.detect(content)
    if kind is None:
        raise Refused(
            _("“%(name)s” cannot be taken: send a photo (JPEG, PNG, WebP, HEIC), a PDF, or a text (DOCX, ODT, TXT)."),
            params={"name": name},
        )
    return _keep(file.name or "", kind, content)


def keep_from_mail(name: str, content: bytes) -> Upload:
    """Keep a file that came by mail, whatever it is: it was sent, so it is not refused. It is only ever downloaded."""
    return _keep(name, files.detect(content) or files.OTHER, content)


def _keep(name: str, kind: str, content: bytes) -> Upload:
    return Upload.objects.create(
        token=secrets.token_urlsafe(24),
        original_name=files.safe_name(name, "" if kind == files.OTHER else kind),
        stored_name=storage.save(content),
        kind=kind,
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        created_at=timezone.now(),
    )


def of(tokens: Iterable[str]) -> list[Upload]:
    """The uploads that these tokens name, in the order they came; unknown or expired ones are left out."""
    return _named(list(tokens)[: settings.ATTACHMENTS_LIMIT_COUNT])


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
        )
        attachment.save(force_insert=True)
        upload.delete()
        attached.append(attachment)
    return attached


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
