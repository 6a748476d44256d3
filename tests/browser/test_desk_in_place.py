"""What JavaScript makes quicker at the desk: decisions in place, filters at once, rows by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.live import axe, log_in

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(page):
    log_in(page, "amina")
    page.goto("/desk/")
    return page


def open_last_ticket(page):
    page.goto("/desk/?sort=opened")
    page.locator(".queue .about a").last.click()
    page.wait_for_url("**/tickets/**")


def test_a_filter_works_at_once_keeps_the_focus_and_the_back_button_undoes_it(desk):
    before = desk.locator(".queue tbody tr").count()
    filter_ = desk.locator("#filter-priority")

    filter_.focus()
    filter_.select_option("4")
    desk.wait_for_url("**priority=4**")
    expect(desk.locator(".queue .is-urgent")).to_have_count(desk.locator(".queue tbody tr").count())
    assert desk.evaluate("document.activeElement.id") == "filter-priority"

    desk.go_back()
    expect(desk.locator("h1")).to_have_count(1)
    expect(desk.locator(".queue tbody tr")).to_have_count(before)


def test_a_decision_is_taken_in_place_and_the_page_tells(desk):
    open_last_ticket(desk)

    desk.get_by_role("link", name="Changer la priorité").click()
    asked = desk.locator("#act-slot .act")
    expect(asked.get_by_role("heading", name="Changer la priorité")).to_be_focused()
    axe(desk)
    asked.get_by_label("Priorité").select_option("3")
    asked.get_by_role("button", name="Enregistrer").click()

    expect(desk.locator("#messages")).to_contain_text("enregistré")
    expect(desk.locator("#ticket-head .priority-3")).to_be_visible()
    expect(desk.locator(".timeline li").first).to_contain_text("Amina a changé la priorité")
    axe(desk)


def test_a_contact_is_corrected_in_place_while_another_question_stands_open(desk):
    open_last_ticket(desk)

    desk.get_by_role("link", name="Changer la priorité").click()
    expect(desk.locator("#act-slot .act")).to_be_visible()
    desk.get_by_role("link", name="Corriger le contact").click()
    asked = desk.locator("#contact-slot .act")
    asked.get_by_label("E-mail").fill("pas une adresse")
    asked.get_by_role("button", name="Enregistrer").click()
    expect(asked.get_by_role("alert")).to_contain_text("lettre par lettre")

    asked.get_by_label("E-mail").fill("nouvelle@example.org")
    asked.get_by_role("button", name="Enregistrer").click()
    expect(desk.locator("#messages")).to_contain_text("enregistré")
    expect(desk.locator(".timeline li").first).to_contain_text("Amina a corrigé le contact")
    axe(desk)


def test_an_answer_is_taken_back_within_its_seconds(desk):
    answer_somebody(desk)

    desk.locator("#undo button").click()  # before anything slow: the letter leaves soon
    expect(desk.locator("#messages")).to_contain_text("ne partira pas")
    axe(desk)


def answer_somebody(page):
    open_last_ticket(page)
    page.keyboard.press("r")
    page.locator("#reply textarea").fill("Venez mardi.")
    page.locator("#reply .btn-primary").click()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator("#undo")).to_be_visible()


def test_the_seconds_to_take_an_answer_back_are_counted_and_the_button_goes_with_them(desk):
    answer_somebody(desk)
    left = desk.locator("#undo .undo-left")

    numbers = [int(re.search(r"\d+", left.text_content())[0])]
    desk.wait_for_timeout(1500)
    numbers.append(int(re.search(r"\d+", left.text_content())[0]))
    desk.locator("#undo button").focus()

    assert 10 >= numbers[0] > numbers[1] > 0
    assert left.get_attribute("aria-hidden") == "true"
    expect(desk.locator("#undo button")).to_have_count(0, timeout=12_000)
    expect(desk.locator("#undo [role=status]")).to_be_focused()
    expect(left).to_have_count(0)
    axe(desk)


def test_who_wants_no_motion_sees_no_countdown_and_the_button_goes_all_the_same(desk):
    desk.emulate_media(reduced_motion="reduce")
    answer_somebody(desk)

    expect(desk.locator("#undo .undo-left")).to_have_count(0)
    expect(desk.locator("#undo button")).to_have_count(1)
    expect(desk.locator("#undo button")).to_have_count(0, timeout=12_000)


def test_what_is_missing_is_asked_in_place_and_the_focus_goes_there(desk):
    open_last_ticket(desk)

    desk.get_by_role("link", name="Changer le statut").click()
    asked = desk.locator("#act-slot .act")
    asked.get_by_label("Statut").select_option("resolved")
    asked.get_by_role("button", name="Enregistrer").click()

    expect(asked.locator(".has-error select")).to_be_focused()
    expect(asked.get_by_label("Statut")).to_have_value("resolved")
    axe(desk)


def test_rows_and_composers_are_reached_by_keyboard(desk):
    rows = desk.locator(".queue .about a")

    desk.keyboard.press("j")
    desk.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    desk.keyboard.press("k")
    expect(rows.nth(0)).to_be_focused()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/tickets/**")

    desk.keyboard.press("r")
    expect(desk.locator("#reply textarea")).to_be_focused()


def test_a_reason_typed_when_the_session_had_ended_is_carried_on(browser, live_desk):
    # A window of its own: htmx writes to the console that the session has ended, which `page` takes for a fault.
    context = browser.new_context(base_url=live_desk.url, locale="fr-BE")
    window = context.new_page()
    log_in(window, "amina")
    open_last_ticket(window)
    window.get_by_role("link", name="Transférer à une autre équipe").click()
    asked = window.locator("#act-slot .act")
    asked.get_by_role("radio").first.check()
    asked.get_by_label("Pourquoi ?").fill("Parce que cette équipe connaît la famille.")
    context.clear_cookies(name="sessionid")

    asked.get_by_role("button", name="Transférer").click()

    expect(window.locator("main")).to_contain_text("Parce que cette équipe connaît la famille.")
    context.close()
