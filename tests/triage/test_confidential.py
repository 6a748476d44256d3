"""Who may not see, cannot tell: a confidential ticket is absent from every page of the desk for all but its team."""

import hashlib

import pytest
from django.utils import timezone

from requests_app.models import Attachment
from sealing import storage
from tests import make

CANARY = "cormoran"
STRANGERS = ("amina", "claire", "dara", "admin")


@pytest.fixture
def hidden(cast, settings, tmp_path):
    """A confidential ticket with everything a ticket can hold."""
    settings.PRIVATE_DIR = tmp_path / "private"
    contact = {"name": f"Nom {CANARY}", "email": f"{CANARY}@example.org", "phone": "0470"}
    ticket = make.ticket(
        form="discrimination",
        answers={"message": f"Récit {CANARY}"},
        contact=contact,
        assignee=cast.bruno,
        priority=4,
        topic="discrimination",
    )
    make.message(ticket, f"Message {CANARY}")
    make.note(ticket, f"Note {CANARY}", author=cast.bruno)
    Attachment.objects.create(
        ticket=ticket,
        original_name=f"{CANARY}.pdf",
        stored_name=storage.save(b"%PDF-1.4"),
        kind="pdf",
        size_bytes=8,
        sha256=hashlib.sha256(b"%PDF-1.4").hexdigest(),
        created_at=timezone.now(),
    )
    return ticket


def addresses(ticket, cast):
    """Every page that could betray it."""
    file = ticket.attachments.get().pk
    lists = [
        "",
        "?status=all",
        "?status=all&sort=activity",
        "?status=all&sort=opened",
        "?assignee=nobody",
        f"?assignee={cast.bruno.pk}",
        f"?team={cast.discrimination.code}",
        "?topic=discrimination",
        "?priority=4",
        "?late=1",
    ]
    searches = [ticket.reference, ticket.reference[4:], CANARY, f"{CANARY}@example.org", "Récit"]
    verbs = ["", *(f"{verb}/" for verb in ("assign", "transfer", "status", "topic", "priority", "plan"))]
    return [
        *(f"/desk/{query}" for query in lists),
        *(f"/desk/search/?q={q}" for q in searches),
        *(f"/desk/tickets/{ticket.reference}/{verb}" for verb in verbs),
        f"/desk/tickets/{ticket.reference}/files/{file}/",
        "/desk/intake/",
        "/desk/intake/form/discrimination/",
        "/desk/account/",
    ]


@pytest.mark.parametrize("stranger", STRANGERS)
def test_no_page_of_the_desk_betrays_a_confidential_ticket(cast, seen_by, hidden, stranger):
    client = seen_by(getattr(cast, stranger))

    for address in addresses(hidden, cast):
        # An address or a word that was typed may stand on the page again; what is behind it may not.
        page = client.get(address).content.decode().replace(f'value="{hidden.reference}"', "")
        shown = page.partition("<h1>")[0] + page.partition("</h1>")[2]
        betrayed = [
            word for word in (f"Nom {CANARY}", f"Récit {CANARY}", f"/tickets/{hidden.reference}") if word in shown
        ]
        assert betrayed == [], address
        if "/tickets/" in address:
            assert hidden.reference not in page


@pytest.mark.parametrize("stranger", STRANGERS)
def test_counters_and_choices_are_the_same_with_and_without_it(cast, seen_by, stranger):
    client = seen_by(getattr(cast, stranger))
    make.ticket(team=cast.reception)

    def told():
        context = client.get("/desk/").context
        return [context[name] for name in ("views", "counters", "filters", "open_count")]

    before = told()
    make.ticket(form="discrimination", assignee=cast.bruno)

    assert told() == before
    assert "Bruno" not in str(before)
    assert str(cast.discrimination) not in str(before)


def test_an_unknown_reference_and_a_hidden_one_are_answered_alike(cast, seen_by, hidden):
    client = seen_by(cast.amina)
    for verb in ("", "assign/", "take/", "reply/", "letters/1/withdraw/", "files/1/"):
        method = client.post if verb in {"take/", "reply/", "letters/1/withdraw/"} else client.get
        unknown = method(f"/desk/tickets/CAI-26-2222-2222/{verb}")
        hers = method(f"/desk/tickets/{hidden.reference}/{verb}")

        assert (hers.status_code, unknown.status_code) == (404, 404)
        assert hers.content.replace(hidden.reference.encode(), b"") == unknown.content.replace(b"CAI-26-2222-2222", b"")


def test_its_own_team_sees_all_of_it(cast, seen_by, hidden):
    client = seen_by(cast.bruno)

    assert hidden.reference in client.get("/desk/").content.decode()
    assert hidden.reference in client.get(f"/desk/search/?q={hidden.reference}").content.decode()
    assert client.get(f"/desk/tickets/{hidden.reference}/").content.decode().count(CANARY) >= 4


def test_even_its_own_team_does_not_find_it_by_words(cast, seen_by, hidden):
    assert seen_by(cast.bruno).get(f"/desk/search/?q={CANARY}").context["rows"] == []
