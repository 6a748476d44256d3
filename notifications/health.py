"""How the post stands: for /readyz, for the banner on the desk, for whoever is on call."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Value

from notifications.models import (
    LOST_STATES,
    UNFINISHED_STATES,
    IncomingEmail,
    IncomingEmailQuerySet,
    MailboxReading,
    OutgoingEmail,
    OutgoingEmailQuerySet,
    WorkerHeartbeat,
)


@dataclass(frozen=True)
class Standing:
    """Ages are None when there is nothing to measure: nothing waits, or no worker ever ran.

    `counts` has the five states that may need somebody: waiting, sending, bounced, refused, given_up. What was sent is
    not counted: there is no end to it.
    """

    oldest_unsent: timedelta | None
    last_heartbeat: timedelta | None
    counts: dict[str, int]


def standing(now: datetime) -> Standing:
    """Four small queries, each on an index of its own. A letter counts as unsent from the moment it may leave."""
    written = (
        OutgoingEmail.objects.unfinished().filter(not_before__lte=now).aggregate(oldest=Min("not_before"))["oldest"]
    )
    beaten = WorkerHeartbeat.objects.aggregate(last=Max("beat_at"))["last"]
    counts = dict.fromkeys([state.value for state in (*UNFINISHED_STATES, *LOST_STATES)], 0)
    for letters in (OutgoingEmail.objects.unfinished(), undelivered()):
        counts.update(letters.order_by().values_list("state").annotate(Count("pk")))
    return Standing(
        oldest_unsent=now - written if written else None,
        last_heartbeat=now - beaten if beaten else None,
        counts=counts,
    )


def troubles(now: datetime, *, letter_limit: timedelta, heartbeat_limit: timedelta) -> list[str]:
    """What keeps letters from leaving: `worker` (none has shown a sign of life) and `letters` (one waits too long)."""
    found = _answered(
        alive=WorkerHeartbeat.objects.filter(beat_at__gte=now - heartbeat_limit),
        letters=OutgoingEmail.objects.unfinished().filter(not_before__lt=now - letter_limit),
    )
    return [*([] if "alive" in found else ["worker"]), *(["letters"] if "letters" in found else [])]


def mail_troubles(now: datetime, *, limit: timedelta, mailbox: str = "") -> list[str]:
    """What keeps mail from coming in: `mailbox` (not read to its end lately) and `mail` (a message waits too long).

    `mailbox` is the name of the one that is fetched from; empty if there is none.
    """
    lately = (now - limit, now + limit)  # a reading of tomorrow is no reading: the clock was set back since
    found = _answered(
        read=MailboxReading.objects.filter(mailbox=mailbox, read_at__range=lately),
        mail=unread().filter(received_at__lt=now - limit),
    )
    return [*(["mailbox"] if mailbox and "read" not in found else []), *(["mail"] if "mail" in found else [])]


def _answered(**questions: QuerySet[Any]) -> set[str]:
    """The names of those questions to which there is any row, asked in one statement: pages of the desk ask too."""
    first, *others = (rows.order_by().values_list(Value(name)) for name, rows in questions.items())
    return {name for (name,) in first.union(*others)}


def unread() -> IncomingEmailQuerySet:
    """Messages that nobody has read yet, put in the very words of their index."""
    return IncomingEmail.objects.filter(attempt_after__isnull=False)


def undelivered() -> OutgoingEmailQuerySet:
    """Letters that ended without arriving, put in the very words of their index (see models.py)."""
    return OutgoingEmail.objects.filter(Q(state="refused") | Q(state="given_up") | Q(state="bounced"))
