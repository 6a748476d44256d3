"""Somebody who gets hold of the database and the disk learns nothing of what was reported."""

import json
import re
import sqlite3
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from requests_app.services import seeding
from tests.live import ROOT

pytestmark = pytest.mark.browser  # a real server, though no Chromium

SAMPLES = seeding.read("sample_requests.json")["requests"]
REPORTS = [sample for sample in SAMPLES if sample["form"] == "discrimination"]
WORD = re.compile(r"[^\W\d_]{5,}")


@pytest.fixture(scope="module")
def stolen(live_desk):
    """Everything in the data folder and every row of the database, as one text in lower case."""
    files = [path.read_bytes().decode("utf-8", "replace") for path in live_desk.folder.rglob("*") if path.is_file()]
    url = live_desk.environment.get("DATABASE_URL", "")
    rows = postgres_rows(url) if url.startswith("postgres") else sqlite_rows(live_desk.folder)
    return "\n".join([*files, *rows]).lower()


def sqlite_rows(folder: Path) -> list[str]:
    with sqlite3.connect(next(folder.glob("*.sqlite3"))) as connection:
        return list(connection.iterdump())


def postgres_rows(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return [
            str(row)
            for (table,) in tables
            for row in connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))).fetchall()
        ]


@pytest.fixture(scope="module")
def said_elsewhere():
    """What stands in the program, its seeds and the ordinary requests: to find it betrays nobody."""
    others = [one for one in SAMPLES if one["form"] != "discrimination"]
    texts = [json.dumps(others, ensure_ascii=False)]
    for folder, pattern in (("requests_app", "*.py"), ("requests_app/seeds", "*.json"), ("locale", "*.po")):
        found = [path for path in (ROOT / folder).rglob(pattern) if path.name != "sample_requests.json"]
        texts += [path.read_text(encoding="utf-8") for path in found]
    return " ".join(texts).lower()


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["id"])
def test_no_name_address_or_number_of_a_report_is_readable(report, stolen, said_elsewhere):
    given = [str(report["fields"].get(key, "")).lower() for key in ("name", "email", "phone", "responsible")]
    own = [value for value in given if value and value not in said_elsewhere]

    assert [value for value in own if value in stolen] == []


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["id"])
def test_no_word_of_a_report_is_readable(report, stolen, said_elsewhere):
    own = set(WORD.findall(report["fields"]["message"].lower())) - set(WORD.findall(said_elsewhere))

    assert {word for word in own if re.search(rf"\b{re.escape(word)}\b", stolen)} == set()


def test_the_thief_does_find_what_is_not_sealed(stolen):
    """Else the two tests above would pass on an empty house."""
    ordinary = next(one for one in SAMPLES if one["form"] == "general")

    assert ordinary["fields"]["name"].lower() in stolen
