"""Phrases looked for in what people wrote: folded alike, at the starts of words. The notation is in seeds/README.md.

Text in, phrases out. One pass over the text serves a whole list, so that hundreds of phrases in fifteen languages
cost a few milliseconds.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from requests_app import folding

GAP = "…"
GAP_LIMIT_WORDS = 5
WHOLE_UP_TO_LETTERS = 3  # "oqt" or "bus" as the beginning of a longer word is another word
# Written as one word with what follows: and, then, with, for, like, the. Longest first.
ARABIC_PREFIXES = ("وال", "بال", "فال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل", "ك")
ARABIC_LEFT_OVER_LETTERS = 2  # fewer letters left, and the prefix was part of the word
LONGEST_NUMBER = 18  # digits; longer is no number of days or years, and Python refuses to read thousands of digits
_DOUBLED = re.compile(r"([a-z])\1")
_DIGITS_OR_LETTERS = re.compile(r"\d+|[^\d]+")
_NUMBERS = re.compile(r"(\d*)<(\d+)")
_JOINTS = re.compile(r"(?<=\w)['’ʼ-](?=\w)")
_ARABIC = re.compile(r"^[\u0600-\u06ff]+$")


class BadPhrase(ValueError):
    """The phrase has no word in it, or a gap that leads nowhere."""


@dataclass(frozen=True)
class Text:
    """A text, ready to be searched: for each word the forms under which it may be met."""

    words: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: str) -> "Text":
        """The words of `text` in order."""
        return cls(tuple(_forms(word) for word in _words(text)))

    @cached_property
    def beginnings(self) -> dict[str, list[int]]:
        """Every beginning of every word, and where those words stand: one look-up a phrase, however long the text."""
        found: dict[str, list[int]] = {}
        for place, forms in enumerate(self.words):
            for beginning in {form[:length] for form in forms for length in range(1, len(form) + 1)}:
                found.setdefault(beginning, []).append(place)
        return found

    @cached_property
    def numbers(self) -> list[int]:
        """Where numbers stand."""
        return [place for place, forms in enumerate(self.words) if forms[0].isdecimal()]


@dataclass(frozen=True)
class _Token:
    """One word of a phrase: its beginning, the whole of it, or a number in a range."""

    text: str
    is_whole: bool = False
    numbers: range | None = None
    gap_before: bool = False

    def meets(self, forms: tuple[str, ...]) -> bool:
        if self.numbers is not None:
            return forms[0].isdecimal() and int(forms[0]) in self.numbers
        if self.is_whole:
            return self.text in forms
        return any(form.startswith(self.text) for form in forms)


@dataclass(frozen=True)
class _Spelling:
    """One way to write a phrase. `beginnings` of its words: unless the text has all of them, it has not the phrase."""

    phrase: str
    tokens: tuple[_Token, ...]
    beginnings: frozenset[str]


class Phrases:
    """A list of phrases, indexed by the first word of each."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Raises BadPhrase, with the phrase."""
        self._starts: dict[str, list[_Spelling]] = {}
        self._others: list[_Spelling] = []  # begin with a number in a range
        for phrase in phrases:
            # "jai" for "j'ai", "rendezvous" for "rendez-vous": what a hurried hand leaves out.
            for spelling in dict.fromkeys((phrase, _JOINTS.sub("", phrase))):
                tokens = _tokens(spelling)
                kept = self._others if tokens[0].numbers is not None else self._starts.setdefault(tokens[0].text, [])
                kept.append(_Spelling(phrase, tokens, frozenset(token.text for token in tokens if token.text)))

    def first_in(self, text: Text) -> str:
        """The phrase that comes first in the text, or nothing."""
        there = text.beginnings.keys()
        met = self._starts.keys() & there
        starts = [(place, len(start), start) for start in met for place in text.beginnings[start]]
        starts += [(place, 0, "") for place in text.numbers if self._others]
        for place, _length, start in sorted(starts):
            for one in self._starts[start] if start else self._others:
                if there >= one.beginnings and _meets(one.tokens, text.words, place):
                    return one.phrase
        return ""


@lru_cache(maxsize=512)
def compiled(listed: tuple[str, ...]) -> Phrases:
    """The same list again costs nothing: rules are read for each request, and change once a month."""
    return Phrases(listed)


def flat(listed: Sequence[str] | Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A list, or lists by language, as one."""
    lists: Iterable[Any] = listed.values() if isinstance(listed, Mapping) else [listed]
    return tuple(phrase for one in lists for phrase in one)


def _words(text: str) -> list[str]:
    """Folded words; digits stand apart from letters ("5jours"), and are the same in every script."""
    parts = [part for word in folding.words(text) for part in _DIGITS_OR_LETTERS.findall(word)]
    return [str(int(part[:LONGEST_NUMBER])) if part.isdecimal() else part for part in parts]


def _single(word: str) -> str:
    """Without doubled Latin letters, which are the first thing that a learner's spelling loses: frape, anexe."""
    return _DOUBLED.sub(r"\1", word)


def _forms(word: str) -> tuple[str, ...]:
    if not _ARABIC.match(word):
        return (_single(word),)
    shorter = [word.removeprefix(prefix) for prefix in ARABIC_PREFIXES if word.startswith(prefix)]
    return (word, *(form for form in shorter if len(form) >= ARABIC_LEFT_OVER_LETTERS))


def _tokens(phrase: str) -> tuple[_Token, ...]:
    made: list[_Token] = []
    gap = False
    for chunk in phrase.split():
        if chunk == GAP:
            gap = True
            continue
        for token in _chunk(chunk):
            made.append(_Token(token.text, token.is_whole, token.numbers, gap_before=gap and bool(made)))
            gap = False
    if not made or gap:
        raise BadPhrase(phrase)
    return tuple(made)


def _chunk(chunk: str) -> list[_Token]:
    if number := _NUMBERS.fullmatch(chunk):
        return [_Token("", numbers=range(int(number[1] or 1), int(number[2])))]
    words = _words(chunk.rstrip(".*"))
    # All but the last are whole words of the text: "j'ai", "rendez-vous".
    tokens = [_Token(_single(word), is_whole=True) for word in words[:-1]]
    for last in words[-1:]:
        short = last.isdecimal() or (len(last) <= WHOLE_UP_TO_LETTERS and last[0] < "\u0530")
        tokens.append(_Token(_single(last), is_whole=not chunk.endswith("*") and (short or chunk.endswith("."))))
    return tokens


def _meets(tokens: tuple[_Token, ...], words: tuple[tuple[str, ...], ...], place: int) -> bool:
    if not tokens:
        return True
    reach = GAP_LIMIT_WORDS + 1 if tokens[0].gap_before else 1  # before the first there is no gap
    return any(
        tokens[0].meets(words[here]) and _meets(tokens[1:], words, here + 1)
        for here in range(place, min(place + reach, len(words)))
    )
