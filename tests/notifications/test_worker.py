"""The worker's rounds, without a process; tests/faults has the real one."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError

from notifications import periodic, worker
from notifications.models import OutgoingEmail, State, WorkerHeartbeat
from tests.notifications.conftest import NOW


@pytest.fixture
def registry(monkeypatch):
    """An empty registry of periodic functions, and a worker that leaves the test's own connection open."""
    monkeypatch.setattr(periodic, "_registry", {})
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker.connection, "close", lambda: None)


def test_one_round_beats_posts_and_runs_what_is_periodic(letter, mailoutbox, registry):
    letter()
    ran = []
    periodic.every(60, name="count")(ran.append)
    periodic.remember(NOW)

    worker.Worker("w", clock=lambda: NOW).step()

    assert WorkerHeartbeat.objects.get().beat_at == NOW
    assert len(mailoutbox) == 1
    assert ran == [NOW]


def test_a_worker_beats_every_five_seconds_and_not_at_every_glance(db, registry, django_assert_num_queries):
    moments = [NOW, NOW, NOW, NOW + timedelta(seconds=5)]
    one = worker.Worker("w", clock=lambda: moments[0])
    one.step()

    with django_assert_num_queries(3):  # letters, mail, what is periodic
        one.step()

    moments[0] = NOW + timedelta(seconds=5)
    one.step()
    assert WorkerHeartbeat.objects.get().beat_at == NOW + timedelta(seconds=5)


def test_a_worker_that_is_told_to_stop_stops_after_the_letter_in_hand(letter, registry, settings, monkeypatch):
    settings.OUTBOX_BATCH = 10
    for _ in range(3):
        letter()
    one = worker.Worker("w", clock=lambda: NOW, sleep=lambda _seconds: None)
    monkeypatch.setattr(worker.Postman, "hang_up", lambda _self: None)
    monkeypatch.setattr(worker.Postman, "_hand_over", _stop_at_the_first(one, worker.Postman._hand_over))

    one.run()

    assert OutgoingEmail.objects.filter(state=State.SENT).count() == 1


def test_a_database_that_is_away_is_waited_for_and_mentioned_once(db, registry, caplog, monkeypatch):
    one = worker.Worker("w", clock=lambda: NOW, sleep=lambda _seconds: None)
    rounds = iter([OperationalError("secret"), OperationalError("secret"), None])
    monkeypatch.setattr(worker, "SHORTEST_WAIT_SECONDS", 0.001)

    def step():
        if error := next(rounds):
            raise error
        one.stop()
        return False

    monkeypatch.setattr(one, "step", step)
    one.run()

    said = [record.getMessage() for record in caplog.records if record.name == "notifications.worker"]
    assert said == [
        "Worker w started.",
        "The database is away (OperationalError); waiting for it.",
        "The database is back.",
        "Worker w stopped.",
    ]


def test_old_signs_of_life_are_forgotten_when_a_worker_starts(db, registry):
    WorkerHeartbeat.objects.create(name="old", beat_at=NOW - timedelta(days=8))
    WorkerHeartbeat.objects.create(name="late", beat_at=NOW - timedelta(days=6))

    worker.Worker("w", clock=lambda: NOW)._begin()

    assert list(WorkerHeartbeat.objects.values_list("name", flat=True)) == ["late"]


def test_send_emails_makes_one_pass_and_says_how_many(letter, mailoutbox, capsys):
    letter(not_before=None)

    call_command("send_emails")

    assert capsys.readouterr().out == "1 sent\n"


def _stop_at_the_first(one, hand_over):
    def stopping(self, letter, message):
        one.stop()
        return hand_over(self, letter, message)

    return stopping
