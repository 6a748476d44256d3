"""A poster for one form: what it is for in every language of the site, and a square that leads to it."""

from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language_info, override

from requests_app import drawing
from requests_app.intake.words import REFERENCE_LANGUAGE, in_language
from requests_app.qr import square
from requests_app.services.forms import Asked

STYLES = ("css/tokens.css", "css/poster.css")
SIZES = ("fit-0", "fit-1", "fit-2")  # of the letters, in poster.css: the largest with which it is one page


def address(asked: Asked, language: str) -> str:
    """The whole address of the form in that language."""
    with override(language):
        return settings.SITE_URL + reverse("public:form-start", args=[asked.form.slug])


def draw(asked: Asked) -> bytes:
    """An A4 page as a PDF. Raises drawing.Busy or drawing.NoPango."""
    styles = [str(settings.BASE_DIR / "static" / name) for name in STYLES]
    return drawing.pdf(_pages(asked), styles, wait_seconds=settings.DOCUMENT_WAIT_SECONDS)


def _pages(asked: Asked) -> Iterator[str]:
    others = [code for code, _name in settings.LANGUAGES if code != REFERENCE_LANGUAGE]
    context = {
        "organisation": settings.ORGANISATION,
        "language": REFERENCE_LANGUAGE,
        "title": in_language(asked.schema.title, REFERENCE_LANGUAGE),
        "summary": in_language(asked.schema.summary, REFERENCE_LANGUAGE),
        "titles": [_title(asked, code) for code in others],
        "address": address(asked, REFERENCE_LANGUAGE),
        "qr": square(address(asked, REFERENCE_LANGUAGE)),
    }
    for size in SIZES:
        yield render_to_string("reports/poster.html", {**context, "size": size})


def _title(asked: Asked, code: str) -> dict[str, str]:
    is_rtl = get_language_info(code)["bidi"]
    return {"code": code, "direction": "rtl" if is_rtl else "ltr", "text": in_language(asked.schema.title, code)}
