"""Mail that the program cannot read, for want of a key, for its size or by a mistake of ours: who sees it all the same.

It may be what somebody told a confidential form. Its headers say so at its arrival, before anything goes wrong.
"""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.db import transaction
from django.utils import timezone

from notifications import inbox, outbox, parsing
from notifications.models import IncomingEmail
from requests_app import links, mailbox
from requests_app.models import Form, Ticket
from requests_app.triage import held
from sealing import storage
from tests import make

NAMES = ("amina", "bruno", "claire", "dara", "admin")
TROUBLES = ("failed", "locked", "gone", "size")
SIGNAL = "signaler@example.org"


@pytest.fixture(autouse=True)
def _house(cast, settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.INBOUND_DOMAIN = "in.example.org"
    Form.objects.filter(slug="discrimination").update(mail_address=SIGNAL)


def raw(**headers):
    lines = {"From": "Oksana <oksana@example.net>", "To": "guichet@example.org", "Subject": "Bonjour"} | headers
    return "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items()).encode() + b"\r\n...\r\n"


@pytest.fixture
def comes(monkeypatch, settings):
    """Let a message arrive, and this go wrong with it."""

    def comes(message, trouble, *, recipient=""):
        if trouble == "failed":
            monkeypatch.setattr(mailbox, "carry_out", stumble)
        held, size_bytes = ("size", 50_000_000) if trouble == "size" else ("", None)
        row = inbox.keep(message, mailbox="pipe", recipient=recipient, held=held, size_bytes=size_bytes)
        if trouble == "gone":
            storage.erase(row.stored_name)
        if trouble == "locked":
            settings.FIELD_KEYS = [Fernet.generate_key().decode()]
        for hours in range(4):
            inbox.file_due(timezone.now() + timedelta(hours=hours), by="test")
        assert IncomingEmail.objects.filter(pk=row.pk).values_list("fate", "because").get() == ("held", trouble)
        return row.pk

    return comes


def stumble(*_arguments):
    raise RuntimeError


@pytest.fixture
def readers(seen_by, cast):
    """Who finds the only message in the list; its page exists for the same, and the bar counts it."""

    def readers(pk):
        found = set()
        for name in NAMES:
            user = getattr(cast, name)
            client = seen_by(user)
            is_listed = pk in [line.pk for line in client.get("/desk/post/").context["lines"]]
            assert (client.get(f"/desk/post/{pk}/").status_code == 200) is is_listed
            assert (held.waiting_for(user) == 1) is is_listed
            found |= {name} if is_listed else set()
        return found

    return readers


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize(
    ("written_to", "who"),
    [
        ({}, {"amina"}),
        ({"To": SIGNAL}, {"bruno"}),
        ({"Cc": f"Signaler <{SIGNAL.upper()}>"}, {"bruno"}),
        ({"recipient": SIGNAL}, {"bruno"}),
    ],
)
def test_what_was_written_to_a_confidential_form_is_for_its_team(comes, readers, trouble, written_to, who):
    headers = dict(written_to)
    recipient = headers.pop("recipient", "")

    pk = comes(raw(**headers), trouble, recipient=recipient)

    assert readers(pk) == who


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("how", ["token", "letter", "earlier"])
def test_what_answers_a_confidential_request_is_for_its_team(comes, readers, trouble, how):
    report = make.ticket(form="discrimination")
    with transaction.atomic():
        letter = outbox.queue(kind="reply", to="o@example.net", subject="s", text="t", about=report.reference)
    earlier = make.mail(fate="filed", about=report.reference)
    headers = {
        "token": {"To": links.reply_address(report.pk)},
        "letter": {"In_Reply_To": letter.message_id},
        "earlier": {"References": parsing.head(inbox.raw_of(earlier)).message_id},
    }

    assert readers(comes(raw(**headers[how]), trouble)) == {"bruno"}


def test_what_answers_an_ordinary_request_is_for_the_reception(cast, comes, readers):
    ticket = make.ticket(team=cast.reception)

    assert readers(comes(raw(To=links.reply_address(ticket.pk)), "size")) == {"amina"}


def test_a_confidential_ticket_of_an_ordinary_team_is_that_team_s(comes, readers):
    helpers = make.team("aide")
    emil = make.user("emil", team=helpers)
    ticket = make.ticket(form="discrimination", team=helpers)

    assert readers(comes(raw(To=links.reply_address(ticket.pk)), "size")) == set()
    assert held.waiting_for(emil) == 1


def test_it_becomes_no_ordinary_request(cast, seen_by, comes):
    report, ordinary = make.ticket(form="discrimination"), make.ticket(team=cast.reception)
    page = f"/desk/post/{comes(raw(To=links.reply_address(report.pk)), 'size')}/"
    client = seen_by(make.user("bruno", team=cast.reception))

    assert client.post(f"{page}open/").status_code == 422
    assert client.post(f"{page}append/", {"reference": ordinary.reference}).status_code == 422
    assert client.post(f"{page}append/", {"reference": report.reference}).status_code == 302
    assert Ticket.objects.count() == 2


def test_a_mistake_in_finding_out_whose_it_is_loses_no_message(cast, monkeypatch):
    monkeypatch.setattr(inbox, "_owners", [stumble])

    assert inbox.keep(raw(), mailbox="pipe").held_for == ""
