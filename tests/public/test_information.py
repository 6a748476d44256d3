"""Pages about the pages, and the page for when all fails."""

import pytest
from django.test import Client

from desk import refusals
from requests_app.models import Form
from requests_app.public.emergency import emergency
from requests_app.remembered import forget


def test_the_privacy_page_names_every_question_of_every_open_form(visitor):
    page = visitor.get("/fr/confidentialite/")

    for version in [form.versions.published().first() for form in Form.objects.filter(is_open=True)]:
        questions = [question for step in version.schema["steps"] for question in step["questions"]]
        assert [one["key"] for one in questions if " ".join(one["label"]["fr"].split()) not in page.text] == []


def test_the_privacy_page_follows_the_settings(visitor):
    Form.objects.filter(slug="general").update(retention_months=7)
    forget()

    assert " 7 " in visitor.get("/fr/confidentialite/").text


@pytest.mark.parametrize("path", ["confidentialite", "accessibilite", "cookies"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_drafts_say_that_they_are_drafts(visitor, language, path):
    page = visitor.get(f"/{language}/{path}/")

    assert page.status == 200
    assert page.root.all("div", class_="alert-warning")


def test_the_numbers_say_when_they_were_checked(visitor, settings, tmp_path):
    settings.EMERGENCY_FILE = tmp_path / "numbers.json"
    settings.EMERGENCY_FILE.write_text(
        '{"checked_on": "2026-11-02", "numbers": [{"number": "116 000", "label": {"fr": "Child Focus"}}]}'
    )

    assert emergency().numbers[0].dial == "116000"
    assert "2 novembre 2026" in visitor.get("/fr/").root.all("aside")[0].text


def test_our_own_failure_has_a_page_that_needs_nothing(rf):
    response = refusals.server_error(rf.get("/fr/"))

    assert response.status_code == 500
    assert b"<h1>" in response.content


def test_an_old_token_where_no_form_stands_gets_a_plain_page(visitor):
    answer = Client(enforce_csrf_checks=True).post("/fr/suivi/fin/")

    assert answer.status_code == 403
    assert b"<h1>" in answer.content
