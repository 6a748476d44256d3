"""Where to come and when, as the house has filled it in. Nothing is invented: what is not known is said to be so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from requests_app.days import day_in_words
from requests_app.intake.words import in_language
from requests_app.models import Office, Ticket
from requests_app.services import house
from requests_app.sla import OpeningHours, Span


@dataclass(frozen=True)
class Place:
    """One place in the language being shown. Everything is "" or empty when it is not known."""

    name: str
    address: str
    phone: str
    hours: Sequence[str]
    checked: str  # the day on which somebody looked whether this still holds, in words


def places_of(ticket: Ticket) -> list[Place]:
    """The request's office if its address is known; else the house, after the name of an office that was chosen."""
    offices = house.offices()
    chosen = offices.get(ticket.office)
    itself = next((office for office in offices.values() if office.is_house), None)
    if chosen is None or chosen == itself:
        return [_house(itself)]
    if chosen.address:
        return [_office(chosen)]
    was_chosen = ticket.answers.data.get("preferred_office") == chosen.code  # else it was only the nearest
    return [_office(chosen), _house(itself)] if was_chosen else [_house(itself)]


def _office(office: Office) -> Place:
    hours = in_language(office.hours)
    return Place(office.name, office.address, office.phone, [hours] if hours else [], _day(office.checked_on))


def _house(office: Office | None) -> Place:
    organisation = settings.ORGANISATION
    own = in_language(office.hours) if office else ""
    return Place(
        name=organisation["name"],
        address=(office and office.address) or organisation["address"],
        phone=(office and office.phone) or organisation["phone"],
        hours=[own] if own else week_in_words(house.opening_hours()),
        checked=_day(office.checked_on) if office else "",
    )


def _day(day: date | None) -> str:
    return day_in_words(day) if day else ""


def week_in_words(hours: OpeningHours) -> list[str]:
    """The opening hours of an ordinary week, days that follow one another and are alike in one line."""
    open_days = [(day, spans) for day, spans in sorted(hours.weekly.items()) if spans]
    lines = []
    # Days in a row keep the same distance from their rank in the list.
    ranked = enumerate(open_days)
    for (_distance, spans), alike in groupby(ranked, key=lambda ranked: (ranked[1][0] - ranked[0], ranked[1][1])):
        days = [day for _rank, (day, _spans) in alike]
        said = {"first": WEEKDAYS[days[0]], "last": WEEKDAYS[days[-1]], "times": _times(spans)}
        words = _("%(first)s to %(last)s: %(times)s") if len(days) > 1 else _("%(first)s: %(times)s")
        lines.append(words % said)
    return lines


def _times(spans: Sequence[Span]) -> str:
    pattern = _("g:i a")
    return ", ".join(f"{time_format(opens, pattern)} – {time_format(closes, pattern)}" for opens, closes in spans)
