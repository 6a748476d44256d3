"""A form in a frame of another site, and a link that answers for somebody what she came from."""

import re

import pytest
from django.test import Client

from tests.public import people

SITE = "https://www.example.org"
FRAMED = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"}


@pytest.fixture
def embedding(settings):
    settings.EMBED_ORIGINS = [SITE]


def policy(answer):
    ancestors = re.search(r"frame-ancestors ([^;]*)", answer["Content-Security-Policy"])
    return ancestors[1].strip(), answer.get("X-Frame-Options")


def test_only_the_sites_named_may_show_a_form(client, visitor, embedding):
    answer = client.get("/fr/contact/general/?framed=1", headers=FRAMED)

    assert policy(answer) == (SITE, None)
    assert 'class="brand"' not in answer.text
    assert 'name="framed" value="1"' in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/fr/",
        "/fr/contact/general/",
        "/fr/contact/discrimination/?framed=1",
        "/fr/suivi/?framed=1",
        "/accounts/login/?framed=1",
    ],
)
def test_nothing_else_is_ever_shown_in_a_frame(client, visitor, embedding, path):
    assert policy(client.get(path, headers=FRAMED)) == ("'none'", "DENY")


def test_without_a_site_named_no_form_is(client, visitor):
    assert policy(client.get("/fr/contact/general/?framed=1", headers=FRAMED)) == ("'none'", "DENY")


def test_a_page_that_left_its_frame_is_whole_again(client, visitor, embedding):
    answer = client.get("/fr/contact/general/?framed=1", headers={"Sec-Fetch-Dest": "document"})

    assert 'class="brand"' in answer.text
    assert policy(answer) == ("'none'", "DENY")


def test_a_framed_form_is_sent_by_a_browser_that_keeps_no_cookie(visitor, embedding):
    browser = Client(enforce_csrf_checks=True)
    answers = {**people.GENERAL, "framed": "1", "submission": "a" * 32}

    answer = browser.post("/fr/contact/general/verifier/", answers, headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 302
    assert answer["Location"] == "/fr/contact/general/envoye/"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", None])
def test_another_site_cannot_send_it_for_anybody(visitor, site):
    headers = {"Sec-Fetch-Site": site} if site else {}

    answer = Client(enforce_csrf_checks=True).post("/fr/contact/general/verifier/", people.GENERAL, headers=headers)

    assert answer.status_code == 403
    assert people.GENERAL["postal_code"] in answer.text


def test_what_acts_in_somebodys_name_still_shows_its_token(visitor):
    answer = Client(enforce_csrf_checks=True).post("/fr/suivi/", {}, headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 403


def test_the_script_may_be_loaded_by_other_sites_and_is_kept_a_day(client, db):
    answer = client.get("/embed.js")

    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age=86400" in answer["Cache-Control"]
    assert b"framed" in answer.content


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("topic=logement", ["logement"]),
        ("topic=logement&topic=fle_alpha", ["logement"]),
        ("topic=nothing", []),
        ("name=Karim&message=Bonjour&topic=", []),
    ],
)
def test_a_link_answers_choices_and_nothing_that_anybody_types(client, visitor, query, chosen):
    page = client.get(f"/fr/contact/general/?{query}").text

    assert answered(page, "topic") == chosen
    assert "Karim" not in page


def test_a_link_answers_nothing_on_a_confidential_form(client, visitor):
    first = client.get("/fr/contact/discrimination/faits/?reporter_role=temoin").text

    assert answered(first, "reporter_role") == []
    assert 'value="temoin"' in first


def answered(html, name):
    """The values of that question, ticked or carried along."""
    inputs = [tag for tag in re.findall(r"<input[^>]*>", html) if f'name="{name}"' in tag]
    given = [tag for tag in inputs if "checked" in tag or 'type="hidden"' in tag]
    return [re.search(r'value="([^"]*)"', tag)[1] for tag in given]
