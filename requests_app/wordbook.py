"""Words in further languages than those that stand with a text: what a process knows of them.

Loaded by requests_app/texts.py from the rows of TranslatedText, replaced as a whole when these change, and asked
wherever a text in several languages is shown (intake/words.py). No query is made here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

REFERENCE_LANGUAGE = "fr"


class Placed(dict[str, Any]):
    """Words in several languages that know where they stand: `form/general/question/topic/label`."""

    __slots__ = ("place",)

    def __init__(self, words: dict[str, Any], place: str) -> None:
        super().__init__(words)
        self.place = place


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
    edition: int = 0
    by_place: dict[tuple[str, str], Told] = field(default_factory=dict)
    by_sentence: dict[tuple[str, str], Told] = field(default_factory=dict)


_book = _Book()


def fill(rows: Iterable[Told]) -> None:
    """From now on this process knows these, and nothing else."""
    book = _Book(edition=_book.edition + 1)
    for told in rows:
        book.by_place[told.language, told.place] = told
        known = book.by_sentence.get((told.language, told.source))
        if known is None or (told.is_reviewed and not known.is_reviewed):
            book.by_sentence[told.language, told.source] = told
    globals()["_book"] = book  # at once: a page that is being made meanwhile sees the old one or the new one


def edition() -> int:
    """Another number each time that the words changed: for what was rendered with them."""
    return _book.edition


def at_place(language: str, place: str) -> Told | None:
    """What was written for that place, whatever its French was then."""
    return _book.by_place.get((language, place)) if place else None


def of_sentence(language: str, french: str) -> str:
    """What was written for this very French, wherever; reviewed words first. Nothing where nobody has."""
    told = _book.by_sentence.get((language, french))
    return told.text if told else ""
