"""Every address of the desk for every member of the cast: the answer was decided here, and is never a crash.

The addresses come from the resolver: a new one without a line below fails.
"""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from notifications import outbox
from requests_app.models import Attachment
from requests_app.triage.urls import urlpatterns
from sealing import storage
from tests import make
from tests.triage import rows

CAST = ("anonymous", "amina", "bruno", "claire", "dara", "admin")
EVERYBODY = dict.fromkeys(CAST, 200) | {"anonymous": 302}
RECEPTION_AND_MANAGERS = dict.fromkeys(CAST, 403) | {"anonymous": 302, "amina": 200, "claire": 200}
STAFF_IN_A_TEAM = {"anonymous": 302, "amina": 200, "bruno": 200, "claire": 403, "dara": 403, "admin": 403}

# What GET answers, for pages that are about no ticket.
PAGES = {
    "queue": EVERYBODY,
    "search": EVERYBODY,
    "account": EVERYBODY,
    "intake": STAFF_IN_A_TEAM,
    "intake-form": STAFF_IN_A_TEAM,
    "intake-done": STAFF_IN_A_TEAM | {"amina": 302, "bruno": 302},
    "intake-dictated": dict.fromkeys(CAST, 405) | {"anonymous": 302},
    "aside": EVERYBODY,
    "aside-decide": dict.fromkeys(CAST, 405) | {"anonymous": 302},
    "post": EVERYBODY,
    "post-out": RECEPTION_AND_MANAGERS,
    "post-out-again": dict.fromkeys(CAST, 405) | {"anonymous": 302},
}
# What is asked of a ticket: the permission, and the answer to GET and to an empty POST of who has it.
READ, WORK, ASSIGN, NOTE = "read", "work", "assign", "note"
OF_A_TICKET = {
    "ticket": (READ, 200, 405),
    "attachment": (READ, 200, 405),
    "ticket-sort": (WORK, 405, 302),
    "attachment-view": (READ, 200, 405),
    "ticket-take": (ASSIGN, 405, 302),
    "ticket-assign": (ASSIGN, 200, 302),
    "ticket-transfer": (ASSIGN, 200, 422),
    "ticket-status": (WORK, 200, 422),
    "ticket-topic": (WORK, 200, 422),
    "ticket-priority": (WORK, 200, 422),
    "ticket-plan": (WORK, 200, 302),
    "ticket-contact": (WORK, 200, 302),
    "ticket-preview": (WORK, 405, 422),
    "ticket-reply": (WORK, 405, 422),
    "ticket-note": (NOTE, 405, 422),
    "letter-withdraw": (WORK, 405, 302),
    "letter-again": (WORK, 405, 302),
    "letter-readdress": (WORK, 405, 302),
    "letter-settle": (WORK, 405, 302),
    "message": (READ, 200, 405),
    "message-formatted": (READ, 200, 405),
    "message-file": (READ, 200, 405),
    # A message that waits for a decision and seems to belong to the ticket exists for those who may read that.
    "post-message": (READ, 200, 405),
    "post-file": (READ, 200, 405),
    "post-append": (WORK, 405, 422),
    "post-aside": (WORK, 405, 302),
    "post-open": (WORK, 405, 302),
}
NEEDED_FOR = {READ: {"amina", "claire"}, WORK: {"amina"}, ASSIGN: {"amina", "claire"}, NOTE: {"amina", "claire"}}
# The reception's ticket exists for these; the discrimination team's for Bruno alone, who may do all there.
SEES = {"reception": {"amina", "claire"}, "discrimination": {"bruno"}}
MAY = {"reception": NEEDED_FOR, "discrimination": {permission: {"bruno"} for permission in NEEDED_FOR}}


def expected(who, name, team, method):
    """The status that was decided."""
    permission, got, posted = OF_A_TICKET[name]
    if who == "anonymous":
        return 302 if method == "get" else 401  # what was typed is shown again, to be sent after logging in
    answer = got if method == "get" else posted
    if answer == 405:
        return 405
    if who not in SEES[team]:
        return 404
    if who not in MAY[team][permission]:
        return 403
    if (name, team) == ("post-open", "discrimination"):
        return 403  # it may quote what is confidential, and would become an ordinary ticket
    if (who, name) == ("claire", "ticket-take"):
        return 422  # a manager gives tickets away; to have one, she would have to be in its team
    return answer


