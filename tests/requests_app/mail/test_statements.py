"""How many statements a message costs, from the moment a worker looks for it: they do not depend on the machine."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notifications import inbox
from notifications.models import IncomingEmail, OutgoingEmail
from requests_app import mailbox
from tests.requests_app.mail.conftest import raw, reply_to

AROUND = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.fixture
def statements(monkeypatch):
    """Keep the message and have it filed: the statements of both, and its row afterwards."""
    monkeypatch.setattr(inbox, "_filers", [mailbox.file])

    def of(message):
        with CaptureQueriesContext(connection) as seen:
            row = inbox.keep(message, mailbox="pipe")
            assert inbox.file_due(timezone.now(), by="worker") == 1
        row.refresh_from_db()
        said = [query["sql"].strip() for query in seen.captured_queries]
        return [one for one in said if not one.startswith(AROUND)], row

    return of


def test_mail_that_opens_a_request_takes_fifteen_statements(statements, cast):
    cast.reception.email = "accueil@example.org"
    cast.reception.save()
    statements(raw("Bonjour, une question.", subject="Bonjour"))  # the settings of the house are remembered from now on

    said, row = statements(raw("Bonjour, une autre question.", subject="Bonjour", number=2))

    assert (row.action, row.fate) == ("new", "filed")
    kinds = OutgoingEmail.objects.filter(about=row.about).values_list("kind", flat=True)
    assert set(kinds) == {"acknowledgement", "team_alert"}
    assert len(said) <= 15


@pytest.mark.parametrize(
    ("headers", "action", "most"),
    [
        ({}, "append", 15),
        ({"Auto-Submitted": "auto-replied"}, "append", 9),
        ({"sender": "Somebody <else@example.net>"}, "hold", 8),
        ({"X-Loop": "guichet.example.org"}, "drop", 6),
    ],
)
def test_mail_about_a_request_takes_as_many_statements_as_it_must(statements, ticket, headers, action, most):
    """One of them asks at its arrival whether it is meant for a confidential team: `threads.confidential_team`."""
    statements(raw(to=reply_to(ticket), number=1))

    said, row = statements(raw(to=reply_to(ticket), number=2, text="Encore.", **headers))

    assert row.action == action
    assert len(said) <= most


def test_what_came_by_another_door_is_known_without_asking(statements, arrive, cast):
    first = arrive(raw(), door="imap")

    said, row = statements(raw())

    assert (row.fate, row.because, row.about) == ("dropped", "same_mail", "")
    assert first.fate == "filed"
    assert len(said) == 4  # kept, what is due, claimed, written down
    assert IncomingEmail.objects.count() == 2
