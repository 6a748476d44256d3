"""Mail that came in is kept once, filed in turns, and never lost on the way."""

import threading
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.db import OperationalError, connection, transaction

from notifications import inbox, outbox
from notifications.models import Fate, IncomingEmail, OutgoingEmail
from sealing import storage
from tests.notifications.conftest import NOW

LEASE = timedelta(seconds=120)


def raw(number=1, text="Bonjour"):
    return f"From: Zoé <zoe@example.org>\r\nMessage-ID: <m{number}@example.org>\r\n\r\n{text} {number}\r\n".encode()


@pytest.fixture
def came(db):
    """`came(3)` keeps three messages, due at NOW; the numbers of their rows."""
    return lambda count=1: [inbox.keep(raw(n), mailbox="pipe", now=NOW).pk for n in range(count)]


@pytest.fixture
def filed(monkeypatch):
    """What was handed to a filer that settles everything but what holds the word "poison"."""
    seen = []

    def file(row, message, now):
        if b"poison" in message:
            raise ValueError("a secret of Zoé")
        with transaction.atomic():
            seen.append(row.pk)
            inbox.settle(row, Fate.FILED, now=now)

    monkeypatch.setattr(inbox, "_filers", [file])
    return seen


def file_due(now=NOW, by="w"):
    return inbox.file_due(now, by=by)


def fates():
    return dict(IncomingEmail.objects.values_list("pk", "fate"))


def test_the_same_message_is_one_row_however_its_lines_end(db):
    first = inbox.keep(raw(), mailbox="pipe")

    assert inbox.keep(raw().replace(b"\r\n", b"\n"), mailbox="pipe") == first
    assert inbox.keep(b"Received: by another way\r\n" + raw(), mailbox="pipe") == first
    assert inbox.keep(raw(), mailbox="imap") != first
    assert inbox.raw_of(first) == raw()


def test_messages_are_filed_in_the_order_in_which_they_came(came, filed):
    rows = came(3)

    assert file_due() == 3
    assert filed == rows
    assert set(fates().values()) == {"filed"}
    assert file_due(NOW + timedelta(days=1)) == 0


def test_without_a_filer_messages_wait(came, monkeypatch):
    monkeypatch.setattr(inbox, "_filers", [])
    came()

    assert file_due() == 0
    assert IncomingEmail.objects.get().attempts == 0


def test_one_message_that_cannot_be_filed_does_not_hold_up_the_others(came, filed, caplog):
    came(2)
    poison = inbox.keep(raw(7, "poison"), mailbox="pipe", now=NOW)
    last = inbox.keep(raw(8), mailbox="pipe", now=NOW)

    assert file_due() == 4
    assert filed[-1] == last.pk
    assert fates()[poison.pk] == "waiting"
    assert "ValueError" in caplog.text
    assert "test_inbox.py" in caplog.text
    assert "Zoé" not in caplog.text


def test_after_three_tries_a_person_sees_it(filed, db):
    inbox.keep(raw(7, "poison"), mailbox="pipe", now=NOW)
    tried = [file_due(NOW + timedelta(seconds=seconds)) for seconds in (0, 9, 11, 60, 72, 10_000)]

    row = IncomingEmail.objects.get()
    assert tried == [1, 0, 1, 0, 1, 0]  # after 10 seconds, after a minute, never again
    assert (row.fate, row.because, row.attempts) == ("held", "failed", 3)
    assert inbox.raw_of(row) == raw(7, "poison")


def test_what_a_filer_wrote_before_it_failed_is_undone(came, monkeypatch):
    def stumble(row, message, now):
        with transaction.atomic():
            outbox.queue(kind="test", to="zoe@example.org", subject="Bonjour", text="Bonjour")
            inbox.settle(row, Fate.FILED, now=now)
            raise RuntimeError

    monkeypatch.setattr(inbox, "_filers", [stumble])
    came()
    file_due()

    assert not OutgoingEmail.objects.exists()
    assert IncomingEmail.objects.get().fate == "waiting"