@pytest.fixture
def tickets(cast, settings, tmp_path):
    """One ticket of each team, each with a file, a letter, a message that came by mail, and one that waits."""
    settings.PRIVATE_DIR = tmp_path / "private"
    made = {"reception": rows.ticket(team=cast.reception), "discrimination": rows.ticket(form="discrimination")}
    for team, ticket in list(made.items()):
        file = Attachment.objects.create(
            ticket=ticket,
            original_name="a.jpg",
            stored_name=storage.save(b"\xff\xd8"),
            kind="jpeg",
            copy="made",
            size_bytes=4,
            sha256="0" * 64,
            created_at=timezone.now(),
        )
        letter = outbox.queue(kind="reply", to="o@example.org", subject="s", text="t", about=ticket.reference)
        made[team] = SimpleNamespace(
            reference=ticket.reference,
            file=file.pk,
            letter=letter.pk,
            message=make.message(
                ticket, sender="o@example.org", incoming=make.mail(fate="filed", about=ticket.reference)
            ).pk,
            mail=make.mail(about=ticket.reference).pk,
        )
    return made


def address(name, ticket):
    if name.startswith("letter-"):
        return reverse(f"triage:{name}", args=[ticket.reference, ticket.letter])
    if name.startswith("message"):
        return reverse(f"triage:{name}", args=[ticket.reference, ticket.message])
    if name.startswith("post-"):
        return reverse(f"triage:{name}", args=[ticket.mail])
    if name.startswith("attachment"):
        return reverse(f"triage:{name}", args=[ticket.reference, ticket.file])
    return reverse(f"triage:{name}", args=[ticket.reference])


@pytest.fixture
def visitor_of(cast, seen_by, client):
    return lambda who: client if who == "anonymous" else seen_by(getattr(cast, who))


def test_every_address_has_its_line_in_this_table():
    assert {pattern.name for pattern in urlpatterns} == set(PAGES) | set(OF_A_TICKET)


@pytest.mark.parametrize("who", CAST)
def test_pages_about_no_ticket_answer_as_decided(visitor_of, who):
    visitor = visitor_of(who)
    arguments = {"intake-form": ["general"]}

    for name, answers in PAGES.items():
        got = visitor.get(reverse(f"triage:{name}", args=arguments.get(name, [])))
        assert got.status_code == answers[who], (who, name)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("team", SEES)
@pytest.mark.parametrize("who", CAST)
def test_addresses_of_a_ticket_answer_as_decided(visitor_of, tickets, who, team, method):
    visitor = visitor_of(who)

    for name in OF_A_TICKET:
        # Each act finds a message that nobody has dealt with.
        tickets[team].mail = make.mail(about=tickets[team].reference).pk
        got = getattr(visitor, method)(address(name, tickets[team]))
        assert got.status_code == expected(who, name, team, method), (who, name, team, method)


@pytest.mark.parametrize(
    "odd", ["%00", "a%00b", "CAI-26-2222-2222%0A", "%F0%9F%98%80", "..", "%2e%2e%2f", "x" * 300, "1'--"]
)
def test_an_odd_reference_is_a_missing_page_and_no_crash(cast, seen_by, odd):
    for verb in ("", "assign/", "files/1/", f"files/{'9' * 30}/"):
        assert seen_by(cast.amina).get(f"/desk/tickets/{odd}/{verb}").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%FF", "after=%00", "q=" + "a" * 3000, "q=%E2%80%AE", "team=%00", "assignee=%D9%A1", "priority=%C2%B2"],
)
def test_an_odd_question_is_answered_with_a_list_and_no_crash(cast, seen_by, query):
    for page in ("/desk/", "/desk/search/"):
        assert seen_by(cast.amina).get(f"{page}?{query}").status_code == 200


def test_an_odd_file_number_is_a_missing_page(cast, seen_by):
    ticket = make.ticket(team=cast.reception)

    assert seen_by(cast.amina).get(f"/desk/tickets/{ticket.reference}/files/{'9' * 30}/").status_code == 404
    assert seen_by(cast.amina).post(f"/desk/tickets/{ticket.reference}/letters/{'9' * 30}/again/").status_code == 404


def test_htmx_is_told_that_the_session_has_ended_and_not_given_the_log_in_page(client, tickets):
    for verb in ("get", "post"):
        answer = getattr(client, verb)(address("ticket-topic", tickets["reception"]), headers={"HX-Request": "true"})
        assert (answer.status_code, answer.content) == (401, b"")
