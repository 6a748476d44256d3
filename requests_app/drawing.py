"""Paper and pictures: a page of HTML becomes a PDF, and the first page of a PDF a picture. Knows of no request.

Heavy libraries are imported inside the functions: they take a second, and most processes draw nothing.
"""

import threading
from collections.abc import Iterable
from io import BytesIO
from typing import Any, NoReturn

COLOURS = 32  # of a picture: paper, letters, a line and the steps between them

_one_at_a_time = threading.Lock()  # PDFium is not made for threads, and drawing costs a processor


class Busy(Exception):
    """Something else is being drawn in this process, for longer than one wanted to wait."""


class NoPango(Exception):
    """The libraries of the machine are missing: see docs/deploy.md."""


def pdf(pages: Iterable[str], styles: Iterable[str], *, wait_seconds: float) -> bytes:
    """The first of `pages` (HTML) that fits one sheet, or the last, with these style sheets (paths) as a PDF.

    Nothing is fetched. Raises Busy or NoPango.
    """
    if not _one_at_a_time.acquire(timeout=wait_seconds):
        raise Busy
    try:
        return _pdf(pages, styles)
    finally:
        _one_at_a_time.release()


def _pdf(pages: Iterable[str], styles: Iterable[str]) -> bytes:
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except (ImportError, OSError) as missing:
        raise NoPango from missing

    class Nothing(URLFetcher):
        """Our pages name no file and no address; what they were made to name is not fetched."""

        def fetch(self, url: str, headers: Any = None) -> NoReturn:
            raise ValueError("a receipt fetches nothing")

    sheets = [CSS(filename=path) for path in styles]
    laid_out = None
    for page in pages:
        laid_out = HTML(string=page, url_fetcher=Nothing()).render(stylesheets=sheets)
        if len(laid_out.pages) == 1:
            break
    if laid_out is None:
        raise ValueError("no page to draw")
    made: bytes = laid_out.write_pdf()
    return made


def png(document: bytes, *, width_px: int, wait_seconds: float) -> bytes:
    """The first page of a PDF as a picture of that width. Raises Busy."""
    import pypdfium2  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    if not _one_at_a_time.acquire(timeout=wait_seconds):
        raise Busy
    try:
        opened = pypdfium2.PdfDocument(document)
        try:
            drawn = opened[0].render(scale=width_px / opened[0].get_width()).to_pil()
        finally:
            opened.close()
    finally:
        _one_at_a_time.release()
    out = BytesIO()
    few = drawn.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()
