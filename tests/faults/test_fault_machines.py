"""What may go wrong with machines: no server, no TLS, no database, a dead worker, two of them, a clock that is set.

A thousand letters each, as in test_fault_table.py.
"""

import itertools
import os
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing

import pytest

from tests.faults.certificates import make_certificate
from tests.faults.cluster import private_cluster
from tests.faults.post_room import LETTERS, open_post_room
from tests.notifications.mail_server import HANG_UP, MailServer, Stage

pytestmark = pytest.mark.faults

ALL_SENT = {"sent": LETTERS}
ON_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")
KILL_EVERY = 250  # letters


def test_an_hour_without_a_mail_server_costs_few_tries_and_no_letters_schedule(post_room):
    with MailServer() as server:
        server.close_the_door()
        workers = [post_room.worker(server.port) for _ in range(2)]
        post_room.wait_until(lambda: post_room.working() == 2)
        for minutes in range(5, 61, 5):
            failures = failures_of(post_room)
            post_room.set_clock(minutes * 60)
            post_room.wait_until(lambda before=failures: failures_of(post_room) > before)
        waiting = post_room.rows(
            "SELECT COUNT(*), SUM(attempts) FROM notifications_outgoingemail WHERE state = 'waiting'"
        )

        assert waiting == [(LETTERS, 0)]
        assert failures_of(post_room) < 30  # of both workers together
        assert post_room.outcomes()["unreachable"] <= 3
        assert [worker.poll() for worker in workers] == [None, None]
        server.open_the_door()
        post_room.post_all(server, ALL_SENT, workers=2)

        post_room.assert_none_lost_and_none_doubled(server)


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        ("closes the connection", HANG_UP),
        ("says it cannot just now", "454 4.7.0 TLS not available"),
        ("says yes, and then speaks no TLS", "220 go ahead"),
        ("shows a certificate that we do not trust", ""),
        ("has no TLS to offer", ""),
    ],
)
def test_where_tls_is_wanted_nothing_leaves_without_it(post_room, tmp_path, trouble, says):
    trusted, shown = make_certificate(tmp_path)
    post_room.scheme = "smtp+tls"
    with MailServer(tls=None if "no TLS to offer" in trouble else shown) as server:
        server.says[Stage.STARTTLS] = says
        post_room.worker(server.port)
        post_room.wait_until(lambda: failures_of(post_room) >= 1)
        post_room.stop()
        assert server.taken == []

        server.says.clear()
        server.tls = shown
        post_room.environment["SSL_CERT_FILE"] = str(trusted)
        post_room.post_all(server, ALL_SENT)

        post_room.assert_none_lost_and_none_doubled(server)


@pytest.mark.parametrize("stage", [Stage.MAIL, Stage.DATA_BEGUN, Stage.BODY_TAKEN, Stage.ANSWERED])
def test_workers_killed_again_and_again_lose_no_letter_and_double_at_most_one_each(post_room, stage):
    last_taken, count = [], itertools.count(1)
    with MailServer() as server:

        def act(_connection, reached):
            if reached == Stage.MAIL:
                act.is_time = next(count) % KILL_EVERY == 0
            if not act.is_time:
                return
            worker = post_room.workers[-1]
            if stage == Stage.ANSWERED and reached == Stage.BODY_TAKEN:
                os.kill(worker.pid, signal.SIGSTOP)  # so that the 250 reaches the machine, but never the program
            if reached == stage:
                os.kill(worker.pid, signal.SIGKILL)
                last_taken.append(server.message_ids[-1])

        act.is_time = False
        server.on_stage = act
        # What a dead worker had sent just before is not read: its conversation ends where it died.
        server.says[stage] = lambda _reader: HANG_UP if act.is_time else ""
        post_room.post_all(server, ALL_SENT)

        doubled = Counter(server.message_ids) - post_room.message_ids()
        assert set(server.message_ids) == set(post_room.message_ids())
    assert len(last_taken) == LETTERS // KILL_EVERY
    if stage in {Stage.BODY_TAKEN, Stage.ANSWERED}:  # the server had it all, and nobody was there to hear so
        assert doubled == Counter(last_taken)
    else:  # only if the worker was killed while it noted that the letter before was sent
        assert doubled <= Counter(last_taken)


def test_two_workers_share_the_letters_and_send_none_twice(post_room):
    post_room.environment["OUTBOX_LEASE_SECONDS"] = "60"
    with MailServer() as server:
        server.guests = 2  # both have read which letters are due before either may send one
        post_room.post_all(server, ALL_SENT, workers=2)

        post_room.assert_none_lost_and_none_doubled(server)
        assert server.connections > 2


@pytest.mark.parametrize("jump", [3600, -3])
def test_a_clock_that_is_set_while_letters_leave_doubles_none(post_room, jump):
    post_room.environment |= {"OUTBOX_LEASE_SECONDS": "20", "EMAIL_TIMEOUT": "5"}
    with MailServer() as server:

        def set_the_clock(_connection, stage):
            if stage == Stage.BODY_TAKEN and len(server.taken) in {250, 500, 750, LETTERS - 2}:
                post_room.set_clock(post_room.clock + jump)
                if len(server.taken) > 750:
                    time.sleep(2)  # the other worker has nothing left to do but to look for letters of the dead

        server.on_stage = set_the_clock
        post_room.post_all(server, ALL_SENT, workers=2)

        post_room.assert_none_lost_and_none_doubled(server)


@pytest.fixture
def fragile(post_room):
    """A post room, and what takes its database away for a while: PostgreSQL crashes, or somebody locks SQLite."""
    if not ON_POSTGRESQL:
        yield post_room, lambda: lock_away(post_room)
        return
    with private_cluster() as cluster, open_post_room(cluster.folder, address=cluster.address) as room:
        room.queue(LETTERS)
        yield room, cluster.restart
        room.stop()


def lock_away(post_room):
    """For longer than a worker waits."""
    path = post_room.environment["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as somebody:
        somebody.execute("BEGIN EXCLUSIVE")
        post_room.wait_until(lambda: "The database is away" in post_room.log())
        somebody.execute("COMMIT")


def test_a_database_that_goes_away_loses_no_letter_and_doubles_none(fragile):
    room, take_away = fragile
    with MailServer() as server:
        room.worker(server.port)
        for part in range(1, 4 if ON_POSTGRESQL else 2):
            wanted = part * LETTERS // 4
            room.wait_until(lambda wanted=wanted: len(server.taken) >= wanted)
            take_away()
        room.post_all(server, ALL_SENT)

        room.assert_none_lost_and_none_doubled(server)


def failures_of(post_room):
    """How often the server was found unwell."""
    return sum(failures for (failures,) in post_room.rows("SELECT failures FROM notifications_serverpause"))
