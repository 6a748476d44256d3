"""The letters in which members of staff are told what happened: one for all that is due to a person.

What is no longer true or no longer theirs when the letter is written is left out. A letter and the rows that it tells
are one transaction, with the person's row held: a worker may die in it, and two may run at once.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from notifications.models import IncomingEmail, OutgoingEmail
from notifications.outbox import UnfitLetter
from requests_app.emails import staff as letters
from requests_app.models import Ticket, User
from requests_app.models.notices import Event, How, Notice
from requests_app.services import colleagues, notices
from requests_app.services.colleagues import Colleague

logger = logging.getLogger(__name__)

HOUR = timedelta(hours=1)


def tell_due(now: datetime) -> int:
    """Write to everybody to whom something is due; how many letters."""
    people = Notice.objects.due(now).order_by().values_list("user_id", flat=True).distinct()
    return sum(_tell(pk, now) for pk in list(people))


@transaction.atomic
def _tell(pk: int, now: datetime) -> bool:
    user = User.objects.select_for_update().get(pk=pk)  # one worker at a time for each person
    waiting = Notice.objects.filter(user=user, told_at__isnull=True, due_at__lte=now + colleagues.fold())
    later = _not_yet(user, now)
    if later:
        waiting.update(due_at=later)
        return False
    due = list(waiting.order_by("created_at", "pk"))
    seen = _Seen.by(user, due)
    told = [notice for notice in due if seen.holds(notice, timezone.localdate(now))]
    # The same thing in the same ticket is said once, however often it happened.
    news = list(dict.fromkeys((Event(notice.event), seen.ticket_of(notice)) for notice in told))
    letter = _written(user, news) if news else None
    settled = Notice.objects.filter(pk__in=[notice.pk for notice in due])
    settled.update(told_at=now)
    if letter:
        settled.filter(pk__in=[notice.pk for notice in told]).update(email_id=letter.message_id)
    return letter is not None


def _written(user: User, news: Sequence[tuple[Event, Ticket | None]]) -> OutgoingEmail | None:
    """One address that is none must not keep the others from their letters: see `reach.py`, whose page names it."""
    try:
        return letters.notices(user, news)
    except UnfitLetter:
        logger.exception("No letter can be written to user %s, whose address is none.", user.pk)
        return None


def _not_yet(user: User, now: datetime) -> datetime | None:
    """When to come back to somebody who is away, or who had enough letters for this hour; None: write now."""
    if user.away_until and user.is_away(timezone.localdate(now)):
        return colleagues.back_at(user.away_until)
    recent = Notice.objects.filter(user=user, told_at__gt=now - HOUR).exclude(email_id="")
    written_at = sorted(at for _letter, at in set(recent.values_list("email_id", "told_at")) if at)
    if len(written_at) < settings.NOTICE_LETTERS_PER_HOUR:
        return None
    return written_at[-settings.NOTICE_LETTERS_PER_HOUR] + HOUR


@dataclass(frozen=True)
class _Seen:
    """What stands in the database when the letter is written, as far as its reader may see it."""

    user: User
    tickets: Mapping[int, Ticket]  # only those that the reader may read
    teams: Mapping[int, Mapping[int, Colleague]]
    own_id: int  # a team of the reader's, the reception if it is: for what is about no ticket
    held: frozenset[str]  # references about which a message is held; "" for one of hers about no ticket

    @classmethod
    def by(cls, user: User, due: Sequence[Notice]) -> "_Seen":
        """Four statements, however much is due."""
        asked = {notice.ticket_id for notice in due if notice.ticket_id}
        tickets = {ticket.pk: ticket for ticket in Ticket.objects.visible_to(user).filter(pk__in=asked)}
        own = sorted(user.team_list, key=lambda team: not team.is_reception)
        team_ids = {*(team.pk for team in own), *(ticket.team_id for ticket in tickets.values())}
        held = _held_for(user) if any(notice.event == Event.MAIL_HELD for notice in due) else frozenset()
        return cls(user, tickets, colleagues.of_teams(sorted(team_ids)), own[0].pk if own else 0, held)

    def ticket_of(self, notice: Notice) -> Ticket | None:
        """The ticket, if the reader may read it."""
        return self.tickets.get(notice.ticket_id) if notice.ticket_id else None

    def holds(self, notice: Notice, today: date) -> bool:
        """Whether it is still true, still concerns the reader, and is still wanted."""
        ticket = self.ticket_of(notice)
        if notice.ticket_id and ticket is None:
            return False
        if notice.event == Event.MAIL_HELD and (ticket.reference if ticket else "") not in self.held:
            return False
        event, assignee_id = Event(notice.event), ticket.assignee_id if ticket else None
        members = self.teams.get(ticket.team_id if ticket else self.own_id, {})
        concerned = notices.recipients(event, members, assignee_id=assignee_id, by_id=None, today=today)
        reader = next((one for one in concerned if one.pk == self.user.pk), None)
        return reader is not None and reader.wish(event) != How.NEVER and (ticket is None or _is_news(event, ticket))


def _held_for(user: User) -> frozenset[str]:
    """What is held: references, and "" if something about no ticket is for this reader to decide."""
    hers = {team.code for team in user.team_list} | ({""} if user.is_reception else set())
    rows = IncomingEmail.objects.held().values_list("about", "held_for").distinct()
    return frozenset(about for about, held_for in rows if about or held_for in hers)


def _is_news(event: Event, ticket: Ticket) -> bool:
    """A letter that was lost must be known even when all seems done: the answer that ended it may be the lost one."""
    if event == Event.LETTER_LOST:
        return True
    if event in notices.TO_THE_TEAM and ticket.assignee_id is not None:
        return False
    return not ticket.is_finished
