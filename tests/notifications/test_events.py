"""What is told about letters after they left, in any order and however often."""

import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from anymail.signals import EventType, RejectReason
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from notifications import events, outbox
from notifications.events import Loss
from notifications.models import DeliveryEvent, OutgoingEmail, Reason, State
from tests.notifications.conftest import NOW
from tests.notifications.mail_server import Stage

Kind = DeliveryEvent.Kind
TOLD = [
    EventType.QUEUED,
    EventType.SENT,
    EventType.DEFERRED,
    EventType.DELIVERED,
    EventType.BOUNCED,
    EventType.REJECTED,
    EventType.FAILED,
    EventType.COMPLAINED,
    EventType.OPENED,
    EventType.UNKNOWN,
]


@pytest.fixture
def sent(letter):
    """A letter that the provider took and calls "p1"."""
    pk = letter().pk
    left = {"state": State.SENT, "sent_at": NOW, "attempt_after": None, "attempts": 1}
    OutgoingEmail.objects.filter(pk=pk).update(**left, provider_id="p1")
    return pk


@pytest.fixture
def heard(monkeypatch):
    """What a room above was told, in order."""
    news = []
    monkeypatch.setattr(events, "_handlers", {"test": lambda letter, one: news.append((letter.pk, one.loss))})
    return news


def tell(kind, message_id="p1", *, event_id=None, at=NOW, reject_reason=None, words=None, esp="Test"):
    event = SimpleNamespace(
        event_type=kind,
        message_id=message_id,
        event_id=event_id,
        timestamp=at,
        reject_reason=reject_reason,
        mta_response=words,
        description=None,
    )
    events.take_tracking(sender=None, event=event, esp_name=esp)


def state(pk):
    return OutgoingEmail.objects.get(pk=pk).state


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], State.SENT),
        ([EventType.QUEUED, EventType.OPENED], State.SENT),
        ([EventType.DEFERRED], State.SENT),
        ([EventType.DELIVERED], State.DELIVERED),
        ([EventType.BOUNCED], State.BOUNCED),
        ([EventType.REJECTED], State.BOUNCED),
        ([EventType.DELIVERED, EventType.COMPLAINED], State.DELIVERED),
        ([EventType.COMPLAINED], State.SENT),
        ([EventType.DELIVERED, EventType.BOUNCED], State.BOUNCED),
        ([EventType.BOUNCED, EventType.DELIVERED, EventType.DEFERRED], State.BOUNCED),
    ],
)
def test_a_letter_stands_where_its_events_say(sent, kinds, expected):
    for kind in kinds:
        tell(kind)

    assert state(sent) == expected


@given(st.permutations(TOLD), st.lists(st.sampled_from(TOLD), max_size=8), st.integers(1, len(TOLD)))
@effort(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_neither_order_nor_repetition_changes_where_a_letter_stands(letter, heard, order, again, count):
    heard.clear()
    (one, other) = letter(), letter()
    kinds = order[:count]
    for kind in [*kinds, *[kind for kind in again if kind in kinds]]:
        tell(kind, one.message_id)
    for kind in sorted(kinds):
        tell(kind, other.message_id)

    assert state(one.pk) == state(other.pk)
    rows = [set(row.delivery_events.values_list("kind", "is_permanent")) for row in (one, other)]
    assert rows[0] == rows[1]
    assert one.delivery_events.count() == other.delivery_events.count() == len(set(kinds) & set(events.KINDS))
    news = [{loss for pk, loss in heard if pk == row.pk} for row in (one, other)]
    assert (Loss.COMPLAINED in news[0]) == (Loss.COMPLAINED in news[1]) == (EventType.COMPLAINED in kinds)
    assert all(heard.count(one) == 1 for one in heard)


def test_an_event_told_five_times_is_one_row_and_one_piece_of_news(sent, heard):
    for _ in range(5):
        tell(EventType.BOUNCED, event_id="e1")

    assert DeliveryEvent.objects.count() == 1
    assert heard == [(sent, Loss.BOUNCED)]


def test_two_events_of_one_kind_are_two_rows(sent):
    tell(EventType.DEFERRED, at=NOW)
    tell(EventType.DEFERRED, at=NOW + timedelta(minutes=1))
    tell(EventType.DEFERRED, at=NOW, esp="Other")

    assert DeliveryEvent.objects.count() == 3


@pytest.mark.parametrize("named", ["{id}", "<{id}>"])
def test_a_letter_is_found_by_our_own_message_id_too(letter, named):
    queued = letter()

    tell(EventType.DELIVERED, named.format(id=queued.message_id.strip("<>")))

    assert state(queued.pk) == State.DELIVERED


@pytest.mark.parametrize("message_id", ["unknown", "", None, "<>", " "])
def test_an_event_of_a_letter_that_is_not_ours_changes_nothing_and_names_nobody(sent, caplog, message_id):
    with caplog.at_level(logging.DEBUG, logger="notifications"):
        tell(EventType.BOUNCED, message_id, words="550 5.1.1 <zoe@example.org> unknown")

    assert state(sent) == State.SENT
    assert not DeliveryEvent.objects.exists()
    assert "example.org" not in caplog.text


@pytest.mark.parametrize("kind", [EventType.DELIVERED, EventType.SENT, EventType.OPENED, EventType.DEFERRED])
@pytest.mark.parametrize("held", [True, False])
def test_an_event_proves_that_the_letter_left_so_that_it_is_not_sent_again(letter, mailoutbox, kind, held):
    queued = letter()
    if held:
        OutgoingEmail.objects.claim([queued.pk], by="dead", now=NOW, lease=timedelta(seconds=60))

    tell(kind, queued.message_id)

    row = OutgoingEmail.objects.get(pk=queued.pk)
    assert (row.state, row.sent_at) == (State.DELIVERED if kind == EventType.DELIVERED else State.SENT, NOW)
    assert outbox.deliver(queued.pk, NOW + timedelta(days=1)) is None
    assert mailoutbox == []


def test_an_answer_noted_after_the_event_does_not_undo_it(letter, mail_server):
    queued = letter()
    mail_server.on_stage = lambda *_: None
    from_worker = outbox.Postman("slow", clock=lambda: NOW)
    write, from_worker._book.write = from_worker._book.write, lambda: None
    from_worker.deliver(queued.pk)
    tell(EventType.BOUNCED, queued.message_id)

    from_worker._book.write = write
    from_worker._book.write()

    assert state(queued.pk) == State.BOUNCED


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"words": "552 5.2.2 mailbox full"}, Reason.MAILBOX_FULL),
        ({"words": "went wrong", "reject_reason": RejectReason.INVALID}, Reason.NO_SUCH_MAILBOX),
        ({"reject_reason": RejectReason.SPAM}, Reason.NOT_WANTED),
        ({"reject_reason": RejectReason.TIMED_OUT}, Reason.BUSY),
        ({}, Reason.NOT_WANTED),
    ],
)
def test_why_it_came_back_is_kept_as_one_of_our_own_reasons(sent, told, reason):
    tell(EventType.BOUNCED, **told)

    assert DeliveryEvent.objects.get().reason == reason


