"""A message as it arrived: its words, its own formatting made harmless, and its very bytes to be kept.

For messages on a ticket and for those that wait for a decision alike; who may see one is decided by their pages.
"""

from dataclasses import dataclass, field

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import HttpResponse
from django.utils.html import escape
from django.utils.http import content_disposition_header

from notifications import cleaning, inbox, parsing
from notifications.models import IncomingEmail
from notifications.parsing import ParsedMail
from notifications.quoting import Segment
from requests_app import scanner
from requests_app.triage import conversation
from sealing import storage
from sealing.keyring import CannotUnseal

# What a stranger wrote shows itself and does nothing else: nothing is fetched, nothing runs, and no link is followed.
FRAME_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],  # mail programs know no other way
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": True,
}
FILE_WALL = "sandbox; default-src 'none'"
PAGE = '<!doctype html><meta charset="utf-8"><body dir="auto" style="font-family:sans-serif;overflow-wrap:anywhere">'


@dataclass(frozen=True)
class Original:
    """What a page shows of it. `files` are names and sizes in bytes."""

    sender: str = ""
    name: str = ""
    subject: str = ""
    pieces: list[Segment] = field(default_factory=list)
    has_html: bool = False
    files: list[tuple[str, int]] = field(default_factory=list)
    is_incomplete: bool = False  # more stands in the original than could be read
    is_readable: bool = True  # False: the bytes are gone, or their key is


def of(row: IncomingEmail) -> Original:
    """The message, as far as it can be opened and read."""
    mail = _read(row)
    if mail is None:
        return Original(is_readable=False)
    name, sender = mail.sender
    return Original(
        sender=sender,
        name=name,
        subject=mail.subject,
        pieces=conversation.folded(mail.text),
        has_html=bool(mail.html.strip()),
        files=[(file.name, len(file.content)) for file in mail.files],
        is_incomplete=bool(mail.incomplete),
    )


def formatted(row: IncomingEmail) -> str | None:
    """A document for a frame under FRAME_POLICY; where the HTML cannot be made harmless in time, its words."""
    mail = _read(row)
    if mail is None:
        return None
    try:
        return PAGE + cleaning.clean(mail.html)
    except cleaning.TooSlow:
        return f'{PAGE}<div style="white-space:pre-wrap">{escape(mail.text)}</div>'


def as_file(row: IncomingEmail) -> HttpResponse | None:
    """The very bytes, to be kept by the browser and never shown by it; its name tells nothing of what it holds.

    None when they are gone, or when nobody may have them: the files inside are looked at as any other.
    """
    raw = _bytes(row)
    if raw is None or not _may_leave(raw):
        return None
    return HttpResponse(
        raw,
        content_type="message/rfc822",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=f"message-{row.pk}.eml"),
            "Content-Security-Policy": FILE_WALL,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


def _may_leave(raw: bytes) -> bool:
    if not scanner.is_configured():
        return bool(settings.SERVE_UNSCANNED)
    try:
        return not scanner.malware_in(raw)
    except (scanner.Unreachable, scanner.NotSaid):
        return bool(settings.SERVE_UNSCANNED)


def _read(row: IncomingEmail) -> ParsedMail | None:
    raw = _bytes(row)
    return None if raw is None else parsing.parse(raw)


def _bytes(row: IncomingEmail) -> bytes | None:
    try:
        return inbox.raw_of(row)
    except (storage.NoSuchFile, CannotUnseal):
        return None
