"""An administrator changes the words of a letter in a real browser, and sees it before saving."""

import pytest

from tests.live import log_in

pytestmark = pytest.mark.browser


def test_a_letter_is_chosen_changed_seen_and_saved(page):
    log_in(page, "admin")
    page.goto("/admin/requests_app/lettertext/add/")
    page.locator("a[href='?kind=new_link&language=fr']").click()
    page.locator("textarea[name=body]").fill("Bonjour,\n\nVoici votre lien, tout neuf :\n{link}")

    with page.context.expect_page() as opened:
        page.locator("[formaction]").click()
    preview = opened.value
    complaints = []
    preview.on("console", lambda message: complaints.append(message.text))
    letter = preview.frame_locator("iframe")
    assert letter.locator("p", has_text="tout neuf").is_visible()
    assert letter.locator("a.button").evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(11, 90, 107)"
    preview.close()

    assert "tout neuf" in page.locator("textarea[name=body]").input_value()
    page.locator("input[name=_save]").click()
    page.wait_for_url("**/lettertext/")
    page.goto("/admin/requests_app/lettertext/add/")
    assert page.locator("a[href*='/change/']").count() >= 1
    assert not complaints
