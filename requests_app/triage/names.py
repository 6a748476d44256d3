"""The names that lists and filters show: teams, topics, people. All of them come by one statement, now and then."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import CharField, IntegerField, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from requests_app.intake.words import in_language
from requests_app.models import Membership, Team, Topic, User
from requests_app.remembered import remembered


@dataclass(frozen=True)
class TeamName:
    """A team, as lists need it."""

    pk: int
    code: str
    words: Mapping[str, str]
    confidential: bool

    def __str__(self) -> str:
        return in_language(self.words)


@dataclass(frozen=True)
class Directory:
    """Everybody and everything that has a name, in the order in which it is listed."""

    teams: Mapping[str, TeamName]
    topics: Mapping[str, Mapping[str, str]]
    people: Mapping[int, str]
    members: Mapping[int, frozenset[int]]  # team -> people

    def teams_of(self, user: User) -> list[TeamName]:
        """The teams whose tickets `user` may read: what `Ticket.objects.visible_to()` says, for names."""
        own = {team.pk for team in user.team_list}
        everywhere = user.is_manager or user.is_reception
        return [team for team in self.teams.values() if team.pk in own or (everywhere and not team.confidential)]

    def colleagues_of(self, user: User) -> dict[int, str]:
        """The people of those teams."""
        theirs = {person for team in self.teams_of(user) for person in self.members.get(team.pk, ())}
        return {pk: name for pk, name in self.people.items() if pk in theirs}

    def topic(self, code: str) -> str:
        """The topic in words; the code itself if it is no longer known."""
        return in_language(self.topics.get(code, {})) or code


@remembered
def directory() -> Directory:
    """By one statement, so that a list keeps within its number of statements even when nothing is remembered."""
    nothing = Value(0, output_field=IntegerField())
    teams = Team.objects.order_by().values_list(
        Value("team", output_field=CharField()),
        "pk",
        "code",
        Cast("name", TextField()),
        "position",
        Cast("confidential", IntegerField()),
    )
    topics = Topic.objects.order_by().values_list(
        Value("topic", output_field=CharField()), "pk", "code", Cast("label", TextField()), "position", nothing
    )
    name = Coalesce(NullIf("user__name", Value("")), "user__email", output_field=TextField())
    people = Membership.objects.filter(user__is_active=True).values_list(
        Value("person", output_field=CharField()),
        "user_id",
        Value("", output_field=CharField()),
        name,
        nothing,
        "team_id",
    )
    return _arranged(list(teams.union(topics, people, all=True)))


def _arranged(rows: list[tuple[str, int, str, str, int, int]]) -> Directory:
    teams, topics, people = {}, {}, {}
    members: dict[int, set[int]] = {}
    for kind, pk, code, text, _position, extra in sorted(rows, key=lambda row: (row[4], row[2], row[3].casefold())):
        if kind == "team":
            teams[code] = TeamName(pk, code, json.loads(text), bool(extra))
        elif kind == "topic":
            topics[code] = json.loads(text)
        else:
            people[pk] = text
            members.setdefault(extra, set()).add(pk)
    return Directory(teams, topics, people, {team: frozenset(ids) for team, ids in members.items()})
