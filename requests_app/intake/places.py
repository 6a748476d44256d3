"""Where a person lives: a Belgian postal code or the name of a place becomes a commune and the office nearest to it.

Data: seeds/communes_namur.json (the province) and seeds/regional_centres.json (elsewhere). What was typed is kept as
typed; this only adds what it means. An office is a proposal: the person and the desk may choose another.
"""

import json
import re
import unicodedata
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from requests_app.folding import words

SEEDS = Path(__file__).parent.parent / "seeds"
LONGEST_TYPED = 200  # characters

_BELGIAN_CODES = range(1000, 10_000)
_PROVINCE_CODES = range(5000, 6000)
_POSTAL_CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")
_PIECES = re.compile(r"[,;:/()\n]")
_WHOLE_WORDS = {"st": "saint", "ste": "sainte"}
# Said before the name of a place: "à Jambes", "commune de Profondeville", "B-5000".
_BEFORE = re.compile(r"^(?:(?:a|commune|ville|village|de|d|b|be|\d+) )+")


class Place(NamedTuple):
    """What a typed place means. Outside the province only `centre` may be known, and it may be empty too."""

    nis: str  # code of the commune at the statistics office; "" outside the province
    commune: str
    office: str  # code of the reception office proposed; "" outside the province
    in_province: bool
    centre: str = ""  # name of the regional centre in charge, outside the province


class _Directory(NamedTuple):
    by_code: dict[str, Place]
    by_name: dict[str, Place]
    centres: tuple[tuple[int, int, Place], ...]  # first postal code, last postal code, place
    suggestions: tuple[str, ...]


def find(text: str) -> Place | None:
    """The place meant by a postal code, a commune or a village, or by both ("5100 Jambes"); None when unknown.

    Case, accents, hyphens and "St" for Saint do not count; digits of any script do. A postal code of the province
    wins over a name, a name over any other number of four digits: that is as often a year.
    """
    text = "".join(_ascii_digit(character) for character in text[:LONGEST_TYPED])
    directory = _directory()
    codes = _POSTAL_CODE.findall(text)
    of_province = (directory.by_code.get(code) for code in codes)
    of_name = (directory.by_name.get(_key(piece)) for piece in [text, *_PIECES.split(text)])
    elsewhere = (_elsewhere(code, directory.centres) for code in codes)
    return next((place for place in chain(of_province, of_name, elsewhere) if place), None)


def suggestions() -> list[str]:
    """Every village of the province as `5100 Jambes`, by code, for a list to choose from."""
    return list(_directory().suggestions)


@cache
def _directory() -> _Directory:
    by_code: dict[str, Place] = {}
    centres, by_name = _read_elsewhere()
    listed = []
    province = _read("communes_namur.json")
    for commune in province["communes"]:
        place = Place(commune["nis"], commune["name"], commune["default_office"], in_province=True)
        by_name[_key(place.commune)] = place
        for locality in commune["localities"]:
            by_code[locality["postal_code"]] = place
            by_name |= {_key(name): place for name in locality["names"]}
            listed += [f"{locality['postal_code']} {name}" for name in locality["names"]]
    of_commune = {place.commune: place for place in by_code.values()}
    by_code |= {special["code"]: of_commune[special["commune"]] for special in province["special_postal_codes"]}
    return _Directory(by_code, by_name, centres, tuple(sorted(listed)))


def _read_elsewhere() -> tuple[tuple[tuple[int, int, Place], ...], dict[str, Place]]:
    data = _read("regional_centres.json")
    centres = tuple(
        (int(first), int(last), Place("", "", "", in_province=False, centre=centre["name"]))
        for centre in data["centres"]
        for first, last in centre["postal_codes"]
    )
    towns = {_key(town): _elsewhere(code, centres) for town, code in data["towns"].items()}
    return centres, {key: place for key, place in towns.items() if place}


def _elsewhere(code: str, centres: tuple[tuple[int, int, Place], ...]) -> Place | None:
    number = int(code)
    if number in _PROVINCE_CODES or number not in _BELGIAN_CODES:
        return None
    nobody_named = Place("", "", "", in_province=False)
    return next((place for first, last, place in centres if first <= number <= last), nobody_named)


def _read(name: str) -> dict[str, Any]:
    with (SEEDS / name).open(encoding="utf-8") as file:
        data: dict[str, Any] = json.load(file)
    return data


def _key(name: str) -> str:
    parts = (_WHOLE_WORDS.get(word, word) for word in words(name))
    return _BEFORE.sub("", " ".join(parts))


def _ascii_digit(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
