"""Fingers, small windows, ears: the public pages beyond what a rule of axe can see."""

import pytest
from playwright.sync_api import expect

from tests.live import axe

pytestmark = pytest.mark.browser
PAGES = ["/fr/", "/fr/urgence/", "/fr/contact/general/", "/fr/contact/discrimination/faits/", "/fr/suivi/"]
# What one taps and how large it is. A choice is its whole row, a card its whole card; what only the keyboard meets is
# out of sight.
SMALL = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
  .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, .skip, .doors"))
  .map((one) => [one, (one.closest(".form-check") || one).getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`)"""
URGENT = "Mon mari me frappe et je n'ai pas d'endroit où dormir."


@pytest.mark.parametrize("path", PAGES)
def test_everything_that_one_taps_is_large_enough_for_a_thumb(page, path):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)

    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_cannot_wait_finds_the_numbers_on_the_check_page(page, scheme):
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme=scheme)
    page.goto("/fr/contact/general/")
    while not page.locator("#send").count():
        for name in ("writing_for", "topic", "preferred_contact"):
            choices = page.locator(f"input[type=radio][name={name}]")
            if choices.count():
                choices.last.check()  # the last way of being answered, to come by, needs no address
        for name, words in {"message": URGENT, "name": "Zoé", "organisation": "Une ASBL"}.items():
            field = page.locator(f"#answers [name={name}]:not([type=hidden])")
            if field.count():
                field.fill(words)
        with page.expect_navigation():
            page.locator("#answers .actions .btn-primary").click()

    expect(page.locator(".needs a[href='tel:112']")).to_be_visible()
    expect(page.locator(".needs a[href='tel:080012420']")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    axe(page)


def test_a_question_that_was_recorded_can_be_listened_to(page, live_desk):
    folder = live_desk.folder / "audio" / "en" / "ukraine"
    folder.mkdir(parents=True)
    (folder / "writing_for.mp3").write_bytes(b"ID3" + b"\0" * 500)

    page.goto("/en/contact/ukraine/demande/")

    expect(page.locator("audio")).to_have_attribute("src", "/en/contact/ukraine/ecouter/writing_for/")
    axe(page)
