"""A door killed between a message's file and its row: the file goes, the message comes again, and nothing else goes."""

import os
import signal
import subprocess
import sys

import pytest

from tests.faults.post_room import ROOT, open_post_room

pytestmark = pytest.mark.faults

MESSAGE = b"From: Oksana <oksana@example.org>\r\nMessage-ID: <one@example.org>\r\n\r\nBonjour.\r\n"
DIES = """
import os, signal
from notifications import inbox
from notifications.models import IncomingEmail
def dies(**_fields):
    os.kill(os.getpid(), signal.SIGKILL)
IncomingEmail.objects.create = dies
inbox.keep({message!r}, mailbox="pipe")
"""
SWEEP = """
from datetime import timedelta
from django.utils import timezone
from sealing import sweeping
print(sweeping.sweep(timezone.now() + timedelta(hours={hours})))
"""


@pytest.fixture
def room(tmp_path):
    with open_post_room(tmp_path) as room:
        yield room


def run(room, script):
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", script]
    return subprocess.run(command, cwd=ROOT, env=room.environment, capture_output=True, text=True, check=False)


def files(room):
    return {path.name for path in (room.folder / "private").rglob("*") if path.is_file()}


def test_a_file_whose_writer_was_killed_goes_after_a_day_and_the_message_is_there_when_it_comes_again(room):
    assert run(room, DIES.format(message=MESSAGE)).returncode == -signal.SIGKILL
    [left] = files(room)
    assert room.rows("SELECT COUNT(*) FROM notifications_incomingemail") == [(0,)]

    again = subprocess.run(
        [sys.executable, "manage.py", "receive_mail"], cwd=ROOT, env=room.environment, input=MESSAGE, check=False
    )
    assert again.returncode in {0, os.EX_TEMPFAIL}  # kept; a house without forms cannot file it yet
    [(kept,)] = room.rows("SELECT stored_name FROM notifications_incomingemail")

    assert run(room, SWEEP.format(hours=1)).stdout.split() == ["0"]
    assert run(room, SWEEP.format(hours=25)).stdout.split() == ["1"]
    assert files(room) == {kept} != {left}
