"""Belgian closing days, to fill an empty calendar with. Seeds only: the house decides which days it keeps.

Source: the `holidays` library; the days beyond the law are those that associations in Namur often add.
"""

from datetime import date, time, timedelta
from typing import NamedTuple

import holidays

# The library also lists the Sundays of Easter and Pentecost. They are no legal holidays: showing twelve days where the
# law has ten would have people ask for two more.
_NOT_LEGAL = {"Pâques", "Pentecôte"}
_SUNDAY = 6


class Proposal(NamedTuple):
    """A day that the house may want to add; `closes_at` is set where only the afternoon is off."""

    on: date
    name_fr: str
    closes_at: time | None = None


def belgian_closing_days(year: int) -> list[tuple[date, str]]:
    """The ten legal holidays and 27 September (Walloon and French-speaking services), in order, with French names.

    Nine dates in the rare year when Ascension falls on 1 May: its name then holds both.
    """
    listed = holidays.country_holidays("BE", years=year, language="fr")
    legal = {on: name for on, name in listed.items() if name not in _NOT_LEGAL}
    return sorted((legal | {date(year, 9, 27): "Fête de la Fédération Wallonie-Bruxelles"}).items())


def proposed_closing_days(year: int) -> list[Proposal]:
    """What many associations add, in order: to be offered to the house, never switched on by itself."""
    september = date(year, 9, 1)
    third_sunday = september + timedelta(days=(_SUNDAY - september.weekday()) % 7 + 14)
    return [
        Proposal(third_sunday + timedelta(days=1), "Lundi des Fêtes de Wallonie"),
        Proposal(date(year, 11, 2), "Lendemain de la Toussaint"),
        Proposal(date(year, 11, 15), "Fête du Roi"),
        Proposal(date(year, 12, 24), "Veille de Noël", time(12)),
        Proposal(date(year, 12, 26), "Lendemain de Noël"),
        Proposal(date(year, 12, 31), "Veille du Nouvel An", time(12)),
    ]
