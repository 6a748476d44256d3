"""Words in several languages: `{"fr": "Accueil", "en": "Reception"}`. French is required and stands in, marked."""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from requests_app import wordbook
from requests_app.wordbook import REFERENCE_LANGUAGE

Words = Mapping[str, str]


class InFrench(str):
    """French on a page of another language, because there are no words in that one.

    A template says so by itself, so that a screen reader pronounces it and the reader is not puzzled; as text, in a
    letter or a cell, it is what it is. In an attribute or a title write `|stringformat:"s"`: no markup fits there.
    """

    __slots__ = ()

    def __html__(self) -> SafeString:
        return format_html('<span lang="{}" dir="ltr">{}</span>', REFERENCE_LANGUAGE, str(self))


def in_language(words: Words, language: str | None = None) -> str:
    """The words in `language` (default: the one being shown), else in French, else nothing."""
    wanted = language or get_language() or REFERENCE_LANGUAGE
    place = words.place if isinstance(words, wordbook.Placed) else ""
    return _chosen(words.get(REFERENCE_LANGUAGE, ""), words.get(wanted, ""), wanted, place)


def paragraphs(words: Mapping[str, list[str]], language: str | None = None) -> list[str]:
    """The same for a list of paragraphs."""
    wanted = language or get_language() or REFERENCE_LANGUAGE
    place = words.place if isinstance(words, wordbook.Placed) else ""
    french, own = words.get(REFERENCE_LANGUAGE, []), words.get(wanted, [])
    if own and len(own) != len(french):  # another number of paragraphs: they belong to each other, not to the French
        return own
    said = own or [""] * len(french)
    numbered = enumerate(zip(french, said, strict=True), start=1)
    return [_chosen(one, other, wanted, f"{place}/{number}" if place else "") for number, (one, other) in numbered]


def _chosen(french: str, own: str, wanted: str, place: str) -> str:
    """The first of: written for this place, standing beside the French, written elsewhere, written for older French."""
    if wanted == REFERENCE_LANGUAGE or not french:
        return french
    at_place = wordbook.at_place(wanted, place)
    if at_place and at_place.source == french:
        return at_place.text
    said = own or wordbook.of_sentence(wanted, french)
    return said or (at_place.text if at_place else InFrench(french))
