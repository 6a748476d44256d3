"""One message, or one moment, that would stop a reader of mailboxes: the others arrive, and nothing is lost."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from notifications.parsing import SIZE_LIMIT_BYTES
from tests.faults.dovecot import PASSWORD, USER, Dovecot
from tests.faults.gate import Gate
from tests.faults.post_room import ROOT
from tests.faults.test_mailbox import database, failure, fetch, house, kept, message

__all__ = ["database", "house"]
pytestmark = pytest.mark.faults

ROWS = "SELECT fate, because, COUNT(*) FROM notifications_incomingemail GROUP BY fate, because ORDER BY fate"
# Killed when a message is kept and this is not noted yet: the third message, in the first life.
DIE_BETWEEN = """
import os, signal
from django.utils import timezone
from notifications import imap
note, seen = imap._Reading._note, []
def dying(self, uid):
    seen.append(uid)
    if len(seen) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    note(self, uid)
imap._Reading._note = dying
imap.fetch(timezone.now())
"""


@pytest.fixture
def dovecot():
    """In a folder that no other run of pytest shuts while this one is at work."""
    with tempfile.TemporaryDirectory(prefix="guichet-dovecot-") as folder:
        Path(folder).chmod(0o755)
        with Dovecot(Path(folder) / "dovecot") as server:
            yield server


def through(gate):
    return f"imap://{USER}:{PASSWORD}@127.0.0.1:{gate.port}/INBOX"


def bytes_of(number):
    return b"UID FETCH %d (BODY.PEEK[])" % number


def spoil(server, words):
    """Take from the server the right to read the message with these words."""
    for path in (server.folder / "mail").glob("*/*.test*"):
        if words in path.read_bytes():
            path.chmod(0o000)
            if os.getuid() == 0:
                os.chown(path, 0, 0)


def test_killed_between_keeping_and_noting_a_message_is_kept_once(house, dovecot):
    for number in range(5):
        dovecot.receive(message(number))
    environment = {**house.environment, "IMAP_URL": dovecot.url}
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", DIE_BETWEEN]

    died = subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=60)

    assert died.returncode == -signal.SIGKILL
    assert kept(house) == 3
    assert house.rows("SELECT last_uid FROM notifications_mailboxreading") == [(2,)]
    assert fetch(house, dovecot.url) == "3 kept"  # the one that died unnoted is recognised
    assert kept(house) == 5


def test_a_message_that_the_server_cannot_read_itself_does_not_stop_the_others(house, dovecot):
    for number in range(5):
        dovecot.receive(message(number))
    assert fetch(house, dovecot.url) == "5 kept"
    for number in range(5, 10):
        dovecot.receive(message(number))
    spoil(dovecot, b"personne 7")

    assert fetch(house, dovecot.url) == "5 kept"
    assert house.rows(ROWS) == [("held", "unreadable", 1), ("waiting", "", 9)]


def test_a_message_that_is_too_large_stays_there_and_a_person_is_told(house, dovecot):
    dovecot.receive(message(1))
    dovecot.receive(message(2) + b"x" * SIZE_LIMIT_BYTES)
    dovecot.receive(message(3))

    assert fetch(house, dovecot.url, IMAP_TIMEOUT="20") == "3 kept"
    assert house.rows(ROWS) == [("held", "size", 1), ("waiting", "", 2)]
    size = house.rows("SELECT size_bytes FROM notifications_incomingemail WHERE because = 'size'")[0][0]
    assert size > SIZE_LIMIT_BYTES
    assert dovecot.files() == 3


@pytest.mark.parametrize("what", ["drop", "stall"])
def test_a_connection_that_ends_over_one_message_does_not_stop_the_others(house, dovecot, what):
    for number in range(5):
        dovecot.receive(message(number))

    with Gate(dovecot.port, lambda said: what if bytes_of(3) in said else "pass") as gate:
        told = fetch(house, through(gate), IMAP_TIMEOUT="1")

    assert told == "5 kept"
    assert house.rows(ROWS) == [("held", "unreadable", 1), ("waiting", "", 4)]


@pytest.mark.parametrize(("what", "code"), [("drop", "broken"), ("stall", "silent")])
def test_a_server_that_gives_out_no_message_is_named_and_all_are_read_when_it_is_well(house, dovecot, what, code):
    for number in range(2):
        dovecot.receive(message(number))

    with Gate(dovecot.port, lambda said: what if b"FETCH" in said else "pass") as gate:
        told = fetch(house, through(gate), IMAP_TIMEOUT="1")

    assert code in told
    assert failure(house) == code
    assert kept(house) == 0
    assert fetch(house, dovecot.url) == "2 kept"


def test_a_server_that_is_unwell_is_not_taken_for_a_wrong_password(house, dovecot):
    dovecot.folder.parent.chmod(0o700 if os.getuid() == 0 else 0)  # it no longer reaches its own list of users
    told = fetch(house, dovecot.url, IMAP_TIMEOUT="10")
    dovecot.folder.parent.chmod(0o755)

    assert "unavailable" in told


def test_a_server_that_falls_silent_before_the_password_is_named(house, dovecot):
    with Gate(dovecot.port, lambda said: "stall" if b"LOGIN" in said else "pass") as gate:
        assert "silent" in fetch(house, through(gate), IMAP_TIMEOUT="1")
