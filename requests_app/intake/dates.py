"""Dates as exact as a person knows them: a year, a month, or a day.

What was typed is kept elsewhere, as typed; this is how it is understood.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from requests_app.folding import fold

EARLIEST_YEAR = 1900
YEARS_AHEAD = 5
LONGEST_TYPED = 60  # characters

_MONTHS = (
    "janvier january janv jan",
    "fevrier february fevr fev feb",
    "mars march mar",
    "avril april avr apr",
    "mai may",
    "juin june jun",
    "juillet july juil jul",
    "aout august aug",
    "septembre september sept sep",
    "octobre october oct",
    "novembre november nov",
    "decembre december dec",
)
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
# Said around a date, and not needed to understand it: articles, days of the week, endings of 1er and 15th.
_AROUND = re.compile(
    r"\b(le|la|en|debut|fin|mi|the|of|on|in|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|(?<=\d)(er|e|eme|st|nd|rd|th)\b"
)
_PARTS = re.compile(r"\d+|[a-z]+")
_SEPARATORS = frozenset(" \t\n/.-,'_")


class BadDate(ValidationError):
    """What was typed is no date we understand; the message says how to write one."""


@dataclass(frozen=True)
class PartialDate:
    """A year, perhaps its month, perhaps the day. Always one that exists in the calendar."""

    year: int
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        """`2026`, `2026-03` or `2026-03-15`."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)


def parse(text: str, today: date) -> PartialDate:
    """Understand 2026, 03/2026, 15/03/2026, 2026-03-15, mars 2026, 15 March 2026, in the digits of any script.

    Day before month, as in Belgium. A year of two digits only in a full date, and then no later than next year.
    `today` also bounds the years. Raises BadDate.
    """
    parts = _parts(text)
    if any(not part.isdecimal() for part in parts):
        year, month, day = _with_month_name(parts)
    else:
        year, month, day = _in_numbers(parts)
    if len(year) == 2 and day:
        year = str(_century(int(year), today))
    return _checked(year, month, day, today)


def _parts(text: str) -> list[str]:
    if len(text) > LONGEST_TYPED:
        raise _not_understood()
    plain = "".join(_plain(character) for character in fold(text))
    plain = _AROUND.sub(" ", plain)
    parts = _PARTS.findall(plain)
    rest = _PARTS.sub("", plain)
    if not 1 <= len(parts) <= 3 or not _SEPARATORS.issuperset(rest):
        raise _not_understood()
    return parts


def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return "/" if unicodedata.category(character) == "Pd" or character in "−\u060d" else character


def _with_month_name(parts: list[str]) -> tuple[str, str, str]:
    """Year, month and day of `mars 2026`, `15 mars 2026` or `March 15, 2026`."""
    named = [part for part in parts if not part.isdecimal()]
    numbers = [part for part in parts if part.isdecimal()]
    month = _MONTH_NUMBER.get(named[0])
    if len(named) > 1 or month is None or not numbers:
        raise _not_understood()
    if len(numbers) == 1:
        return numbers[0], str(month), ""
    day, year = sorted(numbers, key=len) if len(numbers[0]) == 4 else numbers
    return year, str(month), day


def _in_numbers(parts: list[str]) -> tuple[str, str, str]:
    """Year, month and day of `2026`, `03/2026`, `2026-03`, `15/03/2026` or `2026-03-15`."""
    if len(parts) > 1 and len(parts[0]) == 4:
        year_first = [*parts, ""][:3]
        return year_first[0], year_first[1], year_first[2]
    day, month, year = ["", "", *parts][-3:]
    return year, month, day


def _century(year: int, today: date) -> int:
    full = today.year // 100 * 100 + year
    return full if full <= today.year + 1 else full - 100


def _checked(year: str, month: str, day: str, today: date) -> PartialDate:
    latest = today.year + YEARS_AHEAD
    if len(year) != 4 or len(month) > 2 or len(day) > 2:
        raise _not_understood()
    if not EARLIEST_YEAR <= int(year) <= latest:
        raise BadDate(
            _("The year must be between %(earliest)s and %(latest)s, in the Belgian calendar."),
            code="year",
            params={"earliest": EARLIEST_YEAR, "latest": latest},
        )
    if month and not 1 <= int(month) <= 12:
        raise BadDate(
            _("A year has no month %(month)s. Write the day first, then the month."),
            code="month",
            params={"month": int(month)},
        )
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise BadDate(_("This day does not exist in the calendar."), code="day") from None
    return PartialDate(int(year), int(month) if month else None, int(day) if day else None)


def _not_understood() -> BadDate:
    return BadDate(_("Write a date like 2026, 03/2026 or 15/03/2026."), code="shape")
