"""One invented ticket with all that belongs to it. Nothing here touches the database."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random

from django.conf import settings
from django.utils import timezone

from requests_app import references
from requests_app.folding import index_text
from requests_app.models import Answers, Contact, FormVersion, Message, Team, Ticket, TicketFact, User
from requests_app.models.tickets import PAUSED_STATUSES, Outcome, Status
from requests_app.services import load_words as words

NOT_CLOSED, CONFIDENTIAL = 0.08, 0.03
STATUSES = (Status.NEW, Status.OPEN, Status.OPEN, Status.PENDING, Status.ON_HOLD, Status.SCHEDULED)
CHANNELS = ("web", "web", "web", "phone", "walk_in", "email", "partner")
LANGUAGES = ("fr", "fr", "fr", "fr", "ar", "uk", "en", "ti", "ps")
COMMUNES = ("92094", "92003", "91034", "93056", "")
SAID = frozenset((*words.OPENINGS, *words.SENTENCES, *words.ANSWERS, *words.THANKS))


@dataclass
class House:
    """Who and what the tickets are about."""

    teams: list[Team]
    confidential_team: Team | None
    versions: list[FormVersion]
    confidential_version: FormVersion | None
    agents: dict[int, list[User]]  # by team
    topics: list[str]


@dataclass
class Story:
    """One ticket with all that belongs to it, not saved yet."""

    ticket: Ticket
    contact: Contact
    answers: Answers
    messages: list[Message]
    sentences: list[str]
    fact: TicketFact

    @property
    def searched(self) -> str:
        """Its words for the index; none when it is confidential."""
        return "" if self.ticket.confidential else " ".join(map(_folded, self.sentences))


def story(
    key: str, sentences: list[str], *, messages: int, chance: Random, house: House, opened_at: datetime, now: datetime
) -> Story:
    """A ticket received at `opened_at`. One with many messages is open; those made to be found are not confidential."""
    is_open = messages > len(words.OPENINGS)
    is_marked = is_open or words.RARE_SENTENCE in sentences or words.COMMON_SENTENCE in sentences
    version, team = chance.choice(house.versions), chance.choice(house.teams)
    if not is_marked and chance.random() < CONFIDENTIAL and house.confidential_version and house.confidential_team:
        version, team = house.confidential_version, house.confidential_team
    ticket = _ticket(key, version, team, chance, house, opened_at=opened_at, now=now, is_open=is_open)
    return _story(ticket, sentences, messages, chance)


def _ticket(
    key: str,
    version: FormVersion,
    team: Team,
    chance: Random,
    house: House,
    *,
    opened_at: datetime,
    now: datetime,
    is_open: bool,
) -> Ticket:
    status = Status.CLOSED
    if is_open or chance.random() < NOT_CLOSED:
        status = Status.OPEN if is_open else chance.choice(STATUSES)
    answered_at = None if status == Status.NEW else min(now, opened_at + timedelta(minutes=chance.randrange(5, 9_000)))
    ended_at = min(now, opened_at + timedelta(days=chance.randrange(1, 40))) if status == Status.CLOSED else None
    ticket = Ticket(
        reference=references.new_reference(timezone.localdate(opened_at), chance.choice, settings.REFERENCE_PREFIX),
        submission_key=key,
        form=version.form,
        form_version=version,
        channel=chance.choice(CHANNELS),
        status=status,
        outcome=chance.choice(Outcome.values[1:6]) if ended_at else "",
        priority=chance.choice((1, 2, 2, 2, 2, 3, 4)),
        topic=chance.choice(house.topics),
        team=team,
        assignee=None if status == Status.NEW else chance.choice(house.agents[team.pk]),
        reply_language=chance.choice(LANGUAGES),
        commune=chance.choice(COMMUNES),
        confidential=team.confidential,
        routed_because="",
        opened_at=opened_at,
        last_activity_at=ended_at or answered_at or opened_at,
        first_response_due_at=opened_at + timedelta(days=7),
        first_response_at=answered_at,
        resolution_due_at=opened_at + timedelta(days=28),
        resolved_at=ended_at,
        closed_at=ended_at,
        paused_since=answered_at if status in PAUSED_STATUSES else None,
    )
    ticket.renew_next_due_at()  # as saving a single row does; these are written in bulk
    return ticket


def _story(ticket: Ticket, sentences: list[str], size: int, chance: Random) -> Story:
    first, last = chance.choice(words.FIRST_NAMES), chance.choice(words.LAST_NAMES)
    number = f"+32470{chance.randrange(10**6):06}"
    contact = Contact(
        ticket=ticket,
        name=f"{first} {last}",
        email=f"personne{chance.randrange(10**7)}@example.org",
        phone=number,
        phone_e164=number,
        preferred=Contact.Preferred.EMAIL,
    )
    answers = Answers(ticket=ticket)
    answers.data = {"topic": ticket.topic, "message": " ".join(sentences)}
    said = [chance.choice(words.ANSWERS if turn % 2 == 0 else words.THANKS) for turn in range(size)]
    messages = [_message(ticket, turn, body) for turn, body in enumerate(said)]
    searched = [ticket.reference, contact.name, contact.email, contact.phone]
    return Story(
        ticket, contact, answers, messages, [*searched, *sentences, *dict.fromkeys(said)], _fact(ticket, chance)
    )


def _message(ticket: Ticket, turn: int, body: str) -> Message:
    is_ours = turn % 2 == 0
    return Message(
        ticket=ticket,
        direction=Message.Direction.OUT if is_ours else Message.Direction.IN,
        body=body,
        author=ticket.assignee if is_ours else None,
        submission_key=f"{ticket.submission_key}-{turn}",
        created_at=ticket.opened_at + timedelta(minutes=turn + 1),
    )


def _fact(ticket: Ticket, chance: Random) -> TicketFact:
    answered, ended = chance.randrange(5, 2_500), chance.randrange(300, 7_000)
    return TicketFact(
        form=ticket.form.slug,
        channel=ticket.channel,
        topic=ticket.topic,
        team=ticket.team.code,
        priority=ticket.priority,
        language=ticket.reply_language,
        commune=ticket.commune,
        confidential=ticket.confidential,
        status=ticket.status,
        outcome=ticket.outcome,
        opened_on=timezone.localdate(ticket.opened_at),
        opened_at=ticket.opened_at,
        first_response_at=ticket.first_response_at,
        first_response_minutes=answered if ticket.first_response_at else None,
        first_response_in_time=answered < 1_950 if ticket.first_response_at else None,
        resolved_on=timezone.localdate(ticket.resolved_at) if ticket.resolved_at else None,
        resolved_at=ticket.resolved_at,
        resolution_minutes=ended if ticket.resolved_at else None,
        resolution_in_time=ended < 6_000 if ticket.resolved_at else None,
    )


@cache
def _sentence(text: str) -> str:
    return index_text(text)


def _folded(text: str) -> str:
    """Sentences are the same few, and folding them again would take most of the time."""
    return _sentence(text) if text in SAID else index_text(text)
