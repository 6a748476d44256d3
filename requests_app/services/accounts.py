"""What members of staff change about themselves. Teams and rights are the administrator's to give."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from requests_app.models import NoticePreference, User
from requests_app.models.history import sign
from requests_app.services import colleagues, notices


@transaction.atomic
def describe(user: User, *, name: str, language: str) -> User:
    """Set the name that colleagues and letters show, and the language of the desk."""
    fresh = User.objects.select_for_update().get(pk=user.pk)
    fresh.name, fresh.language = name, language
    sign(fresh, by=fresh, why="described")
    fresh.save(update_fields=["name", "language"])
    return fresh


@transaction.atomic
def set_absence(user: User, *, away_from: date | None, away_until: date | None) -> User:
    """Say from when until when (included) nobody should count on this person; without dates, that she is there.

    Who is back before she said is told what happened meanwhile with the next morning's letter.
    """
    fresh = User.objects.select_for_update().get(pk=user.pk)
    if (fresh.away_from, fresh.away_until) == (away_from, away_until):
        return fresh
    fresh.away_from, fresh.away_until = away_from, away_until
    sign(fresh, by=fresh, why="away" if away_from else "back")
    fresh.save(update_fields=["away_from", "away_until"])
    notices.bring_forward(fresh, now=timezone.now())
    return fresh


@transaction.atomic
def choose_notices(user: User, wishes: Mapping[str, str]) -> None:
    """Say how to be told of each kind of event (`Event` -> `How`); only what changes is written, with its history."""
    fresh = User.objects.select_for_update().get(pk=user.pk)
    rows = {row.event: row for row in NoticePreference.objects.filter(user=fresh)}
    standing = {event: row.how for event, row in rows.items()}
    for event, how in wishes.items():
        if colleagues.wished(standing, event) != how:
            row = rows.get(event) or NoticePreference(user=fresh, event=event)
            row.how = how
            sign(row, by=fresh, why="chosen")
            row.save()
