"""What others tell about a letter after it left: a provider's webhook, or a report that came by mail.

    events.note_report(letter, DeliveryEvent.Kind.BOUNCED, key=f"incoming:{row.pk}", is_permanent=True)

    @events.told_by
    def flag_the_contact(letter: OutgoingEmail, news: News) -> None: ...

Events come late, twice and in any order, so a letter's state is never moved by *an* event: it is read off the *set* of
events we know, and each is one row however often it is told.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from anymail.signals import EventType, RejectReason
from django.db import transaction
from django.utils import timezone

from notifications import answers
from notifications.mishaps import Kept
from notifications.models import UNFINISHED_STATES, DeliveryEvent, OutgoingEmail, Reason, State
from sealing.keyring import blind_index

logger = logging.getLogger(__name__)

Kind = DeliveryEvent.Kind

# What Anymail calls an event -> what it is for us. All others ("opened", "clicked" …) are none of our business, but
# even they prove that the letter left.
KINDS = {
    EventType.DEFERRED: Kind.DEFERRED,
    EventType.DELIVERED: Kind.DELIVERED,
    EventType.BOUNCED: Kind.BOUNCED,
    EventType.REJECTED: Kind.REJECTED,
    EventType.FAILED: Kind.REJECTED,
    EventType.COMPLAINED: Kind.COMPLAINED,
}
FINAL = {Kind.BOUNCED, Kind.REJECTED}  # Anymail says "deferred" where the other server may still change its mind
REASONS = {
    RejectReason.INVALID: Reason.NO_SUCH_MAILBOX,
    RejectReason.BOUNCED: Reason.NO_SUCH_MAILBOX,
    RejectReason.TIMED_OUT: Reason.BUSY,
}


class Loss(StrEnum):
    """Why somebody should be told about a letter."""

    REFUSED = "refused"  # by our mail server, for good
    GIVEN_UP = "given_up"  # after the last try
    BOUNCED = "bounced"  # it left, and came back
    REJECTED = "rejected"  # it left, and the provider did not send it on
    COMPLAINED = "complained"  # it arrived, and the person does not want such letters


@dataclass(frozen=True)
class News:
    """What happened to a letter, and why; no address and no words of a server."""

    loss: Loss
    reason: Reason | None
    at: datetime


Handler = Callable[[OutgoingEmail, News], None]
_handlers: dict[str, Handler] = {}


def told_by(handler: Handler) -> Handler:
    """Have `handler(letter, news)` called once for each letter that newly is lost or unwanted.

    It runs in the transaction that notes it. A mistake in it is logged and undone alone: the letter's state stands.
    What is sealed in the letter is opened only when read, and may raise CannotUnseal.
    """
    _handlers[f"{handler.__module__}.{handler.__qualname__}"] = handler
    return handler


def tell(pk: int, news: News) -> None:
    """Call every handler; in the transaction that noted the news."""
    for name, handler in list(_handlers.items()):
        with Kept(name), transaction.atomic():
            handler(OutgoingEmail.objects.unopened().get(pk=pk), news)


def take_tracking(*, event: Any, esp_name: str, **_signal: Any) -> None:
    """Receive one event of Anymail's. One of an unknown letter is answered like any other, and changes nothing."""
    letter = _letter_of(event.message_id)
    if letter is None:
        logger.info("%s tells of a letter that is not ours (%s).", esp_name, event.event_type)
        return
    kind = KINDS.get(event.event_type)
    told_at = timezone.now()
    name = event.event_id or f"{event.message_id} {event.timestamp}"
    _note(
        letter,
        kind,
        key=f"{esp_name} {event.event_type} {name}",
        reason=_reason(event) if kind in {*FINAL, Kind.DEFERRED} else None,
        is_permanent=kind in FINAL,
        happened_at=min(event.timestamp or told_at, told_at),
    )


def note_report(
    letter: OutgoingEmail,
    kind: DeliveryEvent.Kind,
    *,
    key: str,
    reason: Reason | None = None,
    is_permanent: bool = False,
    happened_at: datetime | None = None,
) -> bool:
    """Note what mail that came in tells about a letter of ours; True if it is news.

    `key` names the report itself (the row it came in), so that reading it twice is one event.
    """
    return _note(
        letter.pk,
        kind,
        key=f"report {key}",
        reason=reason,
        is_permanent=is_permanent,
        happened_at=happened_at or timezone.now(),
    )


def state_of(told: Iterable[tuple[str, bool]]) -> State:
    """Where a letter stands of which this was told (kinds, and whether for good), in whatever order."""
    known = set(told)
    if any(kind == Kind.REJECTED or (kind == Kind.BOUNCED and is_permanent) for kind, is_permanent in known):
        return State.BOUNCED
    return State.DELIVERED if any(kind == Kind.DELIVERED for kind, _is_permanent in known) else State.SENT


@transaction.atomic
def _note(
    pk: int,
    kind: DeliveryEvent.Kind | None,
    *,
    key: str,
    reason: Reason | None,
    is_permanent: bool,
    happened_at: datetime,
) -> bool:
    letter = OutgoingEmail.objects.unopened().select_for_update().filter(pk=pk).first()
    if letter is None:  # erased since
        return False
    is_new = False
    if kind is not None:
        _event, is_new = letter.delivery_events.get_or_create(
            event_key=blind_index(f"{pk} {key}", purpose="delivery event"),
            defaults={
                "kind": kind,
                "reason": reason or "",
                "is_permanent": is_permanent,
                "happened_at": happened_at,
            },
        )
    events = list(letter.delivery_events.all())
    state = state_of((event.kind, event.is_permanent) for event in events)
    was = State(letter.state)
    if was != state and (events or was in UNFINISHED_STATES):
        _move(letter, state, happened_at)
    if is_new and kind is not None:
        loss = _loss(was, state, kind, events)
        if loss:
            tell(pk, News(loss, reason, happened_at))
    return is_new


def _move(letter: OutgoingEmail, state: State, happened_at: datetime) -> None:
    # Whatever we thought of it, it left: a worker that still holds it must not send it again.
    OutgoingEmail.objects.filter(pk=letter.pk).update(
        state=state,
        attempt_after=None,
        leased_by="",
        sent_at=letter.sent_at or happened_at,
        attempts=max(letter.attempts, 1),
    )


def _loss(was: State, state: State, kind: DeliveryEvent.Kind, events: list[DeliveryEvent]) -> Loss | None:
    if kind == Kind.COMPLAINED:
        is_first = sum(event.kind == Kind.COMPLAINED for event in events) == 1
        return Loss.COMPLAINED if is_first else None
    if state == State.BOUNCED and was != State.BOUNCED:
        return Loss.REJECTED if kind == Kind.REJECTED else Loss.BOUNCED
    return None


def _letter_of(message_id: str | None) -> int | None:
    """The letter that a provider means: by the name it gave it, or by our own Message-ID."""
    bare = str(message_id or "").strip("<> ")
    if not bare:
        return None
    names = [bare, f"<{bare}>"]
    letters = OutgoingEmail.objects.order_by("pk").values_list("pk", flat=True)
    return letters.filter(message_id__in=names).first() or letters.filter(provider_id__in=names).first()


def _reason(event: Any) -> Reason:
    """From the server's own words where they hold a code, else from the provider's."""
    for words in (event.mta_response, event.description):
        reason = answers.reason_in(str(words or ""))
        if reason is not None:
            return reason
    if event.reject_reason:
        return REASONS.get(event.reject_reason, Reason.NOT_WANTED)
    return Reason.BUSY if event.event_type == EventType.DEFERRED else Reason.NOT_WANTED
