"""Many tickets at once, for benchmarks: invented, repeatable, and written in bulk instead of one by one.

They pass through no routing and cause no letter, but each is whole: contact, answers, messages, words for search, fact
and the beginning of a history. Three messages each (one ticket has 200), six teams, forty agents,
eight in a hundred not closed, a rare word in five tickets and another in one of fifty.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from requests_app.models import (
    Answers,
    Contact,
    Form,
    Membership,
    Message,
    Team,
    Ticket,
    TicketFact,
    TicketSearch,
    Topic,
    User,
)
from requests_app.services import load_words as words
from requests_app.services.load_rows import House, Story, story

KEY = "load-"  # how their submission keys begin
AGENTS = 40
TEAMS = 6
DAYS = 1_096
MESSAGES, MANY_MESSAGES = 3, 200
AT_ONCE = 2_000


@dataclass(frozen=True)
class Loaded:
    """What a benchmark needs to know: how many there are now, and the reference of the one with many messages."""

    tickets: int
    longest: str


def load(
    size: int, *, seed: int = 1, now: datetime | None = None, told: Callable[[int], None] = lambda _done: None
) -> Loaded:
    """Add `size` tickets, the newest received today; the same seed on the same house gives the same tickets.

    `told` hears how many are written after each part. Raises ImproperlyConfigured in production.
    """
    if settings.PRODUCTION:
        raise ImproperlyConfigured("Invented tickets are for benchmarks: not in production.")
    before = Ticket.objects.filter(submission_key__startswith=KEY).count()
    chance = Random(f"{seed}:{before}")  # noqa: S311 (repeatable is the point)
    house = _house()
    stories = _stories(size, before, chance, house, now or timezone.now())
    longest, done = "", 0
    while part := list(islice(stories, AT_ONCE)):
        _write(part)
        longest = longest or part[0].ticket.reference
        done += len(part)
        told(done)
    return Loaded(before + done, longest)


def _house() -> House:
    versions = [version for form in Form.objects.all() if (version := form.versions.published().first())]
    ordinary = list(Team.objects.filter(confidential=False)[: TEAMS - 1])
    confidential = Team.objects.filter(confidential=True).first()
    return House(
        teams=ordinary,
        confidential_team=confidential,
        versions=[version for version in versions if not version.form.confidential],
        confidential_version=next((version for version in versions if version.form.confidential), None),
        agents=_agents([*ordinary, *([confidential] if confidential else [])]),
        topics=list(Topic.objects.values_list("code", flat=True)),
    )


def _agents(teams: list[Team]) -> dict[int, list[User]]:
    """Forty people without a password, spread over the teams."""
    addresses = [f"agent{number:02}@load.example.org" for number in range(1, AGENTS + 1)]
    known = set(User.objects.filter(email__in=addresses).values_list("email", flat=True))
    missing = [address for address in addresses if address not in known]
    people = [User(email=address, name=f"Agent {address[5:7]}", password="!") for address in missing]  # noqa: S106 (none)
    User.objects.bulk_create(people)
    agents = list(User.objects.filter(email__in=addresses).order_by("email"))
    memberships = [Membership(user=user, team=teams[number % len(teams)]) for number, user in enumerate(agents)]
    Membership.objects.bulk_create(memberships, ignore_conflicts=True)
    return {team.pk: agents[number :: len(teams)] for number, team in enumerate(teams)}


def _stories(size: int, before: int, chance: Random, house: House, now: datetime) -> Iterator[Story]:
    rare = set(chance.sample(range(1, size), min(words.RARE_TICKETS, size - 1))) if before == 0 else set()
    for number in range(size):
        # The newest number is the newest ticket, as in life; number 0 came yesterday and has many messages.
        days = 1.0 if number == 0 else DAYS * (1 - number / size)
        opened_at = now - timedelta(days=days, minutes=chance.randrange(1, 500))
        sentences = [chance.choice(words.OPENINGS), *chance.sample(words.SENTENCES, 3)]
        if number in rare:
            sentences.append(words.RARE_SENTENCE)
        if number % words.COMMON_EVERY == 1:
            sentences.append(words.COMMON_SENTENCE)
        yield story(
            f"{KEY}{before + number}",
            sentences,
            messages=MANY_MESSAGES if number == 0 else MESSAGES,
            chance=chance,
            house=house,
            opened_at=opened_at,
            now=now,
        )


@transaction.atomic
def _write(stories: list[Story]) -> None:
    """One part, in as many statements as there are tables."""
    tickets = [one.ticket for one in stories]
    Ticket.objects.bulk_create(tickets)
    for one in stories:
        one.fact.ticket_id = one.ticket.pk
        setattr(one.ticket, "_history_date", one.ticket.opened_at)  # noqa: B010 (read by django-simple-history)
    Contact.objects.bulk_create([_of(one.ticket, one.contact) for one in stories])
    Answers.objects.bulk_create([_of(one.ticket, one.answers) for one in stories])
    Message.objects.bulk_create([_of(one.ticket, message) for one in stories for message in one.messages])
    TicketSearch.objects.bulk_create([TicketSearch(ticket=one.ticket, words=one.searched) for one in stories])
    TicketFact.objects.bulk_create([one.fact for one in stories])
    Ticket.history.bulk_history_create(tickets, default_change_reason="opened")


def _of(ticket: Ticket, row: Any) -> Any:
    """The row again, with the number that its ticket got meanwhile."""
    row.ticket = ticket
    return row
