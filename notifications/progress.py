"""Where a letter stands, for a person who asks: one value for each letter, from three queries for a whole page.

told = progress.of(OutgoingEmail.objects.about(reference), now=timezone.now())
told[letter.pk].words, .until, .reason
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import prefetch_related_objects

from notifications import breaker
from notifications.models import DeliveryAttempt, DeliveryEvent, Outcome, OutgoingEmail, Reason, ServerPause, State


@dataclass(frozen=True)
class Progress:
    """What a page needs to say about one letter. No address; every text is in the language of the page."""

    state: State
    words: str  # the state in words
    since: datetime | None  # when it left, came back or ended; nothing while it waits
    until: datetime | None  # while it waits: when it leaves, or is tried again
    reason: str  # why it waits, ended or came back; nothing when all goes well
    tries: int
    can_be_withdrawn: bool
    can_be_tried: bool  # now, at a person's request: outbox.try_again
    is_unwanted: bool  # the person marked it as unwanted


def of(letters: Iterable[OutgoingEmail], *, now: datetime) -> dict[int, Progress]:
    """The progress of each letter, by its number."""
    letters = list(letters)
    prefetch_related_objects(letters, "delivery_attempts", "delivery_events")
    pause = (
        breaker.pause_of(breaker.server_name()) if any(letter.state == State.WAITING for letter in letters) else None
    )
    return {letter.pk: _of_one(letter, pause, now) for letter in letters}


def _of_one(letter: OutgoingEmail, pause: ServerPause | None, now: datetime) -> Progress:
    state = State(letter.state)
    tries, events = list(letter.delivery_attempts.all()), list(letter.delivery_events.all())
    return Progress(
        state=state,
        words=str(state.label),
        since=_since(letter, tries, events),
        until=_until(letter, pause, now),
        reason=_reason(letter, tries, events, pause),
        tries=letter.attempts,
        can_be_withdrawn=state == State.WAITING,
        can_be_tried=state in {State.REFUSED, State.GIVEN_UP} or (state == State.WAITING and letter.attempts > 0),
        is_unwanted=any(event.kind == DeliveryEvent.Kind.COMPLAINED for event in events),
    )


def _since(letter: OutgoingEmail, tries: list[DeliveryAttempt], events: list[DeliveryEvent]) -> datetime | None:
    wanted = {
        State.DELIVERED: [event for event in events if event.kind == DeliveryEvent.Kind.DELIVERED],
        State.BOUNCED: [event for event in events if event.is_permanent],
    }.get(State(letter.state))
    if wanted:
        return wanted[0].happened_at
    if letter.state in {State.REFUSED, State.GIVEN_UP} and tries:
        return tries[-1].at
    return letter.sent_at


def _until(letter: OutgoingEmail, pause: ServerPause | None, now: datetime) -> datetime | None:
    if letter.state != State.WAITING or letter.attempt_after is None:
        return None
    moments = [letter.attempt_after, pause.until if pause else now]
    return max(moments) if max(moments) > now else None  # else at any moment


def _reason(
    letter: OutgoingEmail, tries: list[DeliveryAttempt], events: list[DeliveryEvent], pause: ServerPause | None
) -> str:
    if letter.state == State.BOUNCED:
        told = [event for event in events if event.is_permanent]
        return _words(told[-1]) if told else ""
    if letter.state == State.SENT:
        return _words(events[-1]) if events else ""
    if letter.state in {State.DELIVERED, State.WITHDRAWN}:
        return ""
    failed = [one for one in tries if one.outcome != Outcome.SENT]
    if failed:
        return str(failed[-1].get_reason_display())
    return str(Reason(pause.reason).label) if pause and letter.state == State.WAITING else ""


def _words(event: DeliveryEvent) -> str:
    is_reason_enough = event.kind == DeliveryEvent.Kind.BOUNCED and event.reason
    return str(event.get_reason_display() if is_reason_enough else event.get_kind_display())
