"""The members of a team as values: who is there, and how each wants to be told of what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from requests_app.models import Membership
from requests_app.models.notices import Event, How, NoticePreference
from requests_app.services import house

# What holds for who has chosen nothing. Few letters: what somebody waits for comes at once, the rest in one a day.
DEFAULTS: Mapping[str, How] = {
    Event.NEW_TICKET: How.DAILY,  # the queue shows it, and the team's own address is written to at once
    Event.ASSIGNED: How.AT_ONCE,  # somebody counts on this person, and nobody else is told
    Event.TRANSFERRED: How.DAILY,  # as a new request
    Event.PERSON_WROTE: How.AT_ONCE,  # a person waits for an answer
    Event.LETTER_LOST: How.AT_ONCE,  # a person believes that we are silent, and must be called
    Event.MAIL_HELD: How.DAILY,  # most of it is advertising, and the page shows it
}


@dataclass(frozen=True)
class Colleague:
    """A member of a team who may log in."""

    pk: int
    name: str
    away_from: date | None = None
    away_until: date | None = None
    wishes: Mapping[str, str] = field(default_factory=dict)  # what was chosen, by event

    def is_away(self, today: date) -> bool:
        """Whether nobody should count on this person today."""
        return bool(self.away_from and self.away_until and self.away_from <= today <= self.away_until)

    def wish(self, event: str) -> How:
        """How this person wants to be told of such an event."""
        return wished(self.wishes, event)

    def told_at(self, event: str, now: datetime, *, morning: datetime) -> datetime | None:
        """When a notice of `now` is due: with the next letter, the next `morning`, back from leave, or never."""
        how = self.wish(event)
        if how == How.NEVER:
            return None
        if self.away_until and self.is_away(timezone.localdate(now)):
            return back_at(self.away_until)
        return now + fold() if how == How.AT_ONCE else morning


def wished(wishes: Mapping[str, str], event: str) -> How:
    """What was chosen for an event, else what holds for everybody."""
    return How(wishes.get(event, DEFAULTS[event]))


def wishes_of(user_id: int) -> dict[str, str]:
    """What one person has chosen, by event."""
    return dict(NoticePreference.objects.filter(user=user_id).values_list("event", "how"))


def back_at(away_until: date) -> datetime:
    """The first morning of work after that day."""
    midnight = datetime.combine(away_until + timedelta(days=1), time(), timezone.get_default_timezone())
    return house.next_morning(midnight - timedelta(microseconds=1))


def fold() -> timedelta:
    """How long what is to be told at once waits for what else happens."""
    return timedelta(seconds=settings.NOTICE_FOLD_SECONDS)


def of_team(team_id: int) -> dict[int, Colleague]:
    """The members of one team who may log in, in the order of their names."""
    return of_teams([team_id]).get(team_id, {})


@cache
def _asked_for_each_notice() -> QuerySet[Membership, tuple[Any, ...]]:
    """The question without its teams. To put it together anew costs more than to ask it."""
    return (
        Membership.objects.filter(user__is_active=True)
        .order_by("user__name", "user_id")
        .values_list(
            *("team_id", "user_id", "user__name", "user__email", "user__away_from", "user__away_until"),
            *("user__notice_preferences__event", "user__notice_preferences__how"),
        )
    )


def of_teams(team_ids: list[int]) -> dict[int, dict[int, Colleague]]:
    """The same for several teams, by one statement: a row for each choice that somebody has made."""
    rows = _asked_for_each_notice().filter(team__in=team_ids)
    teams: dict[int, dict[int, Colleague]] = {}
    wishes: dict[int, dict[str, str]] = {}
    for team, pk, name, email, away_from, away_until, event, how in rows:
        chosen = wishes.setdefault(pk, {})
        if event:
            chosen[event] = how
        teams.setdefault(team, {}).setdefault(pk, Colleague(pk, name or email, away_from, away_until, chosen))
    return teams
