"""The letters about a ticket, every attempt at delivering them and all that was told of them, by one statement."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Any

from django.db.models import CharField, F, PositiveSmallIntegerField, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.models import LOST_STATES, DeliveryEvent, OutgoingEmail, Reason, State
from requests_app.models import Ticket
from requests_app.models.letters import Settled
from requests_app.triage import moments

ROWS = 40  # letters, attempts and events shown at once, the newest
NAMES: dict[str, Any] = {
    "acknowledgement": gettext_lazy("Acknowledgement"),
    "reply": gettext_lazy("Reply"),
    "new_link": gettext_lazy("New link"),
    "team_alert": gettext_lazy("Alert to the team"),
    "ticket_assigned": gettext_lazy("Alert to the assignee"),  # until notices were folded
    "notices": gettext_lazy("Notice to a colleague"),
}
TO_THE_PERSON = frozenset({"acknowledgement", "reply", "new_link"})
ATTEMPT, EVENT = "attempt", "event"


@dataclass
class Letter:
    """A letter, with every attempt at delivering it and what others told of it later, each oldest first."""

    pk: int
    kind: str
    to: str
    state: str
    created_at: datetime
    message_id: str
    not_before: datetime
    next_at: datetime | None  # when it is tried next; None once it is final
    settled_because: str  # why nothing more need be done about it, a code of `Settled`; "" while somebody should
    attempts: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(NAMES.get(self.kind, self.kind))

    @property
    def when(self) -> str:
        return moments.full(self.created_at)

    @property
    def state_label(self) -> str:
        """Where it stands, in words; while it waits, until when."""
        if self.state != State.WAITING or self.next_at is None:
            return str(State(self.state).label)
        time = {"time": moments.clock(self.next_at)}
        if self.attempts:
            return _("tried again at %(time)s") % time
        return _("leaves at %(time)s") % time if self.is_held_back else str(State.WAITING.label)

    @property
    def is_held_back(self) -> bool:
        """Whether it has not begun to leave, so that whoever wrote it may still think again."""
        return self.state == State.WAITING and not self.attempts and self.not_before > timezone.now()

    @property
    def leaves_at(self) -> str:
        return moments.clock(self.not_before)

    @property
    def seconds_left(self) -> int:
        """Until it leaves; by our clock, for that of a browser may be wrong."""
        return max(0, ceil((self.not_before - timezone.now()).total_seconds()))

    @property
    def is_lost(self) -> bool:
        """Whether nobody has read it, and nobody has said that nothing more need be done."""
        return self.state in LOST_STATES and not self.settled_because

    @property
    def settled_words(self) -> str:
        """Why nothing more need be done about it; "" while somebody should."""
        return str(Settled(self.settled_because).label) if self.settled_because in Settled else ""

    @property
    def reason(self) -> str:
        """Why it was lost, in words; "" when nobody said."""
        told = [event["reason"] or event["words"] for event in self.events if event["is_bad"]]
        tried = [attempt["words"] for attempt in self.attempts]
        if self.state == State.BOUNCED:
            return str(told[-1]) if told else str(State.BOUNCED.label)
        return str(tried[-1]) if tried else ""

    @property
    def can_be_withdrawn(self) -> bool:
        return self.state == State.WAITING

    @property
    def can_be_tried_again(self) -> bool:
        """It never arrived, and nothing more happens to it unless a person asks."""
        return self.state in {State.REFUSED, State.GIVEN_UP} and not self.settled_because


def letters_about(ticket: Ticket) -> list[Letter]:
    """The newest letters first."""
    about = OutgoingEmail.objects.filter(about=ticket.reference).order_by()
    nothing = Value("", output_field=CharField())
    tried = about.annotate(
        what=Value(ATTEMPT, output_field=CharField()),
        at=F("delivery_attempts__at"),
        number=F("delivery_attempts__pk"),
        reason=F("delivery_attempts__reason"),
        code=F("delivery_attempts__smtp_code"),
        told=nothing,
    )
    told = about.filter(delivery_events__isnull=False).annotate(
        what=Value(EVENT, output_field=CharField()),
        at=F("delivery_events__happened_at"),
        number=F("delivery_events__pk"),
        reason=F("delivery_events__reason"),
        code=Value(None, output_field=PositiveSmallIntegerField()),
        told=F("delivery_events__kind"),
    )
    columns = (
        "pk",
        "kind",
        "to",
        "state",
        "created_at",
        "message_id",
        "not_before",
        "attempt_after",
        "settled_because",
    )
    more = ("what", "at", "number", "reason", "code", "told")
    both = tried.values_list(*columns, *more).union(told.values_list(*columns, *more), all=True)
    return _arranged(both.order_by("-created_at", "-pk", "-at", "-number")[:ROWS])


def _arranged(rows: Iterable[tuple[Any, ...]]) -> list[Letter]:
    letters: dict[int, Letter] = {}
    for pk, *fields, what, at, _number, reason, code, told in rows:
        letter = letters.setdefault(pk, Letter(pk, *fields))
        if at is None:
            continue
        words = str(Reason(reason).label) if reason in Reason else ""
        when = moments.full(at)
        if what == ATTEMPT:
            letter.attempts.insert(0, {"when": when, "words": words, "code": code})
        else:
            bad = told in {DeliveryEvent.Kind.BOUNCED, DeliveryEvent.Kind.REJECTED}
            label = str(DeliveryEvent.Kind(told).label)
            letter.events.insert(0, {"when": when, "words": label, "reason": words, "is_bad": bad})
    return list(letters.values())


def newest_lost(letters: Iterable[Letter]) -> Letter | None:
    """The last letter to the person, if she never got it: what she waits for is in it."""
    newest = next((one for one in letters if one.kind in TO_THE_PERSON and one.state != State.WITHDRAWN), None)
    return newest if newest is not None and newest.is_lost else None


def newest_held_back(letters: Iterable[Letter]) -> Letter | None:
    """A reply that may still be taken back."""
    return next((one for one in letters if one.kind == "reply" and one.is_held_back), None)


def is_acknowledged(ticket: Ticket) -> bool:
    """Whether the person is told by letter that her request was received."""
    return OutgoingEmail.objects.filter(about=ticket.reference, kind="acknowledgement").exists()
