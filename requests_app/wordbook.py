"""Words in further languages than those that stand with a text: what a process knows of them.

Loaded by requests_app/texts.py from the rows of TranslatedText, replaced as a whole when these change, and asked
wherever a text in several languages is shown (intake/words.py). No query is made here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

REFERENCE_LANGUAGE = "fr"


@dataclass(frozen=True)
class Told:
    """What somebody wrote for one place in one language, and the French that they read there."""

    place: str
    language: str
    source: str
    text: str
    is_reviewed: bool = False


@dataclass
class _Book:
    by_place: dict[tuple[str, str], Told] = field(default_factory=dict)
    by_source: dict[tuple[str, str], Told] = field(default_factory=dict)


_book = _Book()


def fill(rows: Iterable[Told]) -> None:
    """From now on this process knows these, and nothing else."""
    book = _Book()
    for told in rows:
        book.by_place[told.language, told.place] = told
        known = book.by_source.get((told.language, told.source))
        if known is None or (told.is_reviewed and not known.is_reviewed):
            book.by_source[told.language, told.source] = told
    globals()["_book"] = book


def exact(french: str, language: str, place: str = "") -> str:
    """What was written for this very French: at that place, else for the same sentence elsewhere; else nothing."""
    there = _book.by_place.get((language, place))
    if there is None or there.source != french:
        there = _book.by_source.get((language, french))
    return there.text if there else ""


def stale(language: str, place: str) -> str:
    """What was written for that place when its French was another; else nothing."""
    there = _book.by_place.get((language, place))
    return there.text if there else ""
