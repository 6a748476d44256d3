"""The whole house, its processes killed at random while people send: what was confirmed is there, with its letters."""

import json
import os
import random
import signal
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

import pytest

from tests import browserlike
from tests.browserlike import Browser, ViaHttp
from tests.live import fresh_database, running_desk
from tests.notifications.mail_server import SILENCE, MailServer, Stage

pytestmark = pytest.mark.faults

REQUESTS = 40
KILLS = 12
PATIENCE_SECONDS = 90
ANSWERS = {
    "writing_for": "moi",
    "topic": "autre",
    "message": "Bonjour, j'ai une question.",
    "name": "Oksana",
    "preferred_contact": "email",
}
COUNT = """
import json
from notifications.models import OutgoingEmail
from requests_app.models import Ticket, TicketFact
parts = ("contact", "answers", "receipt_code", "search")
whole = Ticket.objects.filter(**{f"{part}__isnull": False for part in parts})
print(json.dumps({
    "references": list(whole.values_list("reference", flat=True)), "tickets": Ticket.objects.count(),
    "facts": TicketFact.objects.count(), "history": Ticket.history.count(),
    "letters": list(OutgoingEmail.objects.values_list("about", "kind", "state", "message_id")),
}))
"""


class Stubborn(ViaHttp):
    """Somebody who presses again when the connection breaks, as people do, with the same page."""

    def send(self, method, url, headers, body):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return super().send(method, url, headers, body)
            except (OSError, HTTPException):
                assert time.monotonic() < deadline, "The house did not come back."
                time.sleep(0.1)


@pytest.fixture
def house(tmp_path):
    """A running house whose letters go to a real mail server."""
    with MailServer() as server, fresh_database() as database:
        mail = {"EMAIL_URL": f"smtp://127.0.0.1:{server.port}", "OUTBOX_LEASE_SECONDS": "3", "EMAIL_TIMEOUT": "2"}
        with running_desk(tmp_path, {**database, **mail, "DEMO": "off", "PUBLIC_GUARDS": "off"}) as desk:
            yield desk, server


def programs_of(folder: Path) -> list[int]:
    """The processes that serve this folder, but the one that starts them again."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            command = (path / "cmdline").read_bytes().decode()
            environment = (path / "environ").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if f"DATA_DIR={folder}\0" in environment and ("gunicorn" in command or "worker" in command):
            found.append(int(path.name))
    return found


def kill_now_and_then(folder, stop, seed, killed):
    draw = random.Random(seed)
    for _kill in range(KILLS):
        if stop.wait(draw.uniform(0.2, 0.9)):
            return
        victims = programs_of(folder)
        if victims:
            killed.append(draw.choice(victims))
            os.kill(killed[-1], signal.SIGKILL)


def send_one(url, number):
    answers = {**ANSWERS, "email": f"oksana{number}@example.org"}
    page = browserlike.send_request(Browser(Stubborn(url)), "general", answers)
    assert page.status == 200, page.errors
    return page.by_id("reference").text


def settled(desk):
    """What the rows say once every letter has left."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        rows = json.loads(desk.manage("shell", "--no-imports", "-c", COUNT))
        if all(state == "sent" for _about, _kind, state, _id in rows["letters"]):
            return rows
        assert time.monotonic() < deadline, Counter(state for _about, _kind, state, _id in rows["letters"])
        time.sleep(0.5)


def test_killed_at_random_the_house_loses_no_ticket_and_no_letter(house, record_property):
    desk, server = house
    seed = random.randrange(10**6)
    record_property("seed", seed)
    stop, killed = threading.Event(), []
    killer = threading.Thread(target=kill_now_and_then, args=(desk.folder, stop, seed, killed))
    killer.start()
    with ThreadPoolExecutor(4) as people:
        confirmed = list(people.map(lambda number: send_one(desk.url, number), range(REQUESTS)))
    stop.set()
    killer.join()

    rows = settled(desk)

    assert len(killed) >= 3  # else the house was too quick for this test to say anything
    assert sorted(rows["references"]) == sorted(confirmed)
    assert (rows["tickets"], rows["facts"], rows["history"]) == (REQUESTS, REQUESTS, REQUESTS)
    assert Counter((about, kind) for about, kind, _state, _id in rows["letters"]) == Counter(
        (reference, kind) for reference in confirmed for kind in ("acknowledgement", "team_alert")
    )
    arrived = Counter(server.message_ids)
    assert set(arrived) == {message_id for _about, _kind, _state, message_id in rows["letters"]}
    assert arrived.total() <= len(rows["letters"]) + len(killed)  # a letter goes twice only where a worker died over it


@pytest.mark.parametrize("trouble", ["silent", "refuses", "down"])
def test_when_the_mail_server_is_in_trouble_people_notice_nothing_and_the_desk_does(house, trouble):
    desk, server = house
    usual = seconds_to_send(desk)
    server.says = {"silent": {Stage.MAIL: SILENCE}, "refuses": {Stage.MAIL: "451 later"}, "down": {}}[trouble]
    if trouble == "down":
        server.close_the_door()

    troubled = seconds_to_send(desk)

    assert troubled < 5 * usual + 0.5  # the same work, on a machine that may be busy: no mail server is waited for
    assert tries_that_failed(desk)


def seconds_to_send(desk):
    started = time.monotonic()
    for number in range(5):
        send_one(desk.url, number)
    return (time.monotonic() - started) / 5


def tries_that_failed(desk):
    """Whether the record of attempts, which the ticket page shows, says that letters do not leave."""
    asked = "from notifications.models import DeliveryAttempt as A; print(A.objects.exclude(outcome='sent').count())"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if int(desk.manage("shell", "--no-imports", "-c", asked)) > 0:
            return True
        time.sleep(0.3)
    return False