def test_a_clock_that_is_ahead_dates_no_event_in_the_future(sent):
    tell(EventType.DELIVERED, at=NOW + timedelta(days=36500))

    event = DeliveryEvent.objects.get()
    assert event.happened_at <= event.told_at


def test_a_report_by_mail_is_an_event_like_any_other(sent, heard):
    row = OutgoingEmail.objects.get(pk=sent)
    bounce = {"reason": Reason.NO_SUCH_MAILBOX, "is_permanent": True}

    assert events.note_report(row, Kind.BOUNCED, key="incoming:1", **bounce)
    assert not events.note_report(row, Kind.BOUNCED, key="incoming:1", **bounce)
    tell(EventType.BOUNCED)

    assert state(sent) == State.BOUNCED
    assert heard == [(sent, Loss.BOUNCED)]  # told twice in two ways, and heard once


def test_a_delay_reported_by_mail_changes_nothing(sent, heard):
    events.note_report(OutgoingEmail.objects.get(pk=sent), Kind.BOUNCED, key="incoming:1")

    assert state(sent) == State.SENT
    assert heard == []


@pytest.mark.parametrize("case", [("550 5.1.1 unknown", Loss.REFUSED), ("451 4.3.0 later", Loss.GIVEN_UP)])
def test_a_letter_that_ends_here_is_told_above_once(letter, mail_server, settings, heard, case):
    settings.OUTBOX_GIVE_UP_DAYS = 0
    mail_server.says[Stage.BODY_TAKEN], loss = case
    pk = letter().pk

    outbox.deliver(pk, NOW)
    outbox.deliver(pk, NOW)

    assert heard == [(pk, loss)]


def test_a_mistake_in_a_room_above_does_not_undo_what_happened_to_the_letter(sent, monkeypatch, caplog):
    def mistaken(letter, news):
        letter.delivery_attempts.create(at=NOW, outcome="sent", reason="accepted")
        raise ValueError("zoe@example.org")

    monkeypatch.setattr(events, "_handlers", {"mistaken": mistaken})

    tell(EventType.BOUNCED)

    assert state(sent) == State.BOUNCED
    assert not OutgoingEmail.objects.get(pk=sent).delivery_attempts.exists()
    assert "mistaken failed: ValueError" in caplog.text
    assert "zoe" not in caplog.text


def test_who_registers_twice_is_told_once(monkeypatch):
    monkeypatch.setattr(events, "_handlers", {})

    def handler(letter, news):
        pass

    assert events.told_by(events.told_by(handler)) is handler
    assert list(events._handlers.values()) == [handler]


def test_an_event_holds_no_address_and_no_words():
    fields = {field.name for field in DeliveryEvent._meta.fields}

    assert fields == {"id", "email", "event_key", "kind", "reason", "is_permanent", "happened_at", "told_at"}
