"""Leaving a page at once, in a real browser: by key, by link, without a script, and by the way back."""

import re

import pytest
from playwright.sync_api import expect

from tests.live import axe

pytestmark = pytest.mark.browser

ELSEWHERE = "https://fr.wikipedia.org/"
START = "/fr/contact/discrimination/"


@pytest.fixture
def window(page):
    """A page whose way out is a page of this test, so that nothing leaves the machine."""
    page.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body="<h1>Ailleurs</h1>", content_type="text/html"))
    return page


def outside(page):
    expect(page).to_have_url(ELSEWHERE)
    expect(page.locator("h1")).to_have_text("Ailleurs")


def test_escape_three_times_leaves_and_twice_does_not(window):
    window.goto(START)
    expect(window.locator(".quit-key")).to_be_visible()

    window.keyboard.press("Escape")
    window.keyboard.press("Escape")
    window.keyboard.press("a")
    window.keyboard.press("Escape")
    expect(window.locator("h1")).to_be_visible()
    window.keyboard.press("Escape")
    window.keyboard.press("Escape")

    outside(window)


def test_the_way_back_leads_out_again(window):
    window.goto("/fr/")
    window.goto(START)
    window.locator("main .actions a.btn-primary").click()
    window.locator("#quick-exit").click()
    outside(window)

    window.go_back()

    outside(window)


def test_a_page_that_is_asked_for_anew_is_shown(window):
    window.goto(START)
    window.locator("#quick-exit").click()
    outside(window)

    window.goto(START)

    expect(window.locator("h1")).to_be_visible()


def test_without_a_script_the_way_out_is_a_plain_link(browser, live_desk):
    context = browser.new_context(base_url=live_desk.url, java_script_enabled=False)
    window = context.new_page()
    asked = []
    window.route(f"{ELSEWHERE}**", lambda route: (asked.append(route.request), route.fulfill(body="Dehors")))
    window.goto(START)

    expect(window.locator(".quit-key")).to_be_hidden()
    window.locator("#quick-exit").click()

    expect(window).to_have_url(ELSEWHERE)
    assert "referer" not in asked[0].headers
    context.close()


def test_leaving_a_request_closes_it_at_this_telephone(window):
    _send_anonymously(window)
    code_page = window.url
    axe(window)

    with window.expect_request(re.compile("/oublier/")) as forgetting:
        window.locator("#quick-exit").click()
        outside(window)

    assert forgetting.value.method == "POST"
    answer = window.goto(code_page)
    assert answer.status == 410


def test_the_confirmation_is_done_with_the_keyboard_and_fits(window):
    _send_anonymously(window)
    code = window.locator("#receipt-code").inner_text()

    window.locator("#typed-code").focus()
    window.keyboard.type(code)
    window.keyboard.press("Enter")

    expect(window.locator("#typed-code-answer .alert-success")).to_be_visible()
    axe(window)
    for width in (320, 768, 1440):
        window.set_viewport_size({"width": width, "height": 900})
        assert window.evaluate("document.documentElement.scrollWidth") <= width


def _send_anonymously(window):
    """The form, as somebody who wants to stay unknown fills it."""
    choices = {"reporter_role": "temoin", "when": "ne_sait_pas", "domain": "logement", "wishes": "compter"}
    choices |= {"transfer_consent": "non", "anonymous": "yes", "sensitive_consent": "yes"}
    window.goto(f"{START}faits/")
    while not window.url.endswith("/envoye/"):
        for name, value in choices.items():
            box = window.locator(f"#answers [name={name}][value={value}]:not([type=hidden])")
            if box.count():
                box.check()
        story = window.locator("#answers textarea[name=message]:visible")
        if story.count():
            story.fill("On a refusé un logement à mon voisin.")
        window.locator("#answers .actions .btn-primary").click()
        window.wait_for_load_state()
