"""The numbers to call when a form would be too slow. They change: they live in EMERGENCY_FILE, with a check date.

The file: `{"checked_on": "2026-11-20" or null, "numbers": [{"number": "112", "label": {"fr": "Danger", …}}, …]}`.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from requests_app import blocks
from requests_app.days import day_in_words
from requests_app.intake.words import Words, in_language


@dataclass(frozen=True)
class Number:
    """One number and what it is for."""

    number: str
    words: Words

    @property
    def label(self) -> str:
        """What it is for, in the language being shown."""
        return in_language(self.words)

    @property
    def dial(self) -> str:
        """For a `tel:` link."""
        return "".join(self.number.split())


@dataclass(frozen=True)
class Emergency:
    """The numbers, and the day on which somebody last dialled them (None: nobody has said so)."""

    numbers: tuple[Number, ...]
    checked_on: date | None

    @property
    def checked_in_words(self) -> str:
        """That day in the language being shown, or nothing."""
        return day_in_words(self.checked_on) if self.checked_on else ""


def emergency() -> Emergency:
    """What the file says; it is read once in a process."""
    return _read(Path(settings.EMERGENCY_FILE))


@lru_cache(maxsize=4)
def _read(path: Path) -> Emergency:
    data = blocks.placed(json.loads(path.read_text(encoding="utf-8")), blocks.PLACE_OF_LIST["emergency"])
    checked = data.get("checked_on")
    return Emergency(
        numbers=tuple(Number(entry["number"], entry["label"]) for entry in data["numbers"]),
        checked_on=date.fromisoformat(checked) if checked else None,
    )
