"""Whoever comes chooses a language once, by its own name, and never loses a word by changing it."""

import pytest

from requests_app.intake.languages import FIRST_TIER, direction
from requests_app.models import Ticket
from requests_app.public import pages
from tests import htmltree, make
from tests.browserlike import send_request
from tests.languages import EVERY_LANGUAGE, RIGHT_TO_LEFT
from tests.public import people
from tests.public.test_flows import to_step

WITHOUT_LANGUAGE = {key: answer for key, answer in people.GENERAL.items() if key != "reply_language"}


@pytest.fixture
def visitor(visitor, settings):
    settings.LANGUAGES = EVERY_LANGUAGE
    pages._blank_pages.clear()
    return visitor


def doors(page):
    (found,) = page.root.all("ul", class_="language-doors")
    return found.all("a")


def menu(page):
    (found,) = page.root.all("details", class_="language-menu")
    return [node for node in found.walk() if node.tag in ("a", "button")]


def test_the_first_screen_shows_every_language_by_its_own_name_in_its_own_direction(visitor):
    links = doors(visitor.get("/"))

    assert [link.attrs["lang"] for link in links] == list(FIRST_TIER)
    assert [(link.text, link.attrs["dir"]) for link in links] == [
        (name, direction(code)) for code, name in EVERY_LANGUAGE
    ]
    assert [link.attrs["href"] for link in links] == [f"/{code}/" for code in FIRST_TIER]


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("ti,en;q=0.5", ["ti", "en"]),
        ("prs", ["fa"]),
        ("ps-AF,fa;q=0.8,de;q=0.7", ["ps", "fa"]),
        ("tlh,uk;q=0.1", ["uk"]),
        ("", ["fr"]),
    ],
)
def test_the_languages_of_the_browser_come_first(visitor, wanted, first):
    visitor.language = wanted

    assert [link.attrs["lang"] for link in doors(visitor.get("/"))][: len(first)] == first


@pytest.mark.parametrize("language", FIRST_TIER)
def test_one_tap_chooses_and_the_door_leads_there_from_then_on(visitor, language):
    link = next(link for link in doors(visitor.get("/")) if link.attrs["lang"] == language)

    page = visitor.get(link.attrs["href"])

    html = page.root.all("html")[0]
    assert (html.attrs["lang"], html.attrs["dir"]) == (language, direction(language))
    assert visitor.get("/").url == f"/{language}/"


def test_a_cookie_of_a_language_that_is_not_offered_any_more_leads_back_to_the_door(visitor):
    visitor.cookies["/", "language"] = "tlh"

    assert doors(visitor.get("/"))


def test_what_else_the_address_carries_comes_along(visitor):
    assert doors(visitor.get("/?from=poster&x=%22"))[0].attrs["href"] == "/fr/?from=poster&x=%22"
    assert menu(visitor.get("/fr/suivi/?a=1"))[1].attrs.get("formaction", "") == "/en/suivi/?a=1"
    assert menu(visitor.get("/fr/confidentialite/?a=1"))[1].attrs["href"] == "/en/confidentialite/?a=1"
    visitor.get("/en/")
    assert visitor.get("/?from=poster").url == "/en/?from=poster"


@pytest.mark.parametrize(
    "path", ["", "contact/general/", "contact/discrimination/", "suivi/", "confidentialite/", "accessibilite/", "rien/"]
)
def test_every_page_can_be_had_in_every_language(visitor, path):
    entries = menu(visitor.get(f"/fr/{path}"))

    assert [entry.attrs["lang"] for entry in entries] == list(FIRST_TIER)
    assert [entry.text for entry in entries if entry.attrs.get("aria-current")] == ["Français"]


def press(page, language, form=None):
    """Change the language of the page, with what was typed into `form`."""
    return (form or page.form).send(next(entry for entry in menu(page) if entry.attrs["lang"] == language))


