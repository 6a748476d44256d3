"""Whoever watches learns what is wrong, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.utils import timezone

from notifications.models import OutgoingEmail, WorkerHeartbeat
from requests_app.emails import staff
from requests_app.models import Team
from requests_app.services import remembered
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
