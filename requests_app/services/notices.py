"""Who among the staff is told of what: a row for each person, written with what it tells. `digests.py` writes letters.

    notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM)

Nobody is told of her own act. Whoever is away is told when she is back, and those who are there need not wait for her.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from requests_app.models import Ticket, User
from requests_app.models.notices import Event, Notice
from requests_app.permissions import SYSTEM, Actor, person
from requests_app.services import colleagues, house
from requests_app.services.colleagues import Colleague

TO_THE_TEAM = frozenset({Event.NEW_TICKET, Event.TRANSFERRED})  # whoever may have the ticket


def recipients(
    event: Event, members: Mapping[int, Colleague], *, assignee_id: int | None, by_id: int | None, today: date
) -> list[Colleague]:
    """Whom an event concerns, of the members of the ticket's team; how each wants to be told is not asked yet.

    What happens in a ticket is for who has it; it is everybody's when nobody has it, or when that person is away or no
    longer in the team.
    """
    own = members.get(assignee_id) if assignee_id else None
    if event == Event.ASSIGNED:
        concerned = [own] if own else []
    elif event in TO_THE_TEAM or own is None or own.is_away(today):
        concerned = list(members.values())
    else:
        concerned = [own]
    return [one for one in concerned if one.pk != by_id]


def tell(event: Event, ticket: Ticket, *, by: Actor, now: datetime | None = None) -> list[Notice]:
    """Note that something happened in a ticket, for everybody who wants to know; two statements."""
    now = now or timezone.now()
    members = colleagues.of_team(ticket.team_id)
    author = person(by)
    concerned = recipients(
        event,
        members,
        assignee_id=ticket.assignee_id,
        by_id=author.pk if author else None,
        today=timezone.localdate(now),
    )
    return _note(event, concerned, ticket, now)


def letter_lost(ticket: Ticket) -> list[Notice]:
    """A letter to the person of this ticket does not arrive."""
    return tell(Event.LETTER_LOST, ticket, by=SYSTEM)


def mail_held(ticket: Ticket | None, *, team: str = "") -> list[Notice]:
    """A message waits for a decision of those whose ticket it seems to belong to, else of `team` or the reception."""
    if ticket is not None:
        return tell(Event.MAIL_HELD, ticket, by=SYSTEM)
    try:
        who = house.teams().get(team) or house.reception()
    except LookupError:  # the queue says so already: no team is marked as reception
        return []
    members = colleagues.of_team(who.pk)
    return _note(Event.MAIL_HELD, members.values(), None, timezone.now())


def queued(ticket: Ticket, event: Event, *, since: datetime) -> QuerySet[Notice]:
    """What an act has noted to be told, for the screen to say."""
    return Notice.objects.filter(ticket=ticket, event=event, created_at__gte=since)


def bring_forward(user: User, *, now: datetime) -> None:
    """Who is here after all does not wait for the end of an absence to be told: the next morning will do."""
    if not user.is_away(timezone.localdate(now)):
        morning = house.next_morning(now)
        Notice.objects.filter(user=user, told_at__isnull=True, due_at__gt=morning).update(due_at=morning)


def forget(now: datetime) -> int:
    """Remove what was told long ago; how many rows."""
    count, _by_model = Notice.objects.filter(told_at__lt=now - timedelta(days=settings.NOTICE_KEPT_DAYS)).delete()
    return count


def _note(event: Event, concerned: Iterable[Colleague], ticket: Ticket | None, now: datetime) -> list[Notice]:
    morning = house.next_morning(now)
    rows = [
        Notice(user_id=one.pk, event=event, how=one.wish(event), ticket=ticket, created_at=now, due_at=due_at)
        for one in concerned
        if (due_at := one.told_at(event, now, morning=morning)) is not None
    ]
    return Notice.objects.bulk_create(rows)
