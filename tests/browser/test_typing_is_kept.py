"""What public.js adds to a form: drafts, files that leave at once, photos made smaller. All in a real browser."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.live import axe

pytestmark = pytest.mark.browser
STORY = "Je voudrais apprendre le français, le soir."


# Notes how large the file is that leaves.
WATCH = """
  const append = FormData.prototype.append;
  FormData.prototype.append = function (name, value) {
    if (value.size) window.sentBytes = value.size;
    return append.apply(this, arguments);
  };
"""


def to_message(page):
    page.goto("/fr/contact/general/")
    for name in ("writing_for", "topic"):
        page.locator(f"input[type=radio][name={name}]").first.check()
        forward(page)
    return page


def forward(page):
    with page.expect_navigation():
        page.locator("form#answers .actions .btn-primary").click()


def type_story(page):
    """Type, and wait until it is kept."""
    with page.expect_response(re.compile("/brouillon/")) as answer:
        page.locator("textarea[name=message]").fill(STORY)
    assert answer.value.status == 204


def photo(side):
    """A photo as a telephone takes it: large, and noisy enough to weigh something."""
    noise = Image.effect_noise((side, side * 3 // 4), 80).convert("RGB")
    file = io.BytesIO()
    noise.save(file, "JPEG", quality=95)
    return file.getvalue()


def attach(page, name, content, mime="image/jpeg"):
    page.locator("input[type=file][name=attachments]").set_input_files(
        {"name": name, "mimeType": mime, "buffer": content}
    )


def test_a_telephone_that_goes_dark_costs_nothing(page):
    type_story(to_message(page))

    page.goto("/fr/")  # as if the browser had thrown the page away
    page.goto("/fr/contact/general/")
    axe(page)
    with page.expect_navigation():
        page.locator("#draft .btn-primary").click()

    expect(page.locator("textarea[name=message]")).to_have_value(STORY)


def test_one_tap_erases_what_was_typed(page):
    type_story(to_message(page))

    with page.expect_navigation():
        page.locator("#draft-kept button").click()
    page.goto("/fr/contact/general/")

    assert not page.locator("#draft").count()
    assert not [one for one in page.context.cookies() if one["name"] == "draft"]


def test_the_confidential_form_keeps_nothing_until_its_box_is_ticked(page):
    page.goto("/fr/contact/discrimination/faits/")
    page.locator("[name=reporter_role]").first.check()
    forward(page)
    page.locator("textarea[name=message]").fill(STORY)
    page.wait_for_timeout(2000)
    assert not [one for one in page.context.cookies() if one["name"] == "draft"]

    with page.expect_response(re.compile("/brouillon/")):
        page.locator("#id_remember").check()
    axe(page)
    forward(page)
    expect(page.locator("#id_remember")).to_be_checked()
    page.goto("/fr/contact/discrimination/faits/")
    expect(page.locator("#draft")).to_be_visible()


def test_a_photo_leaves_at_once_and_smaller(page):
    page.add_init_script(WATCH)
    to_message(page)
    large = photo(3000)

    attach(page, "lettre.jpg", large)

    expect(page.locator("#kept-files")).to_contain_text("lettre.jpg")
    assert 0 < page.evaluate("sentBytes") < len(large) / 2
    assert page.locator("input[type=file][name=attachments]").evaluate("field => field.files.length") == 0
    axe(page)
    page.locator("textarea[name=message]").fill(STORY)
    forward(page)
    assert page.locator("input[name=attachments_kept]").count() == 1


def test_a_small_photo_and_one_that_browsers_cannot_draw_leave_as_they_are(page):
    page.add_init_script(WATCH)
    to_message(page)

    for name, content in {"petite.jpg": photo(200), "iphone.heic": b"\0\0\0\x18ftypheic" + b"\0" * 5000}.items():
        with page.expect_response(re.compile("/fichiers/")):
            attach(page, name, content)
        assert page.evaluate("sentBytes") == len(content)


def test_a_file_that_did_not_arrive_costs_no_text_and_can_be_tried_again(page):
    to_message(page)
    page.locator("textarea[name=message]").fill(STORY)
    page.route("**/fichiers/", lambda route: route.fulfill(status=429, body="x"))
    attach(page, "lettre.txt", b"Bonjour de la commune.", "text/plain")
    again = page.locator(".files-state button")
    expect(again).to_be_visible()
    expect(page.locator("textarea[name=message]")).to_have_value(STORY)
    axe(page)

    page.unroute("**/fichiers/")
    again.click()

    expect(page.locator("#kept-files")).to_contain_text("lettre.txt")


def test_a_file_that_cannot_leave_by_itself_leaves_with_the_page(page):
    to_message(page)
    page.locator("textarea[name=message]").fill(STORY)
    page.route("**/fichiers/", lambda route: route.fulfill(status=429, body="x"))
    attach(page, "lettre.txt", b"Bonjour de la commune.", "text/plain")

    forward(page)

    assert page.locator("input[name=attachments_kept]").count() == 1


def test_a_refused_file_is_named_and_the_text_stays(page):
    to_message(page)
    page.locator("textarea[name=message]").fill(STORY)

    attach(page, "programme.exe", b"MZ" + b"\0" * 100, "application/octet-stream")

    expect(page.locator("#files .invalid-feedback")).to_contain_text("programme.exe")
    expect(page.locator("textarea[name=message]")).to_have_value(STORY)
    axe(page)
