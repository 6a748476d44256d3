"""A real mailbox on a real IMAP server: every message is kept once, whatever happens to those who read it."""

import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.dovecot import Dovecot
from tests.faults.post_room import ROOT, PostRoom
from tests.live import _clean_environment, free_port, fresh_database
from tests.notifications.mail_server import MailServer

pytestmark = pytest.mark.faults
MESSAGES = 50


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostRoom]:
    """A seeded house for the whole module; each test empties what it uses."""
    folder = tmp_path_factory.mktemp("mailbox")
    with fresh_database() as settings:
        environment = {**_clean_environment(), "DATA_DIR": str(folder), "DEMO": "off", "IMAP_TIMEOUT": "3", **settings}
        environment.setdefault("DATABASE_URL", f"sqlite:///{folder / 'guichet.sqlite3'}")
        room = PostRoom(folder, environment)
        room.manage("prepare")
        yield room


@pytest.fixture
def house(database: PostRoom) -> Iterator[PostRoom]:
    for table in ("incomingemail", "mailboxreading", "periodicrun", "deliveryattempt", "outgoingemail"):
        database.rows(f"DELETE FROM notifications_{table}")
    usual = dict(database.environment)
    yield database
    database.stop()
    database.environment = usual


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    # Not a folder of pytest's: it shuts those of earlier runs while a later one goes on.
    with tempfile.TemporaryDirectory(prefix="guichet-dovecot-") as folder:
        Path(folder).chmod(0o755)
        with Dovecot(Path(folder) / "dovecot") as server:
            yield server


def message(number: int) -> bytes:
    head = f"From: p{number}@example.net\r\nSubject: Bonjour {number}\r\nMessage-ID: <{number}@example.net>\r\n\r\n"
    return f"{head}Je suis la personne {number}.\r\n".encode()


