"""A robot never talks to a robot: real houses, real letters over SMTP, and programs that answer everything they get."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from tests.faults.post_room import ROOT, PostRoom
from tests.live import _clean_environment, fresh_database
from tests.notifications.mail_server import MailServer

QUIET_SECONDS = 3  # nothing moved for so long: the exchange is over
PATIENCE_SECONDS = 120
Outside = Callable[[str, bytes], list[tuple[str, bytes]]]

pytestmark = pytest.mark.faults


class World:
    """Two houses, the network between them, and who else lives there: `outside(reader, raw)` answers with messages."""

    def __init__(self, server: MailServer, houses: dict[str, PostRoom], outside: Outside) -> None:
        self.server, self.houses, self.outside = server, houses, outside
        self.letters: list[tuple[str, str]] = []  # who wrote, to whom
        self._read = 0

    def post(self, reader: str, raw: bytes) -> None:
        """Bring one message to its reader: a house takes it by the pipe, everybody else answers as they do."""
        house = self.houses.get(reader.partition("@")[2])
        if house is None:
            for answer in self.outside(reader, raw):
                self.post(*answer)
            return
        command = [sys.executable, "manage.py", "receive_mail", "--skip-checks", "--recipient", reader]
        done = subprocess.run(command, cwd=ROOT, env=house.environment, input=raw, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["error"] == ""

    def until_quiet(self) -> None:
        """Carry every letter to its reader until nothing moves any more."""
        moved, deadline = time.monotonic(), time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < moved + QUIET_SECONDS:
            assert time.monotonic() < deadline, self.letters
            for taken in self.server.taken[self._read :]:
                self._read += 1
                sender = str(message_from_bytes(taken.raw)["From"]).partition("<")[2].strip(">")
                self.letters.append((sender, taken.reader))
                self.post(taken.reader, taken.raw)
                moved = time.monotonic()
            time.sleep(0.1)

    def between(self, one: str, other: str) -> list[tuple[str, str]]:
        """The letters that went from either domain to the other."""
        domains = {one, other}
        return [pair for pair in self.letters if {address.partition("@")[2] for address in pair} == domains]


def house_of(folder: Path, domain: str, database: dict[str, str], port: int) -> PostRoom:
    """A house that answers to `domain`, seeded, with its worker at work."""
    folder.mkdir()
    environment = {**_clean_environment(), "DATA_DIR": str(folder), "DEMO": "off", "MAIL_DOMAIN": domain}
    environment |= {"INBOUND_DOMAIN": domain, "MAILBOX_EVERY_SECONDS": "3600", **database}
    environment.setdefault("DATABASE_URL", f"sqlite:///{folder / 'guichet.sqlite3'}")
    room = PostRoom(folder, environment)
    room.manage("prepare")
    room.worker(port)
    return room


@pytest.fixture
def world(tmp_path: Path) -> Any:
    """`world(outside)`: north.example and south.example, and everybody else as `outside` says."""
    with ExitStack() as stack:
        server = stack.enter_context(MailServer())

        def build(outside: Outside = lambda _reader, _raw: [], *domains: str) -> World:
            houses = {}
            for domain in domains or ("north.example",):
                database = stack.enter_context(fresh_database())
                houses[domain] = house_of(tmp_path / domain, domain, database, server.port)
                stack.callback(houses[domain].stop)
            return World(server, houses, outside)

        yield build


def message(sender: str, to: str, subject: str, text: str, **headers: str) -> bytes:
    """What a program without manners writes: nothing but the words, unless told."""
    number = message.count = getattr(message, "count", 0) + 1  # type: ignore[attr-defined]
    lines = {"From": sender, "To": to, "Subject": subject, "Message-ID": f"<{number}@{sender.partition('@')[2]}>"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode()


def test_two_houses_pointed_at_each_other_fall_silent(world):
    both = world(lambda _reader, _raw: [], "north.example", "south.example")

    both.post(
        "guichet@south.example", message("guichet@north.example", "guichet@south.example", "Bonjour", "Un essai.")
    )
    both.until_quiet()

    assert 1 <= len(both.between("north.example", "south.example")) <= 3


def test_an_absent_person_who_writes_from_a_new_address_each_time_is_left_in_peace(world):
    def robot(reader: str, raw: bytes) -> list[tuple[str, bytes]]:
        if not reader.endswith("@absent.example"):
            return []
        robot.turn += 1  # type: ignore[attr-defined]
        back = message_from_bytes(raw)["From"].partition("<")[2].strip(">")
        words = "Merci de votre message. Je lis mes messages lundi."
        answer = message(f"me-{robot.turn}@absent.example", back, "Votre message", words)  # type: ignore[attr-defined]
        return [(back, answer)]

    robot.turn = 0  # type: ignore[attr-defined]
    one = world(robot)

    one.post("guichet@north.example", message("me@absent.example", "guichet@north.example", "Question", "Bonjour ?"))
    one.until_quiet()

    assert 1 <= len(one.between("north.example", "absent.example")) <= 3


def test_a_list_that_sends_everything_to_everybody_gets_no_answer_to_its_answers(world):
    def mailing_list(reader: str, raw: bytes) -> list[tuple[str, bytes]]:
        if reader != "all@list.example":
            return []
        return [("guichet@north.example", b"List-Id: <all.list.example>\nPrecedence: list\n" + raw)]

    one = world(mailing_list)

    one.post("all@list.example", message("zoe@people.example", "all@list.example", "Réunion", "Mardi à dix heures."))
    one.post("guichet@north.example", message("all@list.example", "guichet@north.example", "Re: Réunion", "D'accord."))
    one.until_quiet()

    assert len(one.between("north.example", "list.example")) <= 3


def test_the_robot_of_a_team_address_does_not_feed_on_its_own_alerts(world):
    def closed_office(reader: str, raw: bytes) -> list[tuple[str, bytes]]:
        if not reader.endswith("@example.org"):
            return []
        back = message_from_bytes(raw)["From"].partition("<")[2].strip(">")
        return [(back, message(reader, back, "Bureau fermé", "Nous sommes fermés cette semaine."))]

    one = world(closed_office)

    one.post("guichet@north.example", message("zoe@people.example", "guichet@north.example", "Question", "Bonjour ?"))
    one.until_quiet()

    assert len(one.between("north.example", "example.org")) <= 3
