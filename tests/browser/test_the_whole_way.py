"""What a newcomer does after reading the README: one request, from the first word to the answer to the answer."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.live import log_in

pytestmark = pytest.mark.browser

QUESTION = "Bonjour, je m'appelle Zoé. Où puis-je apprendre à lire ? « Merci » & <à bientôt>"
ANSWER = "Bonjour Zoé, venez lundi à 9 heures : nous lirons ensemble."
THANKS = "Merci, je viendrai lundi !"


def test_a_request_is_sent_answered_read_and_answered_again(page):
    reference = _send_a_request(page, "zoe.newcomer@example.org")
    acknowledgement = _letter(page, "zoe.newcomer@example.org", 1)
    assert reference in acknowledgement

    log_in(page, "amina")
    page.goto(f"/desk/search/?q={reference}")
    page.get_by_role("row", name=re.compile(reference)).get_by_role("link").click()
    expect(page.get_by_text(QUESTION)).to_be_visible()
    _answer(page)

    link = _link(_letter(page, "zoe.newcomer@example.org", 2))
    page.context.clear_cookies()
    page.goto(link)
    page.locator("main form button.btn-primary").click()
    expect(page.locator("#exchange")).to_contain_text(ANSWER)
    page.locator("textarea:visible").first.fill(THANKS)
    page.locator("main form button.btn-primary").first.click()
    expect(page.locator("#exchange")).to_contain_text(THANKS)

    log_in(page, "amina")
    page.goto(f"/desk/tickets/{reference}/")
    expect(page.get_by_text(THANKS)).to_be_visible()


def _send_a_request(page, address):
    page.goto("/fr/contact/general/")
    page.locator("input[name=writing_for][value=moi]").check()
    _continue(page)
    page.locator("input[name=topic][value=fle_alpha]").check()
    _continue(page)
    page.locator("textarea[name=message]").fill(QUESTION)
    _continue(page)
    page.locator("input[name=name]").fill("Zoé Nouvelle")
    page.locator("input[name=preferred_contact][value=email]").check()
    _continue(page)
    page.locator("input[name=email]").fill(address)
    _continue(page)
    page.locator("input[name=safe_contact][value=ok]").check()
    _continue(page)
    _continue(page)
    expect(page.get_by_text(QUESTION)).to_be_visible()
    _continue(page)
    return page.locator("output#reference").inner_text().strip()


def _continue(page):
    page.locator("form#answers .actions button.btn-primary").click()


def _answer(page):
    page.locator("details#reply summary").click()
    page.locator("details#reply textarea").fill(ANSWER)
    page.locator("details#reply button.btn-primary").click()
    expect(page.get_by_text(ANSWER).first).to_be_visible()
    page.locator("main form button.btn-primary").click()
    expect(page).to_have_url(re.compile("/desk/tickets/"))


def _letter(page, address, count):
    """The text of somebody's newest letter in the demo mailbox, once the worker has posted `count` of them."""
    page.goto("/demo/mailbox/")
    letters = page.locator("main li", has_text=address)
    for _second in range(30):
        if letters.count() >= count:
            break
        page.wait_for_timeout(1000)
        page.reload()
    letters.first.get_by_role("link").click()
    return page.locator("main .typed").first.inner_text()


def _link(letter):
    """The address of the follow-up page that a letter names, without the host."""
    found = re.search(r"https?://\S+/suivi/lien/\S+", letter)
    assert found, letter
    return urlsplit(found[0]).path
