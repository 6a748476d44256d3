"""Every message of the corpus, received for real: the right fate, and on the right ticket or none."""

import json
import re
from pathlib import Path

import pytest
from django.db import transaction

from notifications import outbox
from notifications.models import OutgoingEmail
from requests_app import receiving
from tests.mail.letters import HERE
from tests.requests_app.mail.conftest import reply_to

SETS = sorted(path.stem for path in HERE.glob("*.json"))
EXPECTED = {
    (name, message): expected
    for name in SETS
    for message, expected in json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")).items()
}
REPLY_ADDRESS = re.compile(rb"r\+(?:TOKEN|[a-z2-7]{1,13}-[a-z2-7]{24})@(?:in|guichet)\.example\.org")
OUR_LETTERS = re.compile(rb"<[\w.-]+@guichet\.example\.org>")


@pytest.fixture
def scene(ticket):
    """Bytes as they would be if the message answered our ticket: its reply address, and letters that we did write."""

    def on_stage(message: bytes) -> bytes:
        for ours in sorted(set(OUR_LETTERS.findall(message))):
            with transaction.atomic():
                words = {"subject": "Votre message", "text": "…"}
                letter = outbox.queue(kind="reply", to="oksana@example.net", about=ticket.reference, **words)
            OutgoingEmail.objects.filter(pk=letter.pk).update(message_id=ours.decode(), nature="")
        return REPLY_ADDRESS.sub(reply_to(ticket).encode(), message)

    return on_stage


@pytest.mark.parametrize(("name", "message"), EXPECTED)
def test_a_message_of_the_corpus_has_the_fate_that_a_careful_person_would_give_it(scene, ticket, name, message):
    expected = EXPECTED[name, message]

    told = receiving.receive(scene(Path(HERE / name / f"{message}.eml").read_bytes()), door="pipe")

    action = "hold" if expected["action"] == "new" and not told["from"] else expected["action"]
    assert told["error"] == ""
    assert (told["kind"], told["action"]) == (expected["kind"], action)
    if action in {"append", "flag", "new"}:
        assert (told["ticket"] == ticket.reference) is (action != "new")
    assert told["permanent_failure"] is expected.get("permanent_failure", False)
