"""It is sent: what the person keeps, what she is told, and the way on."""

from datetime import time

import pytest
from django.utils.translation import gettext

from requests_app.models import Office, OpeningSpan, Ticket
from requests_app.public.places import week_in_words
from requests_app.remembered import forget
from requests_app.sla import OpeningHours
from tests.browserlike import Browser, Form, send_request
from tests.public import people

HOUSE = "Rue Docteur Haibe 2"


def forms_to(page, ending):
    return [Form(page, node) for node in page.root.all("form") if node.attrs["action"].endswith(ending)]


def type_back(page, code):
    (form,) = forms_to(page, "#try")
    return form.fill("typed_code", code).press()


@pytest.fixture
def sent(visitor):
    return send_request(visitor, "general", people.GENERAL)


def test_the_first_button_adds_to_the_request_and_asks_for_no_key(sent):
    first = sent.root.all("main")[0].all("button")[0]
    assert first.text == gettext("Add to my request")

    page = sent.form.press()

    assert page.url.startswith("/fr/suivi/demande/")
    page = Form(page, page.root.all("main")[0].all("form")[0]).fill("body", "Encore une chose.").press()
    assert "Encore une chose." in page.text


def test_nothing_of_the_confirmation_opens_in_another_browser(visitor, sent):
    stranger = Browser(visitor.transport)
    (form,) = forms_to(sent, "/ajouter/")
    token = Form(stranger.get("/fr/suivi/"), stranger.get("/fr/suivi/").root.all("form")[0]).value(
        "csrfmiddlewaretoken"
    )

    for ending in ["", "recu.pdf", "carte.png"]:
        assert stranger.get(f"{sent.url}{ending}").status == 410
    assert stranger.post(form.node.attrs["action"], [("csrfmiddlewaretoken", token)]).status == 410


@pytest.mark.parametrize("change", [str, lambda code: code.replace(" ", ""), lambda code: code.replace(" ", " - ")])
def test_the_code_typed_back_as_people_write_it_is_right(sent, change):
    page = type_back(sent, change(sent.by_id("receipt-code").text))

    assert page.status == 200
    assert gettext("That is right: you have the code.") in page.text


def test_a_slip_is_shown_where_it_is_and_keeps_nobody_from_leaving(sent):
    code = sent.by_id("receipt-code").text
    other = "0000" if code[5:9] != "0000" else "1111"

    page = type_back(sent, f"{code[:5]}{other}{code[9:14]}")

    answer = page.by_id("typed-code-answer").text
    assert page.status == 422
    assert code[5:9] in answer
    assert code[15:] in answer
    assert code[:4] not in answer
    assert page.by_id("receipt-code").text == code
    assert forms_to(page, "/ajouter/")


def test_a_token_that_is_too_old_costs_nobody_the_code(sent):
    (form,) = forms_to(sent, "#try")
    form.pairs = [(name, "old" if name == "csrfmiddlewaretoken" else value) for name, value in form.pairs]

    page = form.press()

    assert page.status == 403
    assert page.by_id("receipt-code").text == sent.by_id("receipt-code").text


def test_it_is_said_who_reads_it_by_when_and_from_when_to_come_back(sent):
    team = Ticket.objects.get().team.name["fr"]

    assert team in sent.text
    assert gettext("Come back from %(day)s.").partition("%")[0] in sent.text


def test_the_page_is_left_and_forgotten_at_this_telephone(visitor, sent):
    (form,) = forms_to(sent, "/oublier/")

    assert form.press().url == "/fr/"
    assert visitor.get(sent.url).status == 410


def in_french(page):
    return [node for node in page.root.walk() if node.tag == "div" and node.attrs.get("lang") == "fr"]


def test_paper_is_read_by_two_so_a_foreign_page_says_it_in_french_too(visitor):
    page = send_request(visitor, "general", people.GENERAL, language="en")

    (part,) = in_french(page)
    assert Ticket.objects.get().reference in part.text
    assert "Nous répondons au plus tard le" in part.text
    assert in_french(send_request(visitor, "general", people.GENERAL)) == []


@pytest.mark.parametrize(
    ("chosen", "known", "says", "says_not"),
    [
        ("dinant", "", ["Dinant", gettext("Address to be checked: ask us before you come."), HOUSE], []),
        ("dinant", "Place Reine Astrid 1", ["Dinant", "Place Reine Astrid 1"], [HOUSE]),
        ("namur", "", [HOUSE, gettext("Hours to be checked: ask us before you come.")], ["Saint-Servais)\n"]),
        ("peu_importe", "", [HOUSE], ["Dinant"]),
    ],
)
def test_the_place_is_the_one_chosen_and_what_nobody_knows_is_not_made_up(visitor, chosen, known, says, says_not):
    Office.objects.filter(code="dinant").update(address=known)
    forget()

    places = send_request(visitor, "bureau-accueil", {**people.OFFICE, "preferred_office": chosen}).root.all("address")

    text = "\n".join(place.text for place in places[:-1])  # the last is at the foot of every page
    assert [part for part in says if part not in text] == []
    assert [part for part in says_not if part in text] == []


def test_hours_that_somebody_has_checked_say_when(visitor):
    Office.objects.filter(code="namur").update(checked_on="2026-11-20")
    forget()

    page = send_request(visitor, "general", people.GENERAL)

    assert "20 novembre 2026" in page.text
    assert gettext("Hours to be checked: ask us before you come.") not in page.text


MORNING, AFTERNOON = (time(9), time(12, 30)), (time(13, 30), time(16, 30))


@pytest.mark.parametrize(
    ("weekly", "days"),
    [
        ({}, []),
        ({0: (MORNING,)}, [("lundi", "lundi")]),
        ({0: (MORNING,), 1: (MORNING,), 2: (MORNING,)}, [("lundi", "mercredi")]),
        ({0: (MORNING,), 2: (MORNING,)}, [("lundi", "lundi"), ("mercredi", "mercredi")]),
        ({0: (MORNING,), 1: (AFTERNOON,), 2: (AFTERNOON,)}, [("lundi", "lundi"), ("mardi", "mercredi")]),
    ],
)
def test_days_that_follow_and_are_alike_share_a_line(weekly, days):
    lines = week_in_words(OpeningHours(weekly=weekly))

    assert [
        line for line, (first, last) in zip(lines, days, strict=True) if first not in line or last not in line
    ] == []


def test_the_hours_shown_are_those_of_the_calendar(visitor):
    OpeningSpan.objects.exclude(weekday=2).delete()
    forget()

    page = send_request(visitor, "general", people.GENERAL)

    assert "mercredi" in page.root.all("address")[0].text
    assert "lundi" not in page.root.all("address")[0].text
