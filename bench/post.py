"""Row 7: whether a mail server in trouble is felt by those who write, and how quickly letters leave.

The server offers PIPELINING, as nearly all do. smtplib does not use it, and our posting does.
"""

import smtplib
import subprocess
import sys
import time
from email.message import EmailMessage

from bench.house import ROOT, House
from bench.load import measure
from bench.people import People
from bench.rows import Row, at_least, at_most
from tests.notifications.mail_server import SILENCE, MailServer, Stage

LETTERS = 1000
QUEUE = f"""
from django.db import transaction
from notifications import outbox
from notifications.models import OutgoingEmail
OutgoingEmail.objects.all().delete()
with transaction.atomic():
    for number in range({LETTERS}):
        to, html = f"a{{number}}@example.org", "<p>Bonjour</p>" * 20
        outbox.queue(kind="bench", to=to, subject="Bonjour", text="Bonjour " * 60, html=html)
"""


def mail_rows(house: House, people: People) -> list[Row]:
    """Sending a form with the mail server quick, silent and gone; letters a second beside a bare loop of smtplib."""
    with MailServer() as server:
        with Worker(house, server.port):
            quick = measure(house, people.sender()).p50
            server.says = {Stage.MAIL: SILENCE}
            silent = measure(house, people.sender()).p50
            server.says = {}
        with Worker(house, 1):  # nobody listens there
            gone = measure(house, people.sender()).p50
    with MailServer() as server:
        bare = _bare_loop(server)
    with MailServer() as server:
        ours = _drain(house, server)
    return [
        at_most("7 send, server silent: p50 / quick", silent / quick, 1.1),
        at_most("7 send, server gone: p50 / quick", gone / quick, 1.1),
        at_least("7 letters/s out", ours, 200),
        at_least("7 letters/s / bare smtplib loop", ours / bare, 0.5),
    ]


class Worker:
    """The real worker against the mail server on that port."""

    def __init__(self, house: House, port: int) -> None:
        environment = {**house.environment, "EMAIL_URL": f"smtp://127.0.0.1:{port}", "EMAIL_TIMEOUT": "2"}
        self.process = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment)

    def __enter__(self) -> None:
        time.sleep(2)  # it has started and is at work

    def __exit__(self, *_error: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def _bare_loop(server: MailServer) -> float:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "desk@example.org", "a@example.org", "Bonjour"
    letter["Message-ID"] = "<bench@example.org>"
    letter.set_content("Bonjour " * 60)
    letter.add_alternative("<p>Bonjour</p>" * 20, subtype="html")
    started = time.monotonic()
    with smtplib.SMTP("127.0.0.1", server.port) as connection:
        for _letter in range(LETTERS):
            connection.send_message(letter)
    return LETTERS / (time.monotonic() - started)


def _drain(house: House, server: MailServer) -> float:
    house.manage("shell", "-v0", "-c", QUEUE)
    with Worker(house, server.port):
        while not server.taken:
            time.sleep(0.01)
        started, first = time.monotonic(), len(server.taken)
        while len(server.taken) < LETTERS and time.monotonic() < started + 60:
            time.sleep(0.01)
        return (len(server.taken) - first) / (time.monotonic() - started)
