"""Words in several languages: `{"fr": "Accueil", "en": "Reception"}`. French is required and stands in."""

from collections.abc import Mapping

from django.utils.translation import get_language

REFERENCE_LANGUAGE = "fr"
Words = Mapping[str, str]


def in_language(words: Words, language: str | None = None) -> str:
    """The words in `language` (default: the one being shown), else in French, else nothing."""
    wanted = language or get_language() or REFERENCE_LANGUAGE
    return words.get(wanted) or words.get(wanted.split("-")[0]) or words.get(REFERENCE_LANGUAGE, "")


def paragraphs(words: Mapping[str, list[str]], language: str | None = None) -> list[str]:
    """The same for a list of paragraphs."""
    wanted = language or get_language() or REFERENCE_LANGUAGE
    return words.get(wanted) or words.get(wanted.split("-")[0]) or words.get(REFERENCE_LANGUAGE, [])
