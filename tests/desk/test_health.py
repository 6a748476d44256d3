"""Whoever watches learns what is wrong, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.utils import timezone

from notifications import imap, inbox
from notifications.models import MailboxReading, OutgoingEmail, WorkerHeartbeat
from requests_app import remembered
from requests_app.emails import staff
from requests_app.models import Team
from tests import make


@pytest.fixture
def beating(db):
    WorkerHeartbeat.objects.create(name="a worker", beat_at=timezone.now())


def test_the_process_is_up_whatever_else_is_wrong(client):
    assert client.get("/healthz").content == b"ok\n"


def test_a_house_that_can_work_is_ready(client, cast, beating):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"ready": True, "problems": []})


def test_without_a_worker_the_house_is_not_ready(client, cast):
    response = client.get("/readyz")

    assert (response.status_code, response.json()["problems"]) == (503, ["worker"])


def test_a_letter_that_waits_too_long_is_told(client, cast, beating, a_letter_that_waits):
    a_letter_that_waits(minutes=11)

    assert client.get("/readyz").json()["problems"] == ["letters"]


@pytest.fixture
def mailbox(settings, beating):
    """`mailbox(minutes=…)`: one is set up, and was last read to its end so long ago; None: never."""

    def read(minutes):
        settings.IMAP_URL = "imaps://zoe:secret@mail.example.org"
        at = None if minutes is None else timezone.now() - timedelta(minutes=minutes)
        MailboxReading.objects.update_or_create(mailbox=imap.DOOR, defaults={"read_at": at, "failure": "silent"})
        remembered.forget()

    return read


@pytest.mark.parametrize(
    ("minutes", "problems"), [(14, []), (16, ["mailbox"]), (None, ["mailbox"]), (-60, ["mailbox"])]
)
def test_a_mailbox_that_was_not_read_to_its_end_for_a_quarter_of_an_hour_is_told(
    client, cast, mailbox, minutes, problems
):
    mailbox(minutes)

    response = client.get("/readyz")

    assert response.json()["problems"] == problems
    assert b"secret" not in response.content


def test_a_mailbox_that_is_set_up_and_was_never_tried_is_told(client, cast, beating, settings):
    settings.IMAP_URL = "imaps://zoe:secret@mail.example.org"

    assert client.get("/readyz").json()["problems"] == ["mailbox"]


def test_without_a_mailbox_nobody_asks_when_it_was_read(client, cast, mailbox, settings):
    mailbox(None)
    settings.IMAP_URL = ""

    assert client.get("/readyz").json()["problems"] == []


@pytest.mark.parametrize(("minutes", "problems"), [(14, []), (16, ["mail"])])
def test_a_message_that_nobody_reads_is_told(client, cast, beating, minutes, problems):
    inbox.keep(b"Subject: Bonjour\n\nBonjour", mailbox="pipe", now=timezone.now() - timedelta(minutes=minutes))

    assert client.get("/readyz").json()["problems"] == problems


def test_a_message_that_waits_for_a_person_is_no_trouble_of_the_post(client, cast, beating):
    long_ago = timezone.now() - timedelta(days=3)
    inbox.keep(b"Subject: Bonjour\n\nBonjour", mailbox="pipe", now=long_ago, held="size")

    assert client.get("/readyz").json()["problems"] == []


def test_the_desk_says_in_red_what_does_not_come_in(client, cast, mailbox):
    client.force_login(cast.amina)
    mailbox(minutes=1)
    assert "alert-danger" not in client.get("/desk/").text

    mailbox(minutes=16)
    the_mailbox = client.get("/desk/").text
    mailbox(minutes=1)
    inbox.keep(b"Subject: Bonjour\n\nBonjour", mailbox="pipe", now=timezone.now() - timedelta(minutes=16))
    a_message = client.get("/desk/").text

    assert "alert-danger" in the_mailbox
    assert "alert-danger" in a_message


@pytest.fixture
def a_letter_that_waits(cast):
    def queue(minutes):
        staff.team_alert(make.ticket(team=cast.reception))
        OutgoingEmail.objects.update(not_before=timezone.now() - timedelta(minutes=minutes))

    return queue


def test_a_house_without_reception_is_not_set_up(client, cast, beating):
    Team.objects.filter(is_reception=True).update(is_reception=False)

    assert client.get("/readyz").json()["problems"] == ["setup"]


def test_a_database_that_does_not_answer_is_named_and_no_secret_with_it(client, cast, monkeypatch):
    def down(*_args, **_kwargs):
        raise OperationalError("could not connect to server: password=hunter2")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", down)
        response = client.get("/readyz")

    assert response.json()["problems"] == ["database"]
    assert b"hunter2" not in response.content


def test_the_desk_says_in_red_that_letters_do_not_leave(client, cast, beating, a_letter_that_waits):
    client.force_login(cast.amina)
    assert "alert-danger" not in client.get("/desk/").text

    a_letter_that_waits(minutes=11)
    remembered.forget()

    assert "alert-danger" in client.get("/desk/").text


def test_the_desk_says_that_no_worker_runs(client, cast):
    client.force_login(cast.claire)

    assert "alert-danger" in client.get("/desk/").text