def test_changing_the_language_of_a_form_keeps_the_answers_and_asks_the_answer_in_the_new_one(visitor):
    page = to_step(visitor, "general", WITHOUT_LANGUAGE, "reply_language")
    assert page.form.value("reply_language") == "fr"

    page = press(page, "ps")

    assert page.url.startswith("/ps/")
    assert page.form.value("message").replace("\r\n", "\n") == people.GENERAL["message"]
    assert page.form.value("reply_language") == "ps"


def test_a_language_of_the_answer_that_was_chosen_stays(visitor):
    page = to_step(visitor, "general", people.GENERAL, "reply_language")
    form = page.form.fill("reply_language", "uk")

    assert press(page, "ar", form).form.value("reply_language") == "uk"


def test_changing_the_language_keeps_the_keys_to_a_request_and_a_message_to_us(visitor):
    sent = send_request(visitor, "general", people.GENERAL)
    reference, code = sent.by_id("reference").text, sent.by_id("receipt-code").text
    page = visitor.get("/fr/suivi/")

    page = press(page, "ar", page.form.fill("reference", reference))
    assert page.form.value("reference") == reference
    assert not page.errors

    page = page.form.fill("code", code).press()
    page = press(page, "ti", page.form.fill("body", "Encore une chose."))

    assert page.url == "/ti/suivi/demande/"
    assert page.form.value("body") == "Encore une chose."
    assert Ticket.objects.get().messages.count() == 0


@pytest.mark.parametrize(("path", "leads_to"), [("/de/contact/general/", "/uk/contact/general/"), ("/xx/y/", "/uk/")])
def test_a_language_that_we_do_not_speak_is_answered_with_those_that_we_do(visitor, path, leads_to):
    visitor.language = "uk"

    page = visitor.get(path)

    assert page.status == 404
    assert doors(page)[0].attrs["href"] == leads_to
    assert ("Deutsch" in page.text) is path.startswith("/de/")


@pytest.mark.parametrize("path", ["/fr/rien/", "/rien", "/healthzz"])
def test_a_page_that_is_not_there_in_a_language_that_we_speak_says_just_that(visitor, path):
    assert not visitor.get(path).root.all("ul", class_="language-doors")


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_what_reads_from_left_to_right_says_so_on_a_page_from_right_to_left(visitor, language):
    page = send_request(visitor, "general", people.GENERAL, language=language)

    assert page.root.all("html")[0].attrs["dir"] == "rtl"
    page = visitor.get(f"/{language}/suivi/")
    assert {page.form.node.all("input", name=name)[0].attrs["dir"] for name in ("reference", "code")} == {"ltr"}


def test_interface_message_answer_and_interpreter_are_four_facts(visitor):
    answers = {**people.GENERAL, "reply_language": "uk", "interpreter_needed": "ti"}
    send_request(visitor, "general", answers, language="ar")

    ticket = Ticket.objects.get()

    assert (ticket.language, ticket.message_language) == ("ar", "")
    assert (ticket.reply_language, ticket.interpreter_language) == ("uk", "ti")


def test_the_answer_comes_in_the_language_of_the_page_unless_another_is_asked(visitor):
    send_request(visitor, "general", WITHOUT_LANGUAGE, language="fa")

    assert Ticket.objects.get().reply_language == "fa"


def test_the_desk_and_its_log_in_speak_french_to_somebody_who_chose_arabic_outside(client, cast, settings):
    settings.LANGUAGES = EVERY_LANGUAGE
    client.cookies["language"] = "ar"

    for path in ("/accounts/login/", "/admin/login/"):
        page = htmltree.parse(client.get(path, follow=True).text)
        assert page.all("html")[0].attrs["lang"] == "fr"
    client.force_login(make.user("Elif", language="ar"))
    assert htmltree.parse(client.get("/desk/").text).all("html")[0].attrs["lang"] == "fr"
    client.logout()
    client.cookies["language"] = "en"
    assert htmltree.parse(client.get("/accounts/login/").text).all("html")[0].attrs["lang"] == "en"
