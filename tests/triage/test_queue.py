"""The queue: what it lists, what it counts, what the address asks, and what it costs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from requests_app.models import Ticket
from requests_app.remembered import forget
from tests import make
from tests.triage import rows

LATE = timedelta(days=3)


def listed(client, query=""):
    """The references on the page, in order."""
    return [row.reference for row in client.get(f"/desk/{query}").context["rows"]]


def test_an_agent_sees_what_a_ticket_is_about_and_who_has_it(cast, seen_by):
    ticket = make.ticket(team=cast.reception, topic="logement", assignee=cast.amina, priority=4)

    page = seen_by(cast.amina).get("/desk/").content.decode()

    for words in (ticket.reference, "Oksana Test", "Logement", "Amina", "urgente", "nouvelle"):
        assert words in page


def test_an_anonymous_ticket_says_so_and_an_organisation_stands_for_a_missing_name(cast, seen_by):
    make.ticket(team=cast.reception, contact=None)
    make.ticket(team=cast.reception, contact={"organisation": "CPAS de Dinant"})

    page = seen_by(cast.amina).get("/desk/").content.decode()

    assert "anonyme" in page
    assert "CPAS de Dinant" in page


def test_the_queue_shows_open_tickets_unless_another_status_is_asked(cast, seen_by):
    waiting = make.ticket(team=cast.reception, status="pending")
    opened = make.ticket(team=cast.reception, status="open")
    closed = make.ticket(team=cast.reception, status="closed")
    client = seen_by(cast.amina)

    assert set(listed(client)) == set(listed(client, "?status=open")) == {waiting.reference, opened.reference}
    assert listed(client, "?status=only-open") == [opened.reference]
    assert listed(client, "?status=closed") == [closed.reference]
    assert len(listed(client, "?status=all")) == 3


def test_each_filter_of_the_address_narrows_the_list(cast, seen_by):
    other = make.team("logement")
    aim = make.ticket(
        team=other, topic="logement", assignee=cast.amina, priority=4, opened_at=timezone.now() - LATE, status="open"
    )
    make.ticket(team=cast.reception, topic="volontariat")
    client = seen_by(cast.amina)

    for query in ("team=logement", "topic=logement", "assignee=me", "priority=4", "late=1", "status=only-open"):
        assert listed(client, f"?{query}") == [aim.reference], query
    assert listed(client, f"?assignee={cast.amina.pk}") == [aim.reference]
    assert aim.reference not in listed(client, "?assignee=nobody")


@pytest.mark.parametrize(
    "query",
    [
        "?team=discrimination",  # not hers: as if it did not exist
        "?team=nowhere",
        "?status=../../etc",
        "?assignee=999999",
        "?assignee=-1",
        "?priority=9",
        "?topic=assignee__password",
        "?sort=assignee__password",
        "?sort=team__email",
        "?late=yes",
        "?after=bad&before=worse",
        "?status__in=closed&team__confidential=1&order_by=assignee__password",
    ],
)
def test_what_the_address_does_not_know_changes_nothing(cast, seen_by, query):
    first = make.ticket(team=cast.reception)
    second = make.ticket(team=cast.reception, priority=3)

    assert listed(seen_by(cast.amina), query) == [second.reference, first.reference]


def test_the_order_can_be_chosen(cast, seen_by):
    now = timezone.now()
    old = make.ticket(team=cast.reception, opened_at=now - timedelta(days=9), priority=2)
    pressing = make.ticket(team=cast.reception, opened_at=now - timedelta(days=5), priority=4)
    moved = make.ticket(team=cast.reception, opened_at=now - timedelta(days=7), last_activity_at=now, priority=1)
    client = seen_by(cast.amina)

    assert listed(client) == [pressing.reference, old.reference, moved.reference]
    assert listed(client, "?sort=activity")[0] == moved.reference
    assert listed(client, "?sort=opened") == [pressing.reference, moved.reference, old.reference]


def test_counters_tell_what_is_open_by_team_and_status_and_what_cuts_across(cast, seen_by):
    make.ticket(team=cast.reception, assignee=cast.amina)
    make.ticket(team=cast.reception, opened_at=timezone.now() - LATE)
    make.ticket(team=cast.reception, status="pending")
    make.ticket(team=cast.reception, status="closed")
    make.ticket(team=cast.discrimination, confidential=True)

    context = seen_by(cast.amina).get("/desk/").context

    assert [view["count"] for view in context["views"]] == [3, 1, 2, 1]  # all, mine, nobody's, late
    [line] = context["counters"]
    assert (line["total"], [cell["count"] for cell in line["cells"]]) == (3, [2, 0, 1, 0, 0])


def test_pages_lead_to_each_other_without_losing_the_filter(cast, seen_by, settings):
    settings.QUEUE_PAGE_ROWS = 2
    rows.many(5, team=cast.reception)
    client = seen_by(cast.amina)
    first = client.get(f"/desk/?sort=opened&team={cast.reception.code}")

    second = client.get(f"/desk/{first.context['next_url']}")
    back = client.get(f"/desk/{second.context['previous_url']}")

    assert f"team={cast.reception.code}" in first.context["next_url"]
    assert [row.reference for row in second.context["rows"]] == ["ROW-0000002", "ROW-0000003"]
    assert back.context["rows"] == first.context["rows"]
    assert (first.context["previous_url"], back.context["previous_url"]) == ("", "")


def test_somebody_without_a_team_finds_an_explanation_and_not_an_error(cast, seen_by):
    make.ticket(team=cast.reception)

    page = seen_by(cast.dara).get("/desk/")

    assert page.status_code == 200
    assert page.context["rows"] == []
    assert "pas encore dans une équipe" in page.content.decode()


def test_an_empty_queue_says_so(cast, seen_by):
    assert "Aucune demande ici" in seen_by(cast.amina).get("/desk/").content.decode()


def test_a_filter_that_changes_brings_the_list_alone_and_the_back_button_the_page(cast, seen_by):
    client = seen_by(cast.amina)

    fragment = client.get("/desk/?priority=4", headers={"HX-Request": "true"}).content.decode()
    page = client.get("/desk/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}).content.decode()

    assert fragment.lstrip().startswith('<div id="queue">')
    assert "<html" in page


def test_the_queue_costs_the_same_statements_for_ten_and_for_ten_thousand(cast, seen_by, django_assert_max_num_queries):
    client = seen_by(cast.amina)
    client.get("/desk/")  # names and the state of the post are remembered for some seconds
    counted = []
    for count in (10, 10_000):
        Ticket.objects.all().delete()
        rows.many(count, team=cast.reception)
        with django_assert_max_num_queries(6) as done:
            page = client.get("/desk/")
        assert len(page.context["rows"]) == min(count, 25)
        assert len(page.content) <= 40_000
        counted.append(len(done))

    assert counted[0] == counted[1]


def test_what_is_remembered_costs_the_queue_five_statements_when_it_is_read_again(
    cast, seen_by, django_assert_max_num_queries
):
    rows.many(50, team=cast.reception)
    client = seen_by(cast.amina)
    forget()

    with django_assert_max_num_queries(10):
        client.get("/desk/")
