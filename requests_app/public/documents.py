"""What a person takes along: a receipt to show, without the code, and a card to keep, with it; as PDF or as a picture.

One page is both: a picture is the PDF of a page as large as a telephone. So every script is shaped by the same hands.
See docs/decisions/0015-paper-and-pictures.md.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string

from requests_app import drawing, links, receipts
from requests_app.intake.words import REFERENCE_LANGUAGE
from requests_app.models import Ticket
from requests_app.public import receipt
from requests_app.qr import square

logger = logging.getLogger(__name__)

PICTURE_WIDTH_PX, PICTURE_HEIGHT_PX = 1080, 1920  # of a telephone; its page in receipt.css is a third of that
STYLES = ("css/tokens.css", "css/receipt.css")
# Of the letters, in receipt.css: the largest with which it is one page. Paper may have a second one.
PICTURE_SIZES = ("fit-0", "fit-1", "fit-2", "fit-3", "fit-4")
PAPER_SIZES = ("fit-0", "fit-1", "fit-2")


class CannotDraw(Exception):
    """Pango is missing on this machine, or other documents are being drawn: the page can still be printed."""


@dataclass(frozen=True)
class Kind:
    """One thing to take along, by its name in the address."""

    has_code: bool
    is_picture: bool

    @property
    def content_type(self) -> str:
        return "image/png" if self.is_picture else "application/pdf"


KINDS: Mapping[str, Kind] = {
    "recu.pdf": Kind(has_code=False, is_picture=False),
    "recu.png": Kind(has_code=False, is_picture=True),
    "carte.pdf": Kind(has_code=True, is_picture=False),
    "carte.png": Kind(has_code=True, is_picture=True),
}


def draw(request: HttpRequest, kind: Kind, ticket: Ticket, code: str, language: str) -> bytes:
    """The document. Raises CannotDraw."""
    wait = settings.DOCUMENT_WAIT_SECONDS
    pages = _pages(request, kind, _context(kind, ticket, code, language))
    try:
        document = drawing.pdf(pages, [str(settings.BASE_DIR / "static" / name) for name in STYLES], wait_seconds=wait)
        return drawing.png(document, width_px=PICTURE_WIDTH_PX, wait_seconds=wait) if kind.is_picture else document
    except drawing.Busy:
        raise CannotDraw from None
    except drawing.NoPango:
        logger.exception("Pango is missing on this machine: nobody can save a receipt.")
        raise CannotDraw from None


def _pages(request: HttpRequest, kind: Kind, context: dict[str, Any]) -> Iterator[str]:
    """The page, with ever smaller letters."""
    for size in PICTURE_SIZES if kind.is_picture else PAPER_SIZES:
        yield render_to_string("public/receipt.html", {**context, "size": size}, request)


def _context(kind: Kind, ticket: Ticket, code: str, language: str) -> dict[str, Any]:
    address = links.follow_up_home(language)
    languages = dict.fromkeys((language, REFERENCE_LANGUAGE))
    return {
        "kind": kind,
        "reference": ticket.reference,
        "receipt_code": receipts.grouped(code) if kind.has_code else "",
        "receipts": [receipt.of(ticket, one) for one in languages],
        "address": address,
        "qr": square(address),
    }