def test_a_message_whose_worker_died_is_taken_when_its_lease_has_run_out(came, filed):
    row = came()[0]
    assert inbox.claim(row, by="dead", now=NOW)

    assert file_due(NOW + LEASE - timedelta(seconds=1)) == 0
    assert file_due(NOW + LEASE) == 1
    assert filed == [row]


def test_a_message_that_kills_its_workers_is_given_to_a_person(came, filed):
    row = came()[0]
    for death in range(3):
        assert inbox.claim(row, by=f"dead {death}", now=NOW + death * LEASE)

    assert file_due(NOW + 3 * LEASE) == 1
    assert filed == []
    assert IncomingEmail.objects.values_list("fate", "because").get() == ("held", "failed")


def test_a_message_whose_key_is_missing_is_held_and_opens_again_with_the_key(came, filed, settings):
    came(2)
    keys, settings.FIELD_KEYS = settings.FIELD_KEYS, [Fernet.generate_key().decode()]

    assert file_due() == 2
    assert set(IncomingEmail.objects.values_list("fate", "because")) == {("held", "locked")}
    settings.FIELD_KEYS = keys
    assert inbox.raw_of(IncomingEmail.objects.first()) == raw(0)


def test_a_message_whose_bytes_are_gone_is_still_shown(came, filed):
    came()
    storage.erase(IncomingEmail.objects.get().stored_name)

    file_due()

    assert IncomingEmail.objects.values_list("fate", "because").get() == ("held", "gone")


def test_a_database_that_is_away_is_not_the_message_s_fault(came, monkeypatch):
    def away(row, message, now):
        raise OperationalError

    monkeypatch.setattr(inbox, "_filers", [away])
    came()

    with pytest.raises(OperationalError):
        file_due()
    assert IncomingEmail.objects.get().fate == "waiting"


def test_a_worker_slower_than_its_lease_leaves_the_message_to_the_next(came, monkeypatch):
    def slow(row, message, now):
        IncomingEmail.objects.filter(pk=row.pk).update(leased_by="quicker")
        raise ValueError

    monkeypatch.setattr(inbox, "_filers", [slow])
    came()
    file_due()

    assert IncomingEmail.objects.values_list("leased_by", "attempts").get() == ("quicker", 1)


def test_a_worker_that_is_told_to_stop_begins_no_further_message(came, filed):
    came(3)

    assert inbox.file_due(NOW, by="w", keep_going=lambda: not filed) == 1


def test_part_of_a_message_is_held_at_once_with_the_size_of_the_whole(filed, db):
    inbox.keep(raw(), mailbox="imap", now=NOW, held="size", size_bytes=10**8)

    assert file_due() == 0
    row = IncomingEmail.objects.get()
    assert (row.fate, row.because, row.size_bytes, row.decided_at) == ("held", "size", 10**8, NOW)


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_file_no_message_twice(filed):
    rows = [inbox.keep(raw(n), mailbox="pipe", now=NOW).pk for n in range(24)]
    ready = threading.Barrier(4)

    def work(name):
        ready.wait()
        while file_due(by=name):
            pass
        connection.close()

    workers = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    assert sorted(filed) == rows
    assert set(IncomingEmail.objects.values_list("fate", "attempts")) == {("filed", 1)}


@pytest.mark.django_db(transaction=True)
def test_one_message_kept_by_four_at_once_is_one_row_and_one_file(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    ready = threading.Barrier(4)
    kept = []

    def keep():
        ready.wait()
        kept.append(inbox.keep(raw(), mailbox="imap").pk)
        connection.close()

    workers = [threading.Thread(target=keep) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    assert set(kept) == {IncomingEmail.objects.get().pk}
    assert inbox.raw_of(IncomingEmail.objects.get()) == raw()
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1
