"""When the mailbox is read, and by whom."""

from datetime import timedelta

import pytest

from notifications import imap, inbox, reading, worker
from notifications.models import PeriodicRun
from tests.notifications.conftest import NOW

PAUSE, LEASE = timedelta(seconds=60), timedelta(seconds=600)


@pytest.fixture
def fetches(db, settings, monkeypatch):
    """The moments at which the mailbox was read."""
    settings.IMAP_URL = "imaps://zoe:secret@mail.example.org"
    moments = []
    monkeypatch.setattr(imap, "fetch", lambda now: moments.append(now) or 7)
    return moments


def test_it_is_read_at_once_and_again_after_a_pause(fetches):
    seconds = (0, 1, 59, 61, 62)

    assert [reading.read_if_due(NOW + timedelta(seconds=one)) for one in seconds] == [7, None, None, 7, None]


def test_one_worker_reads_at_a_time_and_one_that_died_is_replaced(fetches):
    reading.read_if_due(NOW)
    PeriodicRun.objects.update(next_at=NOW)
    assert PeriodicRun.objects.claim(reading.NAME, now=NOW, lease=LEASE)  # and dies

    assert reading.read_if_due(NOW + LEASE - timedelta(seconds=1)) is None
    assert reading.read_if_due(NOW + LEASE) == 7


def test_a_clock_that_was_days_ahead_does_not_keep_it_unread_for_days(fetches):
    reading.read_if_due(NOW + timedelta(days=3))

    assert reading.read_if_due(NOW) == 7


@pytest.mark.parametrize(("error", "kept"), [(imap.Unreadable("silent"), "silent"), (KeyError("Zoé"), "KeyError")])
def test_what_went_wrong_is_kept_by_name_and_it_is_tried_again(fetches, monkeypatch, caplog, error, kept):
    def fails(now):
        raise error

    monkeypatch.setattr(imap, "fetch", fails)

    assert reading.read_if_due(NOW) is None
    assert PeriodicRun.objects.get().failure == kept
    assert "Zoé" not in caplog.text
    assert PeriodicRun.objects.get().next_at == NOW + PAUSE


def test_a_wrong_setting_stops_no_worker(fetches, settings, monkeypatch):
    monkeypatch.undo()
    settings.IMAP_URL = "nonsense"

    reading.read_if_due(NOW)

    assert PeriodicRun.objects.get().failure == "setting"


def test_much_mail_keeps_no_letter_from_leaving(letter, mailoutbox, monkeypatch):
    monkeypatch.setattr(worker, "MAIL_IN_SECONDS", 0.0)
    monkeypatch.setattr(inbox, "_filers", [lambda _row, _raw, _now: None])
    inbox.keep(b"Subject: Bonjour\n\nBonjour", mailbox="pipe", now=NOW)
    letter()

    assert worker.Worker("w", clock=lambda: NOW).step() is True  # there is more to do at once

    assert len(mailoutbox) == 1
