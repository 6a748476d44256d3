"""The main pages as they are seen: small phone and wide screen, day and night, without a script, by keyboard."""

import gzip
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.live import axe, log_in

pytestmark = pytest.mark.browser

PUBLIC = [
    "/fr/",
    "/en/",
    "/fr/urgence/",
    "/fr/contact/general/",
    "/fr/contact/discrimination/",
    "/fr/suivi/",
    "/fr/confidentialite/",
]
DESK = ["/desk/", "/desk/search/?q=logement", "/desk/intake/", "/desk/account/", "/desk/aside/", "/desk/post/"]
DESK += ["/desk/post/out/"]
WIDTHS = [320, 768, 1440]
NEWSLETTER = """From: Quartier <quartier@example.net>
Subject: Rencontre du quartier
Message-ID: <rencontre@example.net>
List-Id: <quartier.example.net>
Content-Type: text/html; charset=utf-8

<p>Venez <b>mardi</b> à la rencontre du quartier.</p><script>alert(1)</script>
"""
FIRST_LOAD_LIMIT_BYTES = 14 * 1024  # what a server may send before it has to wait for an answer


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_fits_and_can_be_used_by_everybody(page, path):
    page.goto(path)

    _fits_every_width(page)
    axe(page)


@pytest.mark.parametrize("path", DESK)
def test_a_staff_page_fits_and_can_be_used_by_everybody(page, path):
    log_in(page, "amina")
    page.goto(path)

    _fits_every_width(page)
    axe(page)


def test_a_ticket_and_the_figures_fit_and_can_be_used_by_everybody(page):
    log_in(page, "claire")
    page.locator(".queue .about a").first.click()
    page.wait_for_url("**/tickets/**")
    _fits_every_width(page)
    axe(page)

    page.goto("/desk/reports/")
    _fits_every_width(page)
    axe(page)


def test_a_letter_that_came_back_fits_in_the_list_and_on_its_ticket(page):
    log_in(page, "amina")
    page.goto("/desk/post/out/")
    for _list_then_ticket in range(2):
        page.locator("details.settle summary").first.click()
        expect(page.locator("details.settle select").first).to_be_visible()
        _fits_every_width(page)
        axe(page)
        if page.url.endswith("/desk/post/out/"):
            page.locator(".letters a").first.click()
            page.wait_for_url("**/tickets/**")


def test_who_cannot_be_reached_is_a_page_that_fits(page, live_desk):
    dara = "User.objects.filter(name='Dara').update(created_at='2020-01-01T00:00Z')"
    live_desk.manage("shell", "-v", "0", "-c", f"from requests_app.models import User; {dara}")
    log_in(page, "claire")
    page.goto("/desk/reports/reach/")

    expect(page.get_by_role("row")).to_have_count(2)
    _fits_every_width(page)
    axe(page)


def test_a_message_that_waits_is_read_filed_and_seen_as_it_was_formatted(page, live_desk):
    live_desk.manage("receive_mail", text=NEWSLETTER)
    log_in(page, "amina")
    page.goto("/desk/post/")
    page.get_by_role("link", name="Rencontre du quartier").click()
    _fits_every_width(page)
    axe(page)

    page.get_by_role("button", name="Créer une demande").click()
    page.wait_for_url("**/tickets/**")
    page.get_by_role("link", name="Voir la mise en forme").click()
    expect(page.frame_locator("iframe").locator("b")).to_have_text("mardi")
    _fits_every_width(page)
    axe(page)


def test_what_was_set_aside_is_looked_at_and_brought_into_the_queue(page):
    log_in(page, "amina")
    page.locator(".views a[href='/desk/aside/']").click()
    page.locator("main li", has_text="viagra").get_by_role("link").click()
    page.wait_for_url("**/tickets/**")
    _fits_every_width(page)
    axe(page)

    page.locator("button[value=genuine]").click()
    expect(page.locator("button[value=genuine]")).to_have_count(0)
    expect(page.locator(".status-new").first).to_be_visible()


def test_night_and_forced_colours_break_no_rule(page):
    page.emulate_media(color_scheme="dark")
    page.goto("/fr/contact/bureau-accueil/")
    axe(page)

    log_in(page, "amina")
    axe(page)
    page.emulate_media(color_scheme="light", forced_colors="active")
    axe(page)


def test_what_is_wrong_is_said_first_and_has_the_focus(page):
    page.goto("/fr/contact/general/")
    page.locator("form#answers .actions .btn-primary").click()

    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    axe(page)
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.name") == "writing_for"


def test_a_question_shows_when_the_answer_it_hangs_on_is_given(page):
    page.goto("/fr/contact/discrimination/faits/")
    page.locator("[name=reporter_role]").first.check()
    page.locator("form#answers .actions .btn-primary").click()
    page.locator("textarea[name=message]").fill("On m'a refusé un logement.")
    page.locator("form#answers .actions .btn-primary").click()

    dated = page.locator("#div_id_incident_date")
    expect(dated).to_be_hidden()
    page.locator("[name=when]").first.check()
    expect(dated).to_be_visible()


def test_the_counter_appears_when_a_story_grows_long(page):
    _to_the_message(page)
    story = page.locator("[name=message]")
    counter = page.locator(".counter")

    story.fill("é" * 4499)
    expect(counter).to_have_text("")
    story.fill("é" * 4600)
    expect(counter).to_contain_text("400")


def test_without_a_script_a_form_keeps_what_was_typed_when_the_language_changes(browser, live_desk):
    context = browser.new_context(base_url=live_desk.url, java_script_enabled=False)
    window = context.new_page()
    _to_the_message(window)
    window.locator("[name=message]").fill("Ça reste écrit.")
    window.locator(".language-menu summary").click()
    window.locator(".languages button[lang=en]").click()

    expect(window.locator("[name=message]")).to_have_value("Ça reste écrit.")
    expect(window.locator("html")).to_have_attribute("lang", "en")
    context.close()


def _to_the_message(page):
    page.goto("/fr/contact/general/")
    for name in ("writing_for", "topic"):
        page.locator(f"input[type=radio][name={name}]").first.check()
        page.locator("form#answers .actions .btn-primary").click()


def test_the_keyboard_walks_the_queue(page):
    log_in(page, "amina")
    links = page.locator(".queue .about a")

    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#bar-search")).to_be_focused()


def test_a_form_and_its_styles_arrive_in_one_go(live_desk):
    paths = ["/fr/contact/general/", "/static/css/tokens.css", "/static/css/public.css"]
    together = sum(len(gzip.compress(_read(live_desk.url + path), 6)) for path in paths)

    assert together <= FIRST_LOAD_LIMIT_BYTES


def _read(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def _fits_every_width(page):
    """Nothing sticks out sideways."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"wider than {width}"
