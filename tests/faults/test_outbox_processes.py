"""The real worker, killed at every stage of a real conversation with a mail server."""

import os
import signal
import time
from collections import Counter

import pytest

from tests.faults.post_room import open_post_room
from tests.notifications.mail_server import HANG_UP, SILENCE, MailServer, Stage

pytestmark = pytest.mark.faults

STAGES = [stage for stage in Stage if stage != Stage.STARTTLS]  # the server of these tests offers no TLS


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """One database for this file; migrating is most of the time it takes."""
    with open_post_room(tmp_path_factory.mktemp("post")) as room:
        yield room


@pytest.fixture
def post_room(database):
    """The post room, with nobody at work when the test ends."""
    environment = dict(database.environment)
    yield database
    database.stop()
    database.environment = environment


def kill_at(stage, worker, server, in_the_window):
    """What the server does so that `worker` dies exactly there; notes the letter if the server has it by then."""

    def act(_connection, reached):
        if stage == Stage.ANSWERED and reached == Stage.BODY_TAKEN:
            os.kill(worker.pid, signal.SIGSTOP)  # so that the 250 reaches the machine, but never the program
        if reached == stage:
            os.kill(worker.pid, signal.SIGKILL)
            if stage in {Stage.BODY_TAKEN, Stage.ANSWERED}:
                in_the_window.append(server.message_ids[-1])

    return act


def test_a_worker_killed_at_any_stage_loses_no_letter_and_doubles_only_in_the_window(post_room):
    queued, in_the_window = post_room.queue(9), []
    with MailServer() as server:
        for stage in STAGES:
            worker = post_room.worker(server.port)
            # What a dead worker had sent just before is not read: its conversation ends where it died.
            server.says, server.on_stage = {stage: HANG_UP}, kill_at(stage, worker, server, in_the_window)
            assert worker.wait(timeout=30) == -signal.SIGKILL
        server.says, server.on_stage = {}, lambda _connection, _stage: None
        post_room.worker(server.port)
        post_room.wait_until(lambda: post_room.states() == {"sent": 9})

        assert Counter(server.message_ids) == queued + Counter(in_the_window)
    assert len(in_the_window) == 2
    # Killed while connecting, the worker had no letter in its hands yet.
    assert post_room.outcomes() == {"sent": 9, "interrupted": len(STAGES) - 1}


def test_two_workers_at_once_send_two_hundred_letters_and_none_twice(post_room):
    with MailServer() as server:
        server.guests = 2  # both have read which letters are due before either may send one
        workers = [post_room.worker(server.port) for _ in range(2)]
        post_room.wait_until(lambda: post_room.working() == 2)
        queued = post_room.queue(200)
        post_room.wait_until(lambda: post_room.states() == {"sent": 200})

        assert Counter(server.message_ids) == queued
    assert post_room.outcomes() == {"sent": 200}
    assert [worker.poll() for worker in workers] == [None, None], post_room.log()


def test_a_worker_told_to_stop_while_the_server_is_silent_stops_and_the_letter_leaves_later(post_room):
    post_room.environment["EMAIL_TIMEOUT"] = "10"  # longer than it may take to stop
    queued = post_room.queue(1)
    with MailServer() as server:
        server.says[Stage.BODY_TAKEN] = SILENCE
        worker = post_room.worker(server.port)
        post_room.wait_until(lambda: bool(server.taken))
        told_at = time.monotonic()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=10) == 0
        assert time.monotonic() - told_at < 3

        server.says.clear()
        post_room.worker(server.port)
        post_room.wait_until(lambda: post_room.states() == {"sent": 1})

        assert Counter(server.message_ids) == queued + queued


def test_an_idle_worker_stops_at_once_when_told(post_room):
    with MailServer() as server:
        worker = post_room.worker(server.port)
        post_room.wait_until(lambda: post_room.working() == 1)

        worker.send_signal(signal.SIGINT)

        assert worker.wait(timeout=2) == 0
