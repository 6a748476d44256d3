"""What the site says of itself: a draft until a manager stands behind those very words."""

import re

import pypdfium2
import pytest
from django.conf import settings as project

from requests_app.models import Form
from requests_app.models.statements import StatementKind
from requests_app.remembered import forget
from requests_app.services import statements
from tests.browserlike import Browser, ViaClient
from tests.public import people

PATHS = {"privacy": "confidentialite", "accessibility": "accessibilite", "cookies": "cookies"}
PAGE = "/desk/reports/statements/"


@pytest.fixture
def claire(cast, client):
    forget()
    client.force_login(cast.claire)
    yield client
    forget()


def is_draft(client, kind, language="fr"):
    return "alert-warning" in client.get(f"/{language}/{PATHS[kind]}/").text


def approve(client, kind):
    seen = next(row["seen"] for row in client.get(PAGE).context["rows"] if row["standing"].kind == kind)
    return client.post(PAGE, {"kind": kind, "seen": seen}, follow=True)


@pytest.mark.parametrize("kind", StatementKind.values)
def test_a_statement_is_a_draft_in_every_language_until_a_manager_approves_it(claire, kind):
    assert is_draft(claire, kind)
    assert is_draft(claire, kind, "en")

    page = approve(claire, kind)
    forget()

    assert not is_draft(claire, kind)
    assert not is_draft(claire, kind, "en")
    assert "Claire" in page.text


def test_a_setting_that_changes_the_words_makes_a_draft_of_it_again(claire):
    approve(claire, "privacy")
    Form.objects.filter(slug="general").update(retention_months=7)
    forget()

    assert is_draft(claire, "privacy")
    assert not statements.standing(StatementKind.PRIVACY).is_approved
    assert statements.standing(StatementKind.PRIVACY).approved_by == "Claire"


def test_nobody_approves_words_that_changed_while_she_read(claire):
    page = claire.post(PAGE, {"kind": "privacy", "seen": "0" * 64}, follow=True)

    assert is_draft(claire, "privacy")
    assert "alert-warning" in page.text


@pytest.mark.parametrize("who", ["amina", "bruno", "dara", "admin"])
@pytest.mark.parametrize("path", [PAGE, "/desk/reports/share/"])
def test_only_managers_answer_for_the_house(cast, client, who, path):
    client.force_login(getattr(cast, who))

    assert client.get(path).status_code == 403
    assert client.post(path, {"kind": "privacy", "seen": ""}).status_code in {403, 405}


def test_every_cookie_of_the_public_pages_is_told(cast):
    forget()
    visitor = Browser(ViaClient())
    set_by_pages = set()
    real = visitor.transport.send

    def listening(*args):
        answer = real(*args)
        set_by_pages.update(value.split("=", 1)[0] for name, value in answer.headers if name == "Set-Cookie")
        return answer

    visitor.transport.send = listening
    for path in ("/", "/fr/", "/en/", "/fr/contact/general/", "/fr/suivi/"):
        visitor.get(path)
    visitor.transport.client.post("/fr/contact/general/verifier/", {**people.GENERAL, "submission": "s" * 32})

    assert set_by_pages
    assert set_by_pages <= set(statements.cookies())
    assert set(statements.cookies()) >= {project.SENT_COOKIE_NAME, project.SESSION_COOKIE_NAME}


def test_links_and_lines_for_other_sites_lead_to_our_forms(claire):
    page = claire.get("/desk/reports/share/")
    shared = {one["slug"]: one for one in page.context["shared"]}

    assert shared["discrimination"]["links"] == []
    assert shared["discrimination"]["snippet"] == ""
    assert set(shared) == set(people.ALL)
    for one in shared.values():
        for link in one["links"] + one["addresses"]:
            assert claire.get(link["address"].removeprefix(project.SITE_URL)).status_code == 200
    assert re.search(r"data-guichet&gt;|data-guichet>", page.text)


def test_a_poster_of_each_form_is_one_page_with_its_address_and_every_language(claire):
    for slug in people.ALL:
        answer = claire.get(f"/desk/reports/share/{slug}.pdf")
        document = pypdfium2.PdfDocument(answer.content)
        words = document[0].get_textpage().get_text_bounded()

        assert len(document) == 1
        assert f"/fr/contact/{slug}/" in "".join(words.split())
        document.close()


def test_nobody_else_prints_posters_and_no_other_form_has_one(cast, client, claire):
    assert claire.get("/desk/reports/share/nothing.pdf").status_code == 404
    client.force_login(cast.amina)
    assert client.get("/desk/reports/share/general.pdf").status_code == 403
