"""The languages people read, write and speak: for choosing one's own, and for asking an interpreter.

Data: seeds/languages.json. A language is shown by its own name, never by a flag. desk/settings.py reads this module,
so it knows nothing of Django's own settings.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

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


FIRST_TIER = tuple(language.code for language in LANGUAGES if language.ui_tier in (0, 1))
SECOND_TIER = tuple(language.code for language in LANGUAGES if language.ui_tier == 2)
# What a browser asks for where we say it with another code: Dari is read with our Persian, Kurmanji is our Kurdish.
SAME_PAGES = {"prs": "fa", "kmr": "ku"}


def named(codes: str) -> list[tuple[str, str]]:
    """Code and autonym of each, for Django's LANGUAGES. Raises KeyError for a code that is not one of ours."""
    return [(code, _by_code()[code].autonym) for code in codes.split()]


def for_django(known: dict[str, Any]) -> dict[str, Any]:
    """What Django's LANG_INFO lacks of the languages of our pages: without an entry it would not speak them."""
    lacking = [one for one in LANGUAGES if one.ui_tier is not None and one.code not in known]
    entries: dict[str, Any] = {
        one.code: {
            "bidi": one.direction == "rtl",
            "code": one.code,
            "name": one.name_en,
            "name_local": one.autonym,
        }
        for one in lacking
    }
    return entries | {asked: {"fallback": [code]} for asked, code in SAME_PAGES.items() if asked not in known}


def is_known(code: str) -> bool:
    """Whether that code is one of ours."""
    return code in _by_code()


def label(code: str, language: str) -> str:
    """The language's name for a reader of French or English, else its own name; an unknown code as it stands."""
    known = _by_code().get(code)
    if known is None:
        return code
    return {"fr": known.name_fr, "en": known.name_en}.get(language.split("-", maxsplit=1)[0], known.autonym)


def autonym(code: str) -> str:
    """What those who speak it call it; an unknown code as it stands."""
    known = _by_code().get(code)
    return known.autonym if known else code


def direction(code: str) -> str:
    """`rtl` or `ltr`; an unknown code reads from left to right."""
    known = _by_code().get(code)
    return known.direction if known else "ltr"


@cache
def _by_code() -> dict[str, Language]:
    return {language.code: language for language in LANGUAGES}
