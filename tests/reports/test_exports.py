"""What leaves as a file is read back as its readers do, and is nowhere a formula."""

import csv
import io
from datetime import date

import openpyxl
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from requests_app.models import TicketFact, Topic
from requests_app.reports import exports
from tests.reports import facts
from tests.reports.facts import TODAY

FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","Cliquez")',
    "=IMPORTXML(CONCAT(A1))",
    "+1+1",
    "+32 81 73 71 76",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "@amina",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\r\n=1+1",
    " =1+1",
    "   +1",
    "\u00a0=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
]
HARMLESS = ["", "Logement", "1+1=2", "a=b", "'=1+1", "œuvre", "Zoé; Théo", 'dit "oui"', "deux\nlignes", "؛"]


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(content):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture
def claire(cast, client):
    client.force_login(cast.claire)
    with time_machine.travel(facts.at(TODAY), tick=False):
        yield client


def test_there_are_twenty_one_formulas():
    assert len(set(FORMULAS)) == 21


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_csv_begins_like_a_formula(formula):
    cell = read_csv(b"".join(exports.csv_parts([[formula]])))[0][0]

    assert cell == "'" + formula


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_a_spreadsheet_is_text(formula):
    with exports.xlsx_file([("Feuille", [["titre"], [formula]])]) as file:
        cell = read_xlsx(file.read()).active["A2"]

    assert cell.data_type in ("s", "n")  # "n" when only blanks were left to read
    assert cell.data_type != "f"
    assert cell.hyperlink is None


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_arrive_letter_for_letter(text):
    assert read_csv(b"".join(exports.csv_parts([["x", text]])))[0][1] == text


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1), min_size=1))
def test_any_text_is_read_back_with_at_most_an_apostrophe_more(rows):
    read = read_csv(b"".join(exports.csv_parts(rows)))

    written = [row for row in rows if row != [""]]
    assert [[cell.removeprefix("'") for cell in row] for row in read if row not in ([""], [])] == [
        [cell.removeprefix("'") for cell in row] for row in written
    ]


def test_numbers_stay_numbers_and_keep_their_sign():
    rows = read_csv(b"".join(exports.csv_parts([[-3, 6.5, True, None, date(2026, 1, 2)]])))

    assert rows == [["-3", "6,5", "1", "", "2026-01-02"]]


def test_a_csv_opens_with_its_accents_in_a_french_spreadsheet(claire):
    Topic.objects.update_or_create(
        code="sante",
        defaults={"label": {"fr": "=Santé"}, "plain_label": {"fr": "Santé"}, "default_team_id": _any_team()},
    )
    facts.fact(TODAY, topic="sante")

    response = claire.get("/desk/reports/export/topic.csv")

    content = response.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="guichet-topic-2026-11-01-2026-11-23.csv"' in response["Content-Disposition"]
    assert ["'=Santé", "1", "0", "1", "0"] in read_csv(content)


def _any_team():
    return Topic._meta.get_field("default_team").related_model.objects.values_list("pk", flat=True).first()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_as_a_file_holds_the_values_of_the_page(claire, kind):
    facts.many(80)
    page = claire.get("/desk/reports/", {"period": "this_year"}).context["report"]

    for section in page.sections[::4]:
        content = claire.get(f"/desk/reports/export/{section.name}.{kind}", {"period": "this_year"}).getvalue()
        read = read_csv(content) if kind == "csv" else list(read_xlsx(content).active.values)
        assert len(read) == 1 + len(section.table.all_rows)
        assert read[0] == (list if kind == "csv" else tuple)(section.table.headings)


def test_the_whole_report_is_one_workbook(claire):
    facts.many(100)

    content = claire.get("/desk/reports/export/report.xlsx").getvalue()

    assert len(read_xlsx(content).sheetnames) == 16


def test_the_facts_behind_a_report_name_nobody_and_nothing_confidential(claire):
    facts.many(300)

    rows = read_csv(claire.get("/desk/reports/export/facts.csv", {"period": "this_year"}).getvalue())

    expected = TicketFact.objects.filter(opened_on__year=2026, confidential=False)
    assert len(rows) == 1 + expected.count()
    assert rows[0] == list(exports.FACT_COLUMNS)
    assert "discrimination" not in {row[1] for row in rows}
    assert not {"ticket_id", "opened_at", "answers"} & set(rows[0])


def test_facts_read_a_part_at_a_time_are_all_there(claire, monkeypatch):
    monkeypatch.setattr(exports, "FACTS_AT_ONCE", 7)
    monkeypatch.setattr(exports, "PART_BYTES", 100)
    facts.many(50)

    response = claire.get("/desk/reports/export/facts.csv", {"from": "2025-01-01", "to": "2026-11-23"})

    assert len(read_csv(response.getvalue())) == 1 + TicketFact.objects.filter(confidential=False).count()


@pytest.mark.parametrize(
    "name", ["facts.pdf", "nothing.csv", "report.csv", "facts.csv?period=last_month&publication=on"]
)
def test_what_cannot_be_exported_does_not_exist(claire, name):
    assert claire.get(f"/desk/reports/export/{name}").status_code == 404
