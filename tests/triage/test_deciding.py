"""The decisions about a ticket: each works, refuses what makes no sense, and notices a quicker colleague."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from requests_app.models import Ticket
from requests_app.services import tickets
from tests import make
from tests.triage import rows

HTMX = {"HX-Request": "true", "HX-Target": "act"}


@pytest.fixture
def ticket(cast):
    return rows.ticket(team=cast.reception, topic="logement")


@pytest.fixture
def emil(cast):
    return make.user("emil", team=cast.reception)


def decide(client, ticket, verb, **values):
    return client.post(f"/desk/tickets/{ticket.reference}/{verb}/", values)


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def test_taking_makes_a_ticket_mine(cast, desk, ticket):
    page = desk(cast.amina).get(f"/desk/tickets/{ticket.reference}/")

    form = next(form for form in page.forms if "/take/" in form.node.attrs.get("action", ""))
    after = form.press()

    assert fresh(ticket).assignee == cast.amina
    assert "Cette demande est à vous maintenant" in after.text


def test_each_decision_is_a_page_with_a_form_for_browsers_without_javascript(cast, desk, ticket, emil):
    browser = desk(cast.amina)
    soon = timezone.localdate() + timedelta(days=3)
    decisions = [
        ("assign", {"assignee": emil.pk}, lambda row: row.assignee == emil),
        ("status", {"status": "scheduled"}, lambda row: row.status == "scheduled"),
        ("topic", {"topic": "sante"}, lambda row: row.topic == "sante"),
        ("priority", {"priority": 4}, lambda row: row.priority == 4),
        ("plan", {"on": soon.isoformat()}, lambda row: row.next_action_on == soon),
        ("transfer", {"team": make.team("isp").pk, "reason": "C'est pour vous"}, lambda row: row.team.code == "isp"),
    ]
    for verb, values, holds in decisions:
        page = browser.get(f"/desk/tickets/{ticket.reference}/{verb}/").press(**values)

        assert page.status == 200, verb
        assert page.url.endswith(f"/{ticket.reference}/"), verb
        assert holds(fresh(ticket)), verb


def test_to_resolve_asks_how_it_ended_and_keeps_the_choice(cast, desk, ticket):
    page = desk(cast.amina).get(f"/desk/tickets/{ticket.reference}/status/")

    asked = page.press(status="resolved")
    assert asked.status == 422
    assert asked.form.value("status") == "resolved"
    assert asked.errors

    assert asked.press(outcome="answered").status == 200
    assert (fresh(ticket).status, fresh(ticket).outcome) == ("resolved", "answered")


def test_only_the_next_statuses_are_offered(cast, seen_by):
    ticket = rows.ticket(team=cast.reception, status="resolved")

    form = seen_by(cast.amina).get(f"/desk/tickets/{ticket.reference}/status/").context["form"]

    assert [code for code, _label in form.fields["status"].choices] == ["open", "closed"]


@pytest.mark.parametrize(
    ("verb", "values"),
    [
        ("assign", {"assignee": "999999"}),
        ("assign", {"assignee": "x"}),
        ("transfer", {"team": "999999", "reason": "Parce que"}),
        ("transfer", {"reason": "Parce que"}),
        ("transfer", {"team": "TEAM", "reason": "  "}),
        ("transfer", {"team": "TEAM", "reason": "x" * 2001}),
        ("transfer", {"team": "TEAM", "reason": "a\x00b"}),
        ("status", {"status": "flying"}),
        ("status", {"status": "closed"}),
        ("status", {"status": "resolved", "outcome": "vanished"}),
        ("status", {}),
        ("topic", {"topic": "no-such-topic"}),
        ("topic", {}),
        ("priority", {"priority": "9"}),
        ("priority", {"priority": "high"}),
        ("plan", {"on": "yesterday"}),
        ("plan", {"on": "2001-01-01"}),
        ("plan", {"on": "9999-12-31"}),
        ("take", {"seen": "x"}),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_and_changes_nothing(cast, seen_by, ticket, verb, values):
    before = fresh(ticket).version
    other = str(make.team("isp").pk)
    values = {name: other if value == "TEAM" else value for name, value in values.items()}

    answer = decide(seen_by(cast.amina), ticket, verb, **values)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert fresh(ticket).version == before


def test_nobody_outside_the_team_can_be_given_a_ticket(cast, seen_by, ticket):
    answer = decide(seen_by(cast.amina), ticket, "assign", assignee=cast.bruno.pk)

    assert answer.status_code == 422
    assert fresh(ticket).assignee is None


@pytest.mark.parametrize(
    "race",
    [
        ("status", "new", {"status": "pending"}, lambda t, by: tickets.change_status(t, status="on_hold", by=by)),
        ("topic", "logement", {"topic": "sante"}, lambda t, by: tickets.set_topic(t, topic="volontariat", by=by)),
        ("priority", "2", {"priority": "4"}, lambda t, by: tickets.set_priority(t, priority=1, by=by)),
        ("take", "0", {}, lambda t, by: tickets.take(t, by=by)),
    ],
)
def test_when_a_colleague_was_quicker_both_choices_are_shown_and_the_next_try_counts(cast, seen_by, ticket, emil, race):
    verb, seen, values, quicker = race
    quicker(ticket, emil)
    client = seen_by(cast.amina)

    answer = decide(client, ticket, verb, seen=seen, **values)
    assert answer.status_code == 409
    assert answer.context["now_words"] in unescape(answer.content.decode())
    assert fresh(ticket).version == 2  # the colleague's, and not mine

    again = decide(client, ticket, verb, seen=answer.context["form"].data["seen"], **values)
    assert again.status_code == 302
    assert fresh(ticket).version == 3


def test_a_choice_that_a_quicker_colleague_made_impossible_is_a_conflict_and_then_refused(cast, seen_by, ticket, emil):
    tickets.change_status(ticket, status="resolved", outcome="answered", by=emil)
    client = seen_by(cast.amina)

    assert decide(client, ticket, "status", seen="new", status="pending").status_code == 409
    assert decide(client, ticket, "status", seen="resolved", status="pending").status_code == 422


def test_after_a_transfer_into_a_confidential_team_the_ticket_is_gone_for_who_gave_it(cast, seen_by, ticket):
    client = seen_by(cast.amina)

    answer = decide(client, ticket, "transfer", team=cast.discrimination.pk, reason="C'est une discrimination.")

    assert answer["Location"] == "/desk/"
    assert client.get(f"/desk/tickets/{ticket.reference}/").status_code == 404
    assert seen_by(cast.bruno).get(f"/desk/tickets/{ticket.reference}/").status_code == 200


def test_htmx_receives_the_form_in_place_then_the_side_and_what_was_said(cast, seen_by, ticket):
    client, address = seen_by(cast.amina), f"/desk/tickets/{ticket.reference}/priority/"

    asked = client.get(address, headers=HTMX)
    wrong = client.post(address, {"priority": "9"}, headers=HTMX)
    done = client.post(address, {"priority": "4"}, headers=HTMX)

    assert asked.content.decode().lstrip().startswith("<section")
    assert (wrong.status_code, done.status_code, done["HX-Retarget"]) == (422, 200, "#ticket-side")
    assert done.content.decode().lstrip().startswith("<aside")
    assert "hx-swap-oob" in done.content.decode()


def test_htmx_leaves_for_the_queue_when_the_ticket_is_gone(cast, seen_by, ticket):
    answer = seen_by(cast.amina).post(
        f"/desk/tickets/{ticket.reference}/transfer/",
        {"team": cast.discrimination.pk, "reason": "Discrimination"},
        headers=HTMX,
    )

    assert answer["HX-Redirect"] == "/desk/"


def test_a_manager_may_assign_but_not_change_the_status(cast, seen_by, ticket):
    client = seen_by(cast.claire)

    assert decide(client, ticket, "assign", assignee=cast.amina.pk).status_code == 302
    assert decide(client, ticket, "status", status="pending").status_code == 403
    assert "/status/" not in client.get(f"/desk/tickets/{ticket.reference}/").content.decode()