def fetching(house: PostRoom, url: str, **settings: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", "fetch_mail", "--skip-checks"],
        cwd=ROOT,
        env={**house.environment, "IMAP_URL": url, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def fetch(house: PostRoom, url: str, **settings: str) -> str:
    out, error = fetching(house, url, **settings).communicate(timeout=60)
    return out.strip() or error.strip()


def kept(house: PostRoom) -> int:
    return house.rows("SELECT COUNT(*) FROM notifications_incomingemail")[0][0]


def failure(house: PostRoom) -> str:
    return house.rows("SELECT failure FROM notifications_mailboxreading")[0][0]


def test_what_lies_in_the_mailbox_is_kept_once_poison_included(house, dovecot):
    for number in range(MESSAGES - 1):
        dovecot.receive(message(number))
    dovecot.receive(b"\xff\xfe\0Content-Type: multipart/mixed; boundary=\r\n\0\r\n--\0" * 40)

    assert fetch(house, dovecot.url) == f"{MESSAGES} kept"
    assert fetch(house, dovecot.url) == "0 kept"
    assert kept(house) == MESSAGES


def test_the_mailbox_is_left_as_it_was(house, dovecot):
    dovecot.receive(message(1))

    fetch(house, dovecot.url)

    assert [path.name for path in (dovecot.folder / "mail" / "new").iterdir()]  # not even marked as seen
    assert dovecot.files() == 1


def test_two_programs_that_read_at_once_keep_each_message_once(house, dovecot):
    for number in range(MESSAGES):
        dovecot.receive(message(number))

    readers = [fetching(house, dovecot.url) for _reader in range(2)]
    told = [reader.communicate(timeout=60) for reader in readers]

    assert [reader.returncode for reader in readers] == [0, 0], told

    assert kept(house) == MESSAGES


def test_a_program_killed_again_and_again_loses_nothing_and_doubles_nothing(house, dovecot):
    dice = random.Random(20261124)
    for number in range(4 * MESSAGES):
        dovecot.receive(message(number))

    for _life in range(12):
        reader = fetching(house, dovecot.url)
        began, deadline = kept(house), time.monotonic() + 20
        while kept(house) == began and reader.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(dice.random() * 0.1)
        reader.send_signal(signal.SIGKILL)
        reader.communicate()
    fetch(house, dovecot.url)

    assert kept(house) == 4 * MESSAGES


def test_numbers_given_anew_double_nothing(house, dovecot):
    for number in range(3):
        dovecot.receive(message(number))
    fetch(house, dovecot.url)

    dovecot.number_anew()
    dovecot.receive(message(4))
    fetch(house, dovecot.url)

    assert kept(house) == 4


def test_the_first_reading_leaves_old_mail_alone_and_the_next_ones_miss_nothing(house, dovecot):
    dovecot.receive(message(1), days_old=30)
    dovecot.receive(message(2))

    assert fetch(house, dovecot.url) == "1 kept"
    dovecot.receive(message(3), days_old=30)  # arrived late, with an old date
    assert fetch(house, dovecot.url) == "1 kept"


@pytest.mark.parametrize(("trusts", "said"), [(True, "1 kept"), (False, "tls")])
def test_over_a_network_the_server_must_show_who_it_is(house, dovecot, trusts, said):
    dovecot.receive(message(1))

    told = fetch(house, dovecot.tls_url, **({"SSL_CERT_FILE": str(dovecot.authority)} if trusts else {}))

    assert said in told


@pytest.mark.parametrize(
    ("change", "code"), [(("a-password", "another"), "not_let_in"), (("INBOX", "Nowhere"), "no_folder")]
)
def test_what_keeps_us_out_is_named_and_no_password_with_it(house, dovecot, change, code):
    told = fetch(house, dovecot.url.replace(*change))

    assert code in told
    assert "password" not in told.replace("IMAP_URL", "")
    assert failure(house) == code


def test_a_server_that_is_gone_is_named(house, dovecot):
    url = dovecot.url.replace(str(dovecot.port), str(free_port()))

    assert "unreachable" in fetch(house, url)


@contextmanager
def silent_server() -> Iterator[int]:
    """A server that takes every connection and says nothing, for ever."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken: list[socket.socket] = []

        def take() -> None:
            try:
                while True:
                    taken.append(listener.accept()[0])
            except OSError:
                return

        threading.Thread(target=take, daemon=True).start()
        yield listener.getsockname()[1]
        for connection in taken:
            connection.close()


def test_letters_leave_while_the_mailbox_says_nothing(house):
    with silent_server() as port, MailServer() as server:
        house.environment["IMAP_URL"] = f"imap://a:b@127.0.0.1:{port}/INBOX"
        house.environment["IMAP_TIMEOUT"] = "20"
        house.worker(server.port)
        house.wait_until(
            lambda: bool(house.rows("SELECT 1 FROM notifications_periodicrun WHERE name = 'notifications.reading'"))
        )
        house.manage("shell", "-v", "0", "-c", LETTERS)

        started = time.monotonic()
        house.wait_until(lambda: len(server.taken) == 5)

        assert time.monotonic() - started < 10


READING = "SELECT 1 FROM notifications_periodicrun WHERE name = 'notifications.reading' AND started_at IS NOT NULL"
LETTERS = """
from django.db import transaction
from notifications import outbox
with transaction.atomic():
    for number in range(5):
        outbox.queue(kind="test", to=f"reader{number}@example.org", subject="Bonjour", text="Bonjour")
"""


def test_a_message_in_the_mailbox_becomes_a_request_by_itself(house, dovecot):
    with MailServer() as server:
        house.environment["IMAP_URL"] = dovecot.url
        dovecot.receive(message(7))
        house.worker(server.port)

        house.wait_until(lambda: any(letter.reader == "p7@example.net" for letter in server.taken))

    assert house.rows("SELECT COUNT(*) FROM requests_app_ticket WHERE channel = 'email'")[0][0] >= 1
