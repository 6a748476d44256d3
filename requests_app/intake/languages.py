"""The languages people read, write and speak: for choosing one's own, and for asking an interpreter.

Data: seeds/languages.json. A language is shown by its own name, never by a flag.
"""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

LANGUAGES_FILE = Path(__file__).parent.parent / "seeds" / "languages.json"


class Language(NamedTuple):
    """One language. `ui_tier` says how soon the pages should speak it (0 = reference, None = interpreter only)."""

    code: str
    autonym: str
    name_fr: str
    name_en: str
    direction: str  # "ltr" or "rtl"
    ui_tier: int | None
    interpreter_option: bool


def _read() -> tuple[Language, ...]:
    with LANGUAGES_FILE.open(encoding="utf-8") as file:
        rows = json.load(file)["languages"]
    return tuple(Language(*(row[field] for field in Language._fields)) for row in rows)


LANGUAGES = _read()


def is_known(code: str) -> bool:
    """Whether that code is one of ours."""
    return code in _by_code()


def label(code: str, language: str) -> str:
    """The language's name for a reader of French or English, else its own name; an unknown code as it stands."""
    known = _by_code().get(code)
    if known is None:
        return code
    return {"fr": known.name_fr, "en": known.name_en}.get(language.split("-", maxsplit=1)[0], known.autonym)


def direction(code: str) -> str:
    """`rtl` or `ltr`; an unknown code reads from left to right."""
    known = _by_code().get(code)
    return known.direction if known else "ltr"


@cache
def _by_code() -> dict[str, Language]:
    return {language.code: language for language in LANGUAGES}
