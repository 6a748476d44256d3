"""What a person takes along: a receipt to show, without the code, and a card to keep, with it; as PDF or as a picture.

One page, laid out by WeasyPrint, is both: a picture is the PDF of a page as large as a telephone, drawn by PDFium.
So every script is shaped by the same hands. See docs/decisions/0015-paper-and-pictures.md.
"""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.loader import render_to_string

from requests_app import links, receipts
from requests_app.intake.words import REFERENCE_LANGUAGE
from requests_app.models import Ticket
from requests_app.public import receipt
from requests_app.public.qr import square

logger = logging.getLogger(__name__)

PICTURE_WIDTH_PX, PICTURE_HEIGHT_PX = 1080, 1920  # of a telephone; its page in receipt.css is a third of that
STYLES = ("css/tokens.css", "css/receipt.css")
SIZES = ("fit-0", "fit-1", "fit-2", "fit-3", "fit-4")  # of the letters: the largest with which a picture is one page
_one_at_a_time = threading.Lock()  # PDFium is not made for threads, and drawing costs a processor


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
    if not _one_at_a_time.acquire(timeout=settings.DOCUMENT_WAIT_SECONDS):
        raise CannotDraw
    try:
        return _draw(request, kind, _context(kind, ticket, code, language))
    finally:
        _one_at_a_time.release()


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


def _draw(request: HttpRequest, kind: Kind, context: dict[str, Any]) -> bytes:
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415  # takes a second, and most people print nothing
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except (ImportError, OSError):  # its libraries are the machine's: see docs/deploy.md
        logger.exception("WeasyPrint finds no Pango on this machine: nobody can save a receipt.")
        raise CannotDraw from None

    class Nothing(URLFetcher):
        """Our page names no file and no address; whatever would must not be fetched."""

        def fetch(self, url: str, headers: Any = None) -> NoReturn:
            raise ValueError("a receipt fetches nothing")

    styles = [CSS(filename=finders.find(name)) for name in STYLES]
    sizes = SIZES if kind.is_picture else SIZES[:1]
    for size in sizes:
        page = render_to_string("public/receipt.html", {**context, "size": size}, request)
        laid_out = HTML(string=page, url_fetcher=Nothing()).render(stylesheets=styles)
        if len(laid_out.pages) == 1:
            break
    pdf: bytes = laid_out.write_pdf()
    return _picture(pdf) if kind.is_picture else pdf


def _picture(pdf: bytes) -> bytes:
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        drawn = page.render(scale=PICTURE_WIDTH_PX / page.get_width()).to_pil()
    finally:
        document.close()
    out = BytesIO()
    drawn.convert("P", palette=1, colors=32).save(out, "PNG", optimize=True)
    return out.getvalue()
