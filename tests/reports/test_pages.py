"""The pages of the managers: who may, what they show, and that nothing confidential is spelled out."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from requests_app.models import TicketFact
from tests.reports import facts
from tests.reports.facts import TODAY

OVERVIEW = "/desk/reports/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(facts.at(TODAY), tick=False):
        yield


@pytest.fixture
def claire(cast, client):
    client.force_login(cast.claire)
    return client


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize("path", [OVERVIEW, "/desk/reports/record/", "/desk/reports/export/topic.csv"])
@pytest.mark.parametrize("who", ["amina", "bruno", "dara", "admin"])
def test_only_managers_read_reports_and_the_others_are_told_no(cast, client, who, path):
    client.force_login(getattr(cast, who))

    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", [OVERVIEW, "/desk/reports/record/", "/desk/reports/export/topic.csv"])
def test_a_stranger_is_asked_to_log_in(db, client, path):
    response = client.get(path)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_a_house_without_requests_has_a_report_too(claire):
    TicketFact.objects.all().delete()

    response = claire.get(OVERVIEW)

    assert response.status_code == 200
    assert [figure.value for figure in response.context["report"].figures] == ["0", "trop peu", "trop peu", "0", "0"]


def test_the_number_of_statements_does_not_grow(claire, django_assert_num_queries):
    claire.get(OVERVIEW)  # what the house remembers is read once by each process
    for size in (10, 5_000):
        facts.many(size)
        for query in ("", "?period=last_year&compare=year", "?from=2026-01-01&to=2026-11-23"):
            with django_assert_num_queries(8):  # session, user, teams; words, counts, delays, backlog, over time
                claire.get(OVERVIEW + query)


@pytest.mark.parametrize(
    "query",
    [
        "?period=custom",
        "?from=2026-01-01",
        "?from=2026-02-01&to=2026-01-01",
        "?from=hier&to=demain",
        "?from=1990-01-01&to=2026-01-01",
        "?from=0001-01-01&to=0001-01-31",
        "?period=next_century",
        "?compare=nothing",
        "?period=this_month&publication=on",
        "?from=2026-01-02&to=2026-02-28&publication=on",
        "?from=%00&to=%00",
    ],
)
def test_a_period_that_makes_no_sense_is_said_so_and_exports_nothing(claire, query):
    response = claire.get(OVERVIEW + query)

    assert response.status_code == 422
    assert "invalid-feedback" in response.content.decode()
    assert claire.get(f"/desk/reports/export/topic.csv{query}").status_code == 404


def test_figures_are_compared_with_the_same_dates_a_year_earlier(claire):
    facts.fact(date(2026, 1, 5))
    facts.fact(date(2025, 1, 5))
    facts.fact(date(2024, 12, 25))

    response = claire.get(OVERVIEW, {"from": "2026-01-01", "to": "2026-01-31", "compare": "year"})

    received = response.context["report"].figures[0]
    assert (received.value, received.was) == ("1", "1")
    assert "1 janvier 2025" in text_of(response)


def test_confidential_requests_are_counted_but_their_small_cells_are_not_shown(claire):
    for commune in ["92094"] * 9 + ["92003"] * 2:
        facts.fact(TODAY, commune=commune, confidential=True, team="discrimination", form="discrimination")
    facts.fact(TODAY, commune="92003")

    report = claire.get(OVERVIEW).context["report"]

    assert report.figures[0].value == "12"
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in report.section("commune").table.all_rows}
    assert rows["Andenne"] == ["1", "0", "+1", "masqué"]
    assert rows["Namur"] == ["0", "0", "0", "masqué"]
    assert rows["Total"] == ["1", "0", "+1", "11"]
    by_team = {row[0].text: row[4].text for row in report.section("team").table.rows}
    assert "11" in by_team.values()


@pytest.mark.parametrize("query", [{}, {"period": "last_month", "publication": "on"}])
def test_the_order_of_rows_tells_nothing_about_what_is_hidden(claire, query):
    orders = []
    for large, small in (("92094", "91034"), ("91034", "92094")):
        TicketFact.objects.all().delete()
        for commune in [large] * 4 + [small] * 2 + ["92003"] * 3:
            for day in (TODAY, date(2026, 10, 5)):
                facts.fact(day, commune=commune, confidential=True, team="discrimination", form="discrimination")
        report = claire.get(OVERVIEW, query).context["report"]
        orders.append([row[0].text for row in report.section("commune").table.rows])

    assert orders[0] == orders[1]
    assert len(orders[0]) == 3


def test_what_is_for_publication_shows_no_small_number_anywhere(claire):
    facts.many(60, first=date(2026, 9, 1), last=date(2026, 11, 22))

    report = claire.get(OVERVIEW, {"period": "last_month", "publication": "on"}).context["report"]

    cells = [cell for section in report.sections for row in section.table.all_rows for cell in row]
    counts = [cell.value for cell in cells if cell.kind.value == "count"]
    assert counts
    assert not [count for count in counts if 0 < count < 5]
    assert not [cell for cell in cells if cell.kind.value == "difference"]
    assert not [figure.value for figure in report.figures if figure.value in set("1234")]


def test_each_chart_says_what_it_shows_and_has_its_table(claire):
    facts.many(300)

    page = claire.get(OVERVIEW, {"period": "this_year"}).content.decode()

    assert page.count('<svg class="chart"') == page.count("<desc") >= 10
    assert page.count("<table>") >= page.count("<desc")
    assert " style=" not in page


def test_charts_run_from_right_to_left_where_the_language_does(claire, settings):
    settings.STAFF_LANGUAGES = [*settings.STAFF_LANGUAGES, ("ar", "العربية")]
    facts.many(50)
    user = claire.get(OVERVIEW).context["user"]
    user.language = "ar"
    user.save()

    page = claire.get(OVERVIEW, {"period": "this_year"}).content.decode()

    assert 'x="100%" y="16" text-anchor="start"' in page
