"""What the house says in other words than the program, laid over it in every process.

Rows of TranslatedText become the wordbook (data) and a layer over Django's own catalogues (pages). Read again when they
have changed, at most FORM_CACHE_SECONDS later; until then nothing is asked of the database.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import trans_real

from requests_app import blocks, wordbook
from requests_app.models import TranslatedText
from requests_app.remembered import remembered
from requests_app.wordbook import Told

CONTEXT_SIGN = "\x04"  # between context and text, in gettext's catalogues
Words = dict[Any, str]

_shown: dict[str, Any] = {"stamp": None, "languages": set()}


class _Layer(dict[Any, str]):
    """The house's words for one catalogue: recognised by its type, so that the next ones replace it."""


def refresh() -> None:
    """Bring this process up to date. Called where a page or a letter for the public begins."""
    stamp = _stamp()
    if stamp != _shown["stamp"]:
        rows = list(TranslatedText.objects.values_list("place", "language", "source", "texts", "state"))
        wordbook.fill(
            Told(place, language, source, texts[0], state == TranslatedText.State.REVIEWED)
            for place, language, source, texts, state in rows
            if texts and not place.startswith("page/")
        )
        _lay_over((place, language, texts) for place, language, _source, texts, _state in rows)
        _shown["stamp"] = stamp


@remembered
def _stamp() -> tuple[Any, ...]:
    seen = TranslatedText.objects.aggregate(Count("pk"), Max("pk"), Max("changed_at"))
    return tuple(seen.values())


def _lay_over(rows: Iterable[tuple[str, str, list[str]]]) -> None:
    pages = {block.place: block for block in blocks.pages()}
    layers: dict[str, Words] = {language: {} for language in _shown["languages"]}
    for place, language, texts in rows:
        block = pages.get(place)
        if block and len(texts) == (blocks.forms_of(language) if block.is_plural else 1):
            layers.setdefault(language, {}).update(_entries(block, texts))
    for language, words in layers.items():
        _put(language, words)
    _shown["languages"] = set(layers)


def _entries(block: blocks.Block, texts: list[str]) -> Words:
    """The keys under which gettext looks a text up, and what it finds there."""
    singular = block.said["en"][0]
    key = f"{block.context}{CONTEXT_SIGN}{singular}" if block.context else singular
    return {(key, number): text for number, text in enumerate(texts)} if block.is_plural else {key: texts[0]}


def _put(language: str, words: Mapping[Any, str]) -> None:
    """Make these words the first that Django finds.

    Its catalogues know `merge()`, but nothing that takes words away again, which is what undoing an edit means: so the
    layer is put among them by hand, in their own order.
    """
    catalogue = trans_real.translation(language)._catalog  # type: ignore[attr-defined]  # noqa: SLF001
    layer = _Layer(words)
    if isinstance(catalogue._catalogs[0], _Layer):  # noqa: SLF001
        catalogue._catalogs[0] = layer  # noqa: SLF001
    elif words:
        catalogue._catalogs.insert(0, layer)  # noqa: SLF001
        catalogue._plurals.insert(0, blocks.form_for(language))  # noqa: SLF001
