"""The pipe and the administrator's question "why?": one line of JSON for each message, and no trace of a dry run."""

import io
import json
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from notifications.models import IncomingEmail
from requests_app import receiving
from requests_app.models import Ticket
from tests.requests_app.mail.conftest import raw, reply_to

KEYS = {
    *("id", "from", "subject", "text", "html", "kind", "action", "auto_ack", "attachments", "names", "ticket"),
    *("reopen", "permanent_failure", "as_staff", "outgoing", "seconds", "error"),
}


def piped(monkeypatch, content, *arguments):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    out = io.StringIO()
    call_command("receive_mail", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def everything():
    """How many rows each table has, and how many private files there are."""
    counts = Counter({model._meta.label: model._default_manager.count() for model in apps.get_models()})
    counts["files"] = sum(path.is_file() for path in Path(settings.PRIVATE_DIR).rglob("*"))
    return counts


def test_a_message_from_the_pipe_is_on_its_ticket_and_told(monkeypatch, ticket):
    [told] = piped(monkeypatch, raw("Oui.\n\n> ##– Répondez au-dessus –##\n> Bonjour", to=reply_to(ticket)))

    assert told.keys() >= KEYS
    assert (told["action"], told["ticket"], told["kind"]) == ("append", ticket.reference, "human")
    assert (told["from"], told["text"], told["error"]) == ("oksana@example.net", "Oui.", "")
    assert ticket.messages.get().body.startswith("Oui.\n\n>")


def test_the_first_message_tells_what_leaves_because_of_it(monkeypatch, cast):
    [told] = piped(monkeypatch, raw("Bonjour, je cherche un cours."))

    assert (told["action"], told["auto_ack"]) == ("new", True)
    assert "Auto-Submitted: auto-replied" in told["outgoing"]
    assert Ticket.objects.get(reference=told["ticket"])


def test_a_dry_run_tells_the_same_and_leaves_no_trace(monkeypatch, ticket):
    message = raw("Bonjour, voici.", sender="Zoé <zoe@example.net>")
    before = everything()

    [dry] = piped(monkeypatch, message, "--dry-run")
    after = everything()
    [real] = piped(monkeypatch, message)

    assert after == before
    told = {"kind", "action", "auto_ack", "text", "from", "subject", "names", "reopen"}
    assert {key: dry[key] for key in told} == {key: real[key] for key in told}


def test_the_same_message_again_is_told_with_the_ticket_it_already_has(monkeypatch, cast):
    [first] = piped(monkeypatch, raw())
    [second] = piped(monkeypatch, raw())

    assert (second["action"], second["because"], second["ticket"]) == ("drop", "same_mail", first["ticket"])
    assert IncomingEmail.objects.count() == 1


def test_a_batch_answers_each_line_whatever_is_wrong_with_it(monkeypatch, cast, tmp_path):
    (tmp_path / "one.eml").write_bytes(raw())
    lines = [
        json.dumps({"id": 1, "path": str(tmp_path / "one.eml")}),
        json.dumps({"id": "two", "path": str(tmp_path / "nowhere.eml")}),
        "{nonsense",
        "[]",
    ]

    told = piped(monkeypatch, "\n".join(lines).encode(), "--batch")

    assert [line["id"] for line in told] == [1, "two", None, None]
    assert [bool(line["error"]) for line in told] == [False, True, True, True]
    assert all(line.keys() >= KEYS for line in told)


def test_what_our_own_program_stumbles_over_is_kept_for_a_person(monkeypatch, cast):
    def stumble(*_args, **_kwargs):
        raise KeyError("a name of somebody")

    monkeypatch.setattr("requests_app.mailbox.decide", stumble)

    [told] = piped(monkeypatch, raw())

    row = IncomingEmail.objects.get()
    assert (told["error"], row.fate) == ("KeyError", "waiting")
    assert row.attempt_after is not None  # the worker takes it up again


def test_what_cannot_be_kept_goes_back_to_the_mail_server(monkeypatch, cast):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("notifications.inbox.storage.save", full)

    with pytest.raises(SystemExit) as ended:
        piped(monkeypatch, raw())

    assert ended.value.code == 75  # EX_TEMPFAIL


def test_html_is_told_as_staff_would_see_it(cast):
    head = raw().partition(b"Content-Type")[0]
    message = head + b"Content-Type: text/html\r\n\r\n<p onclick=x()>Bonjour</p><script>alert(1)</script>"

    told = receiving.receive(message, door="pipe")

    assert told["html"].strip() == "<p>Bonjour</p>"
    assert told["text"] == "Bonjour"
