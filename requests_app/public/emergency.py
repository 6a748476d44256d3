"""The numbers to call when a form would be too slow. They change: they live in EMERGENCY_FILE, with a check date.

The file: `{"checked_on": "2026-11-20" or null, "numbers": […], "needs": […]}`. A number has `number`, `label` (words),
`needs` (codes) and `banner` (true unless said). A need has `code`, `pictogram`, `title` (words), `advice` (paragraphs),
and what gives it away in a request: `signals` (codes of urgency signals), `answers` (`{"question": ["code"]}`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from requests_app import blocks
from requests_app.days import day_in_words
from requests_app.intake.words import Words, in_language, paragraphs
from requests_app.services import opening

DAYS_A_MONTH = 30.4


@dataclass(frozen=True)
class Number:
    """One number and what it is for."""

    number: str
    words: Words
    needs: tuple[str, ...] = ()
    is_in_banner: bool = True

    @property
    def label(self) -> str:
        """What it is for, in the language being shown."""
        return in_language(self.words)

    @property
    def dial(self) -> str:
        """For a `tel:` link."""
        return "".join(self.number.split())


@dataclass(frozen=True)
class Need:
    """What cannot wait until somebody has read a form."""

    code: str
    pictogram: str
    title_words: Words
    advice_words: Mapping[str, list[str]]
    numbers: tuple[Number, ...]
    signals: frozenset[str] = frozenset()
    answers: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The need, in the language being shown."""
        return in_language(self.title_words)

    @property
    def advice(self) -> list[str]:
        """What to do, in the language being shown."""
        return paragraphs(self.advice_words)

    def speaks_in(self, answers: Mapping[str, Any], signals: set[str]) -> bool:
        """Whether a request with these answers, in which these signals were seen, has this need."""
        chosen = (answers.get(question) in codes for question, codes in self.answers.items())
        return bool(self.signals & signals) or any(chosen)


@dataclass(frozen=True)
class Emergency:
    """The numbers, and the day on which somebody last dialled them (None: nobody has said so)."""

    numbers: tuple[Number, ...]
    needs: tuple[Need, ...]
    checked_on: date | None

    @property
    def checked_in_words(self) -> str:
        """That day in the language being shown, or nothing."""
        return day_in_words(self.checked_on) if self.checked_on else ""

    @property
    def banner(self) -> list[Number]:
        """The few that stand above the first page."""
        return [number for number in self.numbers if number.is_in_banner]

    @property
    def other_numbers(self) -> list[Number]:
        """Those that belong to no need of the list."""
        return [number for number in self.numbers if not number.needs]

    def is_check_due(self, today: date) -> bool:
        """Whether somebody should dial the numbers again: EMERGENCY_CHECK_MONTHS have passed, or it never happened."""
        if self.checked_on is None:
            return True
        return (today - self.checked_on).days > settings.EMERGENCY_CHECK_MONTHS * DAYS_A_MONTH


def emergency() -> Emergency:
    """What the file says; it is read once in a process."""
    return _read(Path(settings.EMERGENCY_FILE))


def needs_tonight(slug: str, answers: Mapping[str, Any]) -> list[Need]:
    """The needs that speak from a request on that form and cannot wait; for its check page and its confirmation."""
    seen = opening.signals_in(slug, answers)
    return [need for need in emergency().needs if need.speaks_in(answers, seen)]


@lru_cache(maxsize=4)
def _read(path: Path) -> Emergency:
    data = blocks.placed(json.loads(path.read_text(encoding="utf-8")), blocks.PLACE_OF_LIST["emergency"])
    checked = data.get("checked_on")
    numbers = tuple(
        Number(one["number"], one["label"], tuple(one.get("needs", ())), one.get("banner", True))
        for one in data["numbers"]
    )
    return Emergency(
        numbers=numbers,
        needs=tuple(_need(one, numbers) for one in data.get("needs", ())),
        checked_on=date.fromisoformat(checked) if checked else None,
    )


def _need(data: dict[str, Any], numbers: tuple[Number, ...]) -> Need:
    return Need(
        code=data["code"],
        pictogram=data.get("pictogram", "warning"),
        title_words=data["title"],
        advice_words=data.get("advice", {}),
        numbers=tuple(number for number in numbers if data["code"] in number.needs),
        signals=frozenset(data.get("signals", ())),
        answers=data.get("answers", {}),
    )
