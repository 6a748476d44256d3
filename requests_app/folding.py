"""One way to fold words, at writing and at asking, so that école, ecole, ÉCOLE and écoles meet.

Search on both databases goes through here, and so do routing rules that look for words: none of them folds by itself.
Letters are only brought together where people of that language mix them up or leave the mark out; nothing is
transliterated, because a name in Cyrillic or Arabic is looked for in Cyrillic or Arabic.
"""

import re
import unicodedata
from collections.abc import Iterable

LONGEST_WORD = 64  # characters; longer is not a word but a link or a file somebody pasted
_SHORTEST_STEM = 3
_FEMININE_STEM = 4

# What decomposition leaves alone. Latin: œ of œuvre, ß of Straße, the dotless i of Kadıköy …
_SAME_LATIN = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th"}
# Arabic, Persian, Urdu, Pashto, Kurdish: forms of one letter, and the stretched line that only decorates.
_SAME_ARABIC = {"ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ک": "ك", "ـ": ""}
# й and ї are letters of their own, not и and і with a mark; ё and ґ are often typed е and г.
_SAME_CYRILLIC = {"ґ": "г"}
# Invisible: a Persian half-space parts words, joiners and direction marks say nothing; apostrophes are one.
_SIGNS = {
    "\u200c": " ",
    "\u200d": "",
    "\u200e": "",
    "\u200f": "",
    "\u061c": "",
    "\u00ad": "",
    "\ufeff": "",
    "\u2060": "",
}
_APOSTROPHES = dict.fromkeys("’‘ʼʻ′ˈ", "'")
_LETTERS = str.maketrans(_SAME_LATIN | _SAME_ARABIC | _SAME_CYRILLIC | _SIGNS | _APOSTROPHES)
_OWN_LETTERS = (("и\u0306", "й"), ("і\u0308", "ї"), ("у\u0306", "ў"))
# Accents, Hebrew points, Arabic vowel signs. Not the vowels of Indian, Thai or Burmese scripts, which are letters.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])*")
_ARTICLE = "ال"
# Words of a question that find nothing: they stand in nearly every letter.
_EMPTY = frozenset(
    _WORD.findall(
        "au aux avec ce ces dans de des du elle en est et il ils je la le les leur lui ma mais me mes moi mon ne nos "
        "notre nous on ou par pas pour qu que qui sa se ses son sur ta te tu un une vos votre vous "
        "an and are at by for from he in is it my of or she the they this to was we with you your"
    )
)


def fold(text: str) -> str:
    """The text without case, accents, width and look-alike forms of a letter. Same words, same spaces. Idempotent."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    for parts, letter in _OWN_LETTERS:
        folded = folded.replace(parts, letter)
    return _MARKS.sub("", folded).translate(_LETTERS)


def words(text: str) -> list[str]:
    """The folded words in order. Letters and digits of any script; everything else parts words, apostrophes too."""
    return _WORD.findall(fold(text))


def stem(word: str) -> str:
    """A folded word without its plural, its feminine or its Arabic article: `etrangeres` and `etranger` meet.

    Only cuts at the end of Latin words, so that the beginning of a word still finds the word.
    """
    if not word.isascii():
        return word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + _SHORTEST_STEM - 1 else word
    if not word.isalpha():
        return word
    if len(word) > _SHORTEST_STEM and word[-1] in "sx":
        word = word[:-1]
    while len(word) > _FEMININE_STEM and word[-1] == "e":
        word = word[:-1]
    if word.endswith(("al", "au")) and len(word) > _FEMININE_STEM:
        word = word[:-1]  # journal, journaux; sociale, sociaux
    if len(word) > _FEMININE_STEM and word[-1] == word[-2]:
        word = word[:-1]  # professionnelle, italienne
    return word


def index_text(*texts: str) -> str:
    """The stems of all words, each once, separated by spaces: what a text index is built from."""
    return " ".join(_stems(texts))


def query_words(asked: str, limit: int = 8) -> list[str]:
    """The stems to look for, each the beginning of some word of the index.

    At most `limit`; articles, pronouns and single letters are left out unless nothing else was asked.
    """
    every = words(asked)
    telling = [word for word in every if word not in _EMPTY and (len(word) > 1 or not word.isascii())]
    return list(dict.fromkeys(stem(word[:LONGEST_WORD]) for word in telling or every))[:limit]


def _stems(texts: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(stem(word[:LONGEST_WORD]) for text in texts for word in words(text))
