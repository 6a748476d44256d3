"""How the letters stand that are to leave, for whoever looks after the post: no content, only of visible tickets."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from notifications import health
from notifications.models import (
    LOST_STATES,
    UNFINISHED_STATES,
    DeliveryAttempt,
    DeliveryEvent,
    MailboxReading,
    OutgoingEmail,
    Reason,
    ServerPause,
    State,
)
from requests_app.models import Ticket, User
from requests_app.models.letters import Settled
from requests_app.triage import moments, sealed
from requests_app.triage.letters import NAMES

ROWS = 100  # letters of each kind shown, and tried again, at once
LOST_DAYS = 30  # how far back letters that did not arrive are shown


@dataclass(frozen=True)
class Line:
    """One letter of the list, in words. `to` is the address, shown because the ticket is visible."""

    pk: int
    name: str
    about: str
    to: str
    when: str  # of its next attempt, or when it was written
    attempts: int
    reason: str
    state: str
    may_act: bool

    @property
    def state_label(self) -> str:
        return str(State(self.state).label)

    @property
    def can_be_tried_again(self) -> bool:
        return self.may_act and self.state in {State.WAITING, State.REFUSED, State.GIVEN_UP}

    @property
    def can_be_withdrawn(self) -> bool:
        return self.may_act and self.state == State.WAITING

    @property
    def can_be_settled(self) -> bool:
        return self.may_act and self.state in LOST_STATES


@dataclass
class Group:
    """The letters that did not arrive for one reason. `code` names it in forms."""

    code: str
    words: str
    lines: list[Line] = field(default_factory=list)

    @property
    def can_be_tried_again(self) -> bool:
        return any(line.can_be_tried_again for line in self.lines)


def letters_for(user: User) -> QuerySet[OutgoingEmail, OutgoingEmail]:
    """The letters that exist for `user`: those about tickets that she may read; with the last reason of each."""
    visible = Ticket.objects.visible_to(user).filter(reference=OuterRef("about"))
    attempts = DeliveryAttempt.objects.filter(email=OuterRef("pk")).order_by("-at", "-pk").values("reason")
    told = DeliveryEvent.objects.filter(email=OuterRef("pk")).exclude(reason="").order_by("-happened_at", "-pk")
    rows = OutgoingEmail.objects.unopened().filter(Exists(visible))
    return rows.annotate(
        **sealed.columns("to"),
        last_reason=Subquery(attempts[:1]),
        told_reason=Subquery(told.values("reason")[:1]),
        team=Subquery(visible.values("team")[:1]),
    )


def lost_for(user: User, now: datetime) -> QuerySet[OutgoingEmail, OutgoingEmail]:
    """Those of the last days that did not arrive and that nobody has dealt with, newest first."""
    lost = Q(state="refused") | Q(state="given_up") | Q(state="bounced")  # the words of their index
    since = now - timedelta(days=LOST_DAYS)
    return (
        letters_for(user)
        .filter(lost, created_at__gte=since, settled_at__isnull=True)
        .order_by("-created_at", "-pk")[:ROWS]
    )


def to_try_again(user: User, reason: str, now: datetime) -> list[OutgoingEmail]:
    """Those of a group, as the page shows it, that may be tried again."""
    stopped = {State.REFUSED, State.GIVEN_UP}
    rows = lost_for(user, now)
    return [row for row in rows if row.state in stopped and _reason(row) == reason and _may_act(row, user)]


def context(user: User, now: datetime) -> dict[str, Any]:
    """All that the page shows: eight small statements, whatever waits."""
    unfinished = letters_for(user).unfinished().order_by("attempt_after", "pk")  # type: ignore[attr-defined]
    waiting = list(unfinished[: ROWS + 1])
    standing = health.standing(now)
    beat = standing.last_heartbeat
    return {
        "is_out": True,
        "is_aside": False,
        "waiting": [_line(row, user, now) for row in waiting[:ROWS]],
        "groups": grouped(lost_for(user, now), user, now),
        "more_than": ROWS if len(waiting) > ROWS else 0,
        "lost_days": LOST_DAYS,
        "reasons": Settled.choices,
        "counted_waiting": sum(standing.counts[state] for state in UNFINISHED_STATES),
        "oldest": moments.ago(now - standing.oldest_unsent, now) if standing.oldest_unsent else "",
        "worker": moments.ago(now - beat, now) if beat is not None else "",
        "pauses": [_pause(pause) for pause in ServerPause.objects.filter(until__gt=now).order_by("until")],
        "mailboxes": [_mailbox(reading, now) for reading in MailboxReading.objects.order_by("mailbox")],
    }


def grouped(rows: Iterable[OutgoingEmail], user: User, now: datetime) -> list[Group]:
    """By reason, the largest group first."""
    groups: dict[str, Group] = {}
    for row in rows:
        code = _reason(row)
        group = groups.setdefault(code, Group(code, _words(code) or _("No reason was given.")))
        group.lines.append(_line(row, user, now))
    return sorted(groups.values(), key=lambda group: -len(group.lines))


def _line(row: Any, user: User, now: datetime) -> Line:
    return Line(
        pk=row.pk,
        name=str(NAMES.get(row.kind, row.kind)),
        about=row.about,
        to=sealed.opened(row, "to"),
        when=moments.exact(row.attempt_after or row.created_at, now),
        attempts=row.attempts,
        reason=_words(_reason(row)),
        state=row.state,
        may_act=_may_act(row, user),
    )


def _may_act(row: Any, user: User) -> bool:
    """As the table of permissions says of the ticket, which is visible; without reading it."""
    return user.is_reception or row.team in {team.pk for team in user.team_list}


def _reason(row: Any) -> str:
    told = row.told_reason if row.state == State.BOUNCED else ""
    return str(told or row.last_reason or "")


def _words(code: str) -> str:
    return str(Reason(code).label) if code in Reason else ""


def _pause(pause: ServerPause) -> dict[str, str]:
    return {"until": moments.clock(pause.until), "reason": _words(pause.reason)}


def _mailbox(reading: MailboxReading, now: datetime) -> dict[str, str]:
    read = moments.ago(reading.read_at, now) if reading.read_at else ""
    return {"name": reading.mailbox, "read": read, "failure": reading.failure}
