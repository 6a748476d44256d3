"""What speaks for a robot: signs with points. They only sort: whoever reaches the limit is looked at by a person.

Nothing here depends on the language or the script that somebody writes in. The phrases stand in SPAM_FILE, in the
notation of `phrases.py`, each group with its points; a group counts once however often it is met.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from requests_app.phrases import Phrases, Text, flat

BAIT, TOO_FAST, NO_STAMP, MANY, REPEATED, FLOOD, LINKS, MARKUP = (
    "bait", "too_fast", "no_stamp", "many", "repeated", "flood", "links", "markup",
)  # fmt: skip
ATTACK, LIMIT = "attack", "limit"  # not a matter of points: see services/guards.py
# A person can have any one of these by accident, and two of the light ones. The limit is GUARD_ASIDE_POINTS.
POINTS = {BAIT: 4, TOO_FAST: 2, NO_STAMP: 2, MANY: 3, REPEATED: 2, FLOOD: 5, MARKUP: 3}
FLOOD_FACTOR = 3  # so many times GUARD_SAME_TEXT_PER_DAY is no impatience any more
MOST_LINKS = 2  # each a point; people do send the address of an offer or of a page where they were insulted
READ_CHARACTERS = 8000  # of what was written; a robot does not hide its offer behind pages of text
_LINK = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"'\]]{3,}", re.IGNORECASE)
_MARKUP = re.compile(r"<\s*a\s[^>]{0,200}\bhref\b|\[(?:url|link)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Signs:
    """What was seen of one sending, beside what was written."""

    has_bait: bool = False  # the field that people do not see was filled
    seconds: float | None = None  # from the first page to the button; None: not known
    is_stamped: bool = True  # False where the page of ours should have brought its stamp, and did not
    from_connection: int = 0  # sent from the same connection within the hour, this one included
    same_text: int = 0  # the same text to the same form within the day, this one included


@dataclass(frozen=True)
class Suspicion:
    """How much speaks for a robot, and what, by code."""

    points: int
    because: tuple[str, ...]

    @property
    def is_strong(self) -> bool:
        """Whether a person has to look before anybody works on it."""
        return self.points >= settings.GUARD_ASIDE_POINTS


def judge(signs: Signs, texts: Iterable[str]) -> Suspicion:
    """Add up what was seen and what was written."""
    seen = _of_signs(signs)
    written = _of_texts("\n".join(texts)[:READ_CHARACTERS])
    points = sum(seen.values()) + sum(written.values())
    return Suspicion(points, (*seen, *written))


def _of_signs(signs: Signs) -> dict[str, int]:
    is_fast = signs.seconds is not None and signs.seconds < settings.GUARD_TOO_FAST_SECONDS
    often = settings.GUARD_SAME_TEXT_PER_DAY
    seen = {
        BAIT: signs.has_bait,
        TOO_FAST: is_fast,
        NO_STAMP: not signs.is_stamped,
        MANY: signs.from_connection > settings.GUARD_CONNECTION_MANY_PER_HOUR,
        REPEATED: often < signs.same_text <= FLOOD_FACTOR * often,
        FLOOD: signs.same_text > FLOOD_FACTOR * often,
    }
    return {code: POINTS[code] for code, holds in seen.items() if holds}


def _of_texts(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    if links := min(len(_LINK.findall(text)), MOST_LINKS):
        found[LINKS] = links
    if _MARKUP.search(text):
        found[MARKUP] = POINTS[MARKUP]
    read = Text.of(text)
    return found | {group.code: group.points for group in groups() if group.phrases.first_in(read)}


@dataclass(frozen=True)
class Group:
    """Phrases that say the same, and what they weigh together."""

    code: str
    points: int
    phrases: Phrases


def groups() -> tuple[Group, ...]:
    """What the file says; it is read once in a process."""
    return _read(Path(settings.SPAM_FILE))


@lru_cache(maxsize=4)
def _read(path: Path) -> tuple[Group, ...]:
    listed = json.loads(path.read_text(encoding="utf-8"))["groups"]
    return tuple(Group(one["code"], one["points"], Phrases(flat(one["phrases"]))) for one in listed)
