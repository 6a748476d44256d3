"""Facts for tests of the reports: many at once, random but repeatable, and counted again by hand."""

import itertools
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from requests_app.models import TicketFact

TODAY = date(2026, 11, 23)
_numbers = itertools.count(10_000_000)


def at(day: date, hour: int = 10) -> datetime:
    """A moment of that day, here."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def fact(opened_on: date = TODAY, **fields: Any) -> TicketFact:
    """One fact, saved. `answered_on` and `resolved_on` bring their moments and, unless given, 60 minutes."""
    row = _fact(opened_on, **fields)
    row.save()
    return row


def _fact(opened_on: date, *, answered_on: date | None = None, resolved_on: date | None = None, **fields: Any) -> Any:
    values: dict[str, Any] = {
        "ticket_id": next(_numbers),
        "form": "general",
        "channel": "web",
        "team": "accueil",
        "priority": 2,
        "language": "fr",
        "confidential": False,
        "status": "resolved" if resolved_on else "open",
        "opened_on": opened_on,
        "opened_at": at(opened_on),
    }
    if answered_on:
        values |= {"first_response_at": at(answered_on), "first_response_minutes": 60, "first_response_in_time": True}
    if resolved_on:
        values |= {"resolved_on": resolved_on, "resolved_at": at(resolved_on), "outcome": "answered"}
        values |= {"resolution_minutes": 60, "resolution_in_time": True}
    return TicketFact(**(values | fields))


def many(size: int, *, seed: int = 1, first: date = date(2025, 9, 1), last: date = TODAY) -> list[TicketFact]:
    """Facts of every kind over these days, saved in one go."""
    chance = Random(seed)
    rows = [_random(chance, first, last) for _ in range(size)]
    TicketFact.objects.bulk_create(rows, batch_size=1_000)
    return rows


def _random(chance: Random, first: date, last: date) -> TicketFact:
    opened_on = first + timedelta(days=chance.randrange((last - first).days + 1))
    confidential = chance.random() < 0.15
    ended = opened_on + timedelta(days=chance.randrange(40))
    answered = opened_on + timedelta(days=chance.randrange(12))
    is_ended, is_answered = chance.random() < 0.7 and ended <= last, chance.random() < 0.8 and answered <= last
    fields: dict[str, Any] = {
        "form": "discrimination" if confidential else chance.choice(["general", "bureau-accueil", "ukraine"]),
        "team": "discrimination" if confidential else chance.choice(["accueil", "isp", "linguistique"]),
        "confidential": confidential,
        "topic": chance.choice(["", "fle_alpha", "logement", "sante"]),
        "channel": chance.choice(["web", "phone", "walk_in"]),
        "priority": chance.choice([1, 2, 2, 3, 4]),
        "language": chance.choice(["fr", "fr", "ar", "uk", "ti"]),
        "interpreter_language": chance.choice(["", "", "ar", "ti"]),
        "commune": chance.choice(["", "92094", "92003", "91034"]),
        "status": chance.choice(["resolved", "closed"] if is_ended else ["new", "open", "pending", "on_hold"]),
    }
    if is_answered:
        minutes = chance.randrange(1, 2_000)
        fields |= {"first_response_minutes": minutes, "first_response_in_time": minutes < 1_200}
    if is_ended:
        minutes = chance.randrange(1, 6_000)
        fields |= {"resolution_minutes": minutes, "resolution_in_time": minutes < 3_900}
        fields |= {"outcome": chance.choice(["answered", "referred", "no_answer"])}
    return _fact(
        opened_on, answered_on=answered if is_answered else None, resolved_on=ended if is_ended else None, **fields
    )
