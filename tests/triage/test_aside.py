"""The page of what was set aside, the hint of what may be the same, and who sees which."""

import pytest

from requests_app import remembered
from requests_app.models.tickets import Outcome, Status
from requests_app.services import facts, tickets
from tests import make

ROBOT = {"suspicions": ["bait", "pills"], "status": Status.ASIDE}
SAME = {"message": "Bonjour, je cherche un cours de français à Namur."}


@pytest.fixture
def robot(cast):
    return make.ticket(team=cast.reception, answers={"message": "<b>Cheap</b> pills"}, **ROBOT)


def test_the_queue_counts_it_apart_and_lists_it_nowhere(robot, cast, seen_by):
    client = seen_by(cast.amina)
    remembered.forget()

    page = client.get("/desk/")
    assert (page.context["open_count"], page.context["aside_count"], page.context["rows"]) == (0, 1, [])
    assert not client.get("/desk/search/").context["rows"]
    assert client.get(f"/desk/search/?q={robot.reference}").context["rows"]


def test_the_list_shows_words_and_reasons_and_runs_nothing(robot, cast, seen_by):
    page = seen_by(cast.amina).get("/desk/aside/").content.decode()

    assert "&lt;b&gt;Cheap&lt;/b&gt; pills" in page
    assert robot.reference in page


def test_a_confidential_one_is_listed_for_its_team_without_its_words(cast, seen_by):
    ticket = make.ticket(form="discrimination", answers={"message": "Mots secrets"}, **ROBOT)

    assert ticket.reference not in seen_by(cast.amina).get("/desk/aside/").content.decode()
    page = seen_by(cast.bruno).get("/desk/aside/").content.decode()
    assert ticket.reference in page
    assert "Mots secrets" not in page


@pytest.mark.parametrize(("verdict", "status"), [("genuine", Status.NEW), ("unwanted", Status.CLOSED)])
def test_the_ticked_ones_are_decided_and_no_other(cast, seen_by, verdict, status):
    ticked = [make.ticket(team=cast.reception, **ROBOT) for _turn in range(2)]
    left, hidden = make.ticket(team=cast.reception, **ROBOT), make.ticket(form="discrimination", **ROBOT)
    given = {"verdict": verdict, "reference": [ticket.reference for ticket in (*ticked, hidden)]}

    seen_by(cast.amina).post("/desk/aside/decide/", given)

    for ticket in (*ticked, left, hidden):
        ticket.refresh_from_db()
    assert {ticket.status for ticket in ticked} == {status}
    assert {left.status, hidden.status} == {Status.ASIDE}


@pytest.mark.parametrize("given", [{}, {"verdict": "genuine"}, {"verdict": "x", "reference": "CAI-26-2222-2222"}])
def test_without_a_tick_or_a_verdict_the_page_says_what_to_do(robot, cast, seen_by, given):
    assert seen_by(cast.amina).post("/desk/aside/decide/", given).status_code == 422


def test_its_page_asks_for_the_verdict_and_offers_nothing_else(robot, cast, seen_by):
    client = seen_by(cast.amina)

    page = client.get(f"/desk/tickets/{robot.reference}/")
    assert page.context["aside"] == {"is_closed": False, "why": page.context["aside"]["why"]}
    assert not page.context["can"]["reply"]
    client.post(f"/desk/tickets/{robot.reference}/sort/", {"verdict": "unwanted"})
    robot.refresh_from_db()
    assert robot.outcome == Outcome.SPAM
    assert client.get(f"/desk/tickets/{robot.reference}/").context["aside"]["is_closed"]
    client.post(f"/desk/tickets/{robot.reference}/sort/", {"verdict": "genuine"})
    robot.refresh_from_db()
    assert robot.status == Status.NEW


def test_the_manager_sees_it_and_does_not_decide(robot, cast, seen_by):
    client = seen_by(cast.claire)

    assert not client.get("/desk/aside/").context["may_sort"]
    assert client.post(f"/desk/tickets/{robot.reference}/sort/", {"verdict": "genuine"}).status_code == 403


def test_the_list_costs_the_same_for_one_and_for_fifty(robot, cast, seen_by, django_assert_max_num_queries):
    client = seen_by(cast.amina)
    for _turn in range(49):
        make.ticket(team=cast.reception, **ROBOT)
    client.get("/desk/aside/")

    with django_assert_max_num_queries(6):
        client.get("/desk/aside/")


def twins_of(client, ticket):
    return [
        (twin.reference, len(twin.same)) for twin in client.get(f"/desk/tickets/{ticket.reference}/").context["twins"]
    ]


def test_the_same_text_or_the_same_contact_is_a_hint(cast, seen_by):
    other = {"name": "X", "email": "x@example.org"}
    first = make.ticket(team=cast.reception, answers=SAME)
    shouting = make.ticket(team=cast.reception, answers={"message": SAME["message"].upper()}, contact=other)
    written = {"name": "O.", "email": "OKSANA@example.org", "phone_e164": "+32477123456"}
    second = make.ticket(team=cast.reception, contact=written, answers={"message": "Tout autre chose, vraiment."})
    third = make.ticket(team=cast.reception, contact={"phone_e164": "+32477123456"}, answers={"message": "Allô ?"})

    client = seen_by(cast.amina)
    assert sorted(twins_of(client, first)) == sorted([(shouting.reference, 1), (second.reference, 1)])
    assert twins_of(client, third) == [(second.reference, 1)]
    assert twins_of(client, make.ticket(team=cast.reception, contact=None, answers={"message": "Bonjour"})) == []


def test_of_a_request_of_another_team_only_the_team_is_named(cast, seen_by):
    linguistics, jobs = make.team("linguistique"), make.team("isp")
    emil = make.user("emil", team=jobs)
    hidden = make.ticket(team=linguistics, answers=SAME)
    own = make.ticket(team=jobs, answers=SAME)

    page = seen_by(emil).get(f"/desk/tickets/{own.reference}/")

    assert [(twin.reference, twin.team) for twin in page.context["twins"]] == [("", str(linguistics))]
    assert hidden.reference not in page.content.decode()


def test_what_is_confidential_is_like_nothing_outside_its_team(cast, seen_by):
    report = make.ticket(form="discrimination", answers=SAME)
    second = make.ticket(form="discrimination", answers=SAME)
    ordinary = make.ticket(team=cast.reception, answers=SAME)

    assert twins_of(seen_by(cast.amina), ordinary) == []
    assert twins_of(seen_by(cast.bruno), second) == [(report.reference, 2)]


def test_what_becomes_confidential_is_like_no_ordinary_request_any_more(cast, seen_by):
    ordinary = make.ticket(team=cast.reception, answers=SAME)
    moved = make.ticket(team=cast.reception, answers=SAME)
    assert twins_of(seen_by(cast.amina), ordinary) == [(moved.reference, 2)]
    facts.record(moved, {})
    tickets.transfer(moved, team=cast.discrimination, reason="Discrimination", by=cast.amina)

    assert twins_of(seen_by(cast.amina), ordinary) == []
