"""A form under attack, in Chromium: the browser proves itself meanwhile; without a script, a person looks first."""

import json

import pytest
from playwright.sync_api import expect

from tests.live import axe, fresh_database, running_desk

pytestmark = pytest.mark.browser

STATUSES = """
import json
from requests_app.models import Ticket
print(json.dumps(list(Ticket.objects.order_by("pk").values_list("status", "suspicions"))))
"""


@pytest.fixture(scope="module")
def attacked_desk(tmp_path_factory):
    """A house that takes every request for part of an attack, on a port and a database of its own."""
    folder = tmp_path_factory.mktemp("attacked")
    always = {"DEMO": "off", "GUARD_FORM_PER_MINUTE": "-1", "PUBLIC_GUARDS": "on"}
    with fresh_database() as database, running_desk(folder, {**database, **always}) as desk:
        yield desk


def to_check(window, url):
    """Answer what must be answered, page after page, up to the last."""
    window.goto(f"{url}/fr/contact/general/")
    while not window.locator("#send").count():
        for name, value in {"writing_for": "moi", "topic": "fle_alpha", "preferred_contact": "sur_place"}.items():
            if window.locator(f"input[type=radio][name={name}]").count():
                window.locator(f"input[name={name}][value={value}]").check()
        for name, text in {"message": "Bonjour, je cherche un cours de français.", "name": "Zoé Nouvelle"}.items():
            if window.locator(f"[name={name}]:not([type=hidden])").count():
                window.locator(f"[name={name}]").fill(text)
        with window.expect_navigation():
            window.locator("form#answers .actions button.btn-primary").click()


@pytest.mark.parametrize(("has_script", "expected"), [(True, ["new", []]), (False, ["aside", ["attack"]])])
def test_both_ways_lead_to_a_confirmation(browser, attacked_desk, has_script, expected):
    context = browser.new_context(java_script_enabled=has_script, viewport={"width": 320, "height": 700})
    window = context.new_page()
    window.set_default_timeout(20_000)
    to_check(window, attacked_desk.url)
    if has_script:
        axe(window)

    window.locator("#send").click()

    expect(window.locator("output#reference")).to_be_visible()
    context.close()
    assert json.loads(attacked_desk.manage("shell", "--no-imports", "-c", STATUSES))[-1] == expected


def test_nothing_is_loaded_from_elsewhere_and_the_whole_page_is_light(browser, attacked_desk):
    window = browser.new_page()
    sizes = {}
    window.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}) if answer.ok else None)
    to_check(window, attacked_desk.url)
    expect(window.locator("input[name=proof]")).not_to_have_value("", timeout=20_000)
    window.close()

    assert any("proof-worker.js" in url for url in sizes)
    assert all(url.startswith(attacked_desk.url) for url in sizes)
    assert sum(size for url, size in sizes.items() if "proof" in url) < 5_000
