"""How a file of a ticket leaves the house: to be kept by the browser, or, if we trust its bytes, to be seen or heard.

Who may have it is decided before, by the ticket; whether anybody may, by the file itself.
"""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from requests_app import files
from requests_app.models import Attachment
from sealing import storage
from sealing.keyring import CannotUnseal

# Nothing runs, nothing is fetched, and the page that shows it may do nothing in our name.
WALL = "sandbox; default-src 'none'"
RANGE = re.compile(r"bytes=(?P<first>\d{0,18})-(?P<last>\d{0,18})", re.ASCII)
UNKNOWN = "application/octet-stream"


def to_keep(file: Attachment) -> HttpResponse | None:
    """The file under its own name, never shown by the browser; None when nobody may have it."""
    content = _content(file) if file.may_be_opened else None
    if content is None:
        return None
    return HttpResponse(content, headers=_headers(file, as_attachment=True))


def in_its_place(request: HttpRequest, file: Attachment) -> HttpResponse | None:
    """A picture that we have made ourselves, or a sound, whole or the part that a player asks for; None for others."""
    content = _content(file) if file.can_be_shown or file.can_be_played else None
    if content is None:
        return None
    headers = {**_headers(file, as_attachment=False), "Accept-Ranges": "bytes"}
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or asked["first"] == asked["last"] == "":
        return HttpResponse(content, headers=headers)
    part = _part(asked["first"], asked["last"], len(content))
    if part is None:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{len(content)}"})
    first, last = part
    headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return HttpResponse(content[first : last + 1], status=206, headers=headers)


def _part(first: str, last: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte that are asked for (RFC 9110, 14.1.2); None if there are no such bytes."""
    if first == "":  # the last so many
        begin, end = max(size - int(last), 0), size - 1
    else:
        begin, end = int(first), min(int(last), size - 1) if last else size - 1
    return (begin, end) if begin <= end else None


def _headers(file: Attachment, *, as_attachment: bool) -> dict[str, Any]:
    name = files.safe_name(file.original_name, file.kind)
    return {
        "Content-Type": files.KINDS[file.kind].mime if file.kind in files.KINDS else UNKNOWN,
        "Content-Disposition": content_disposition_header(as_attachment=as_attachment, filename=name) or "inline",
        "Content-Security-Policy": WALL,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }


def _content(file: Attachment) -> bytes | None:
    try:
        return storage.read(file.stored_name)
    except (storage.NoSuchFile, CannotUnseal):
        return None
