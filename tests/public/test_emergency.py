"""Who cannot wait until a form is read is told whom to call, without filling one and while filling one."""

import json
from datetime import date

import pytest
from django.utils.translation import gettext

from requests_app.public.emergency import emergency, needs_tonight
from requests_app.remembered import forget
from tests.browserlike import send_request, to_step
from tests.public import people
from tests.public.test_flows import to_check


@pytest.fixture
def numbers(settings, tmp_path):
    """A file of numbers that somebody checked on a day, or never."""

    def write(checked_on):
        settings.EMERGENCY_FILE = tmp_path / "numbers.json"
        day = str(checked_on) if checked_on else None
        settings.EMERGENCY_FILE.write_text(json.dumps({"checked_on": day, "numbers": []}))

    return write


NEEDS = {"danger", "shelter", "violence", "order", "detention"}


def test_the_page_names_every_need_with_numbers_that_can_be_tapped(visitor):
    page = visitor.get("/fr/").link(gettext("I need help today"))

    assert page.url == "/fr/urgence/"
    assert {node.attrs["id"].removeprefix("need-") for node in page.root.all("h2") if "id" in node.attrs} >= NEEDS
    assert {"tel:112", "tel:101", "tel:080012420", "tel:080030030"} <= {
        node.attrs["href"] for node in page.root.all("a")
    }
    assert page.root.all("p", class_="small")  # when they were checked


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("Mon mari me frappe.", "violence"),
        ("Je n'ai pas d'endroit où dormir ce soir.", "shelter"),
        ("J'ai reçu un ordre de quitter le territoire.", "order"),
        ("I want to kill myself", "distress"),
    ],
)
def test_words_that_cannot_wait_bring_the_numbers_to_the_check_page(visitor, message, code):
    need = next(one for one in emergency().needs if one.code == code)

    page = to_check(visitor, answers={**people.GENERAL, "message": message})

    assert need.title_words["fr"] in page.text
    assert "tel:112" in page.html or code in {"order", "shelter"}


def test_ordinary_words_bring_none(visitor):
    assert not to_check(visitor).root.all("section", class_="needs")
    assert not send_request(visitor, "general", people.GENERAL).root.all("section", class_="needs")


@pytest.mark.parametrize(
    ("slug", "answer", "code", "number"),
    [
        ("general", {"message": "Mon mari me frappe."}, "violence", "tel:080030030"),
        ("general", {"message": "Je n'ai pas d'endroit où dormir ce soir."}, "shelter", "tel:080012420"),
        ("discrimination", {"minor_involved": "yes"}, "child", "tel:116000"),  # a choice, on a form that is sealed
    ],
)
def test_the_numbers_stay_on_the_page_that_says_it_is_sent(visitor, slug, answer, code, number):
    need = next(one for one in emergency().needs if one.code == code)

    page = send_request(visitor, slug, {**people.ALL[slug], **answer})

    (section,) = page.root.all("section", class_="needs")
    assert page.url.endswith("/envoye/")
    assert need.title_words["fr"] in section.text
    assert number in {link.attrs["href"] for link in section.all("a")}


def test_a_choice_can_say_it_as_well_as_words(cast):
    forget()

    assert [need.code for need in needs_tonight("discrimination", {"minor_involved": "yes"})] == ["child"]


@pytest.mark.parametrize(
    ("checked_on", "today", "is_due"),
    [
        (None, date(2026, 11, 25), True),
        (date(2026, 11, 1), date(2026, 11, 25), False),
        (date(2026, 6, 1), date(2026, 11, 25), False),
        (date(2026, 5, 1), date(2026, 11, 25), True),
    ],
)
def test_the_numbers_are_due_for_a_call_after_six_months(numbers, checked_on, today, is_due):
    numbers(checked_on)

    assert emergency().is_check_due(today) == is_due


@pytest.mark.parametrize(
    ("seen", "is_told"),
    [(("admin", "/admin/"), True), (("claire", "/desk/reports/"), True), (("amina", "/desk/"), False)],
)
def test_who_looks_after_the_house_is_told_that_a_call_is_due(cast, client, numbers, seen, is_told):
    numbers(date(2019, 1, 2))
    who, path = seen
    client.force_login(getattr(cast, who), backend="allauth.account.auth_backends.AuthenticationBackend")

    assert ("2 janvier 2019" in client.get(path).content.decode()) == is_told


def test_every_step_can_be_read_without_a_number_on_it(visitor):
    assert not to_step(visitor, "general", people.GENERAL, "name").root.all("section", class_="needs")
