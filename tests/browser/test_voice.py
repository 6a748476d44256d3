"""A voice message, spoken into a browser's (false) microphone and heard at the desk."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_public_pages import answer
from tests.live import axe, log_in
from tests.public import people

pytestmark = pytest.mark.browser

SPOKEN = {name: value for name, value in people.GENERAL.items() if name != "message"}


def open_step_with_voice(window):
    window.goto("/fr/contact/general/")
    while not window.locator("#id_voice").count():
        answer(window, "general", SPOKEN)
        window.get_by_role("button", name="Continuer").click()
        window.wait_for_load_state()


def send(window):
    while not window.locator("#send").count():
        answer(window, "general", SPOKEN)
        window.get_by_role("button", name="Continuer").click()
        window.wait_for_load_state()
    window.locator("#send").click()
    expect(window.locator("#reference")).to_be_visible()
    return window.locator("#reference").inner_text()


def recorder(window, part):
    return window.locator(f".recorder [data-{part}]")


def record(window, milliseconds=1500):
    recorder(window, "record").click()
    expect(recorder(window, "stop")).to_be_focused()
    window.wait_for_timeout(milliseconds)
    expect(recorder(window, "time")).to_have_text(re.compile(r"0:0[1-9] / 5:00"))


def test_a_voice_message_is_recorded_heard_sent_and_played_at_the_desk(page):
    page.context.grant_permissions(["microphone"])
    open_step_with_voice(page)
    record(page)
    axe(page)

    recorder(page, "stop").click()
    expect(recorder(page, "delete")).to_be_focused()
    expect(page.locator(".recorder audio")).to_be_visible()
    axe(page)
    reference = send(page)

    log_in(page, "amina")
    page.goto(f"/desk/tickets/{reference}/")
    sound = page.locator(".files audio")
    expect(sound).to_have_attribute("preload", "none")
    played = sound.evaluate(
        "async (one) => { one.muted = true; await one.play(); await new Promise((done) => setTimeout(done, 400));"
        " return one.currentTime; }"
    )
    assert played > 0
    axe(page)


def test_a_recording_can_be_thrown_away_and_made_again(page):
    page.context.grant_permissions(["microphone"])
    open_step_with_voice(page)
    record(page)
    recorder(page, "stop").click()

    recorder(page, "delete").click()

    expect(recorder(page, "record")).to_be_focused()
    assert page.locator("#id_voice").evaluate("one => one.files.length") == 0
    record(page)
    recorder(page, "stop").click()
    expect(page.locator(".recorder audio")).to_be_visible()
    assert page.locator("#id_voice").evaluate("one => one.files.length") == 1


def test_who_goes_on_while_speaking_loses_nothing_of_it(page):
    page.context.grant_permissions(["microphone"])
    open_step_with_voice(page)
    record(page)

    assert send(page)


def test_without_a_microphone_the_file_field_is_there_and_the_page_says_so(page):
    open_step_with_voice(page)
    refusal = "async () => { throw new DOMException('no', 'NotAllowedError') }"
    page.evaluate(f"() => {{ navigator.mediaDevices.getUserMedia = {refusal} }}")

    recorder(page, "record").click()

    expect(recorder(page, "state")).not_to_be_empty()
    expect(page.locator("#id_voice")).to_be_visible()


def test_the_script_comes_only_with_the_question(page):
    page.goto("/fr/")
    assert page.locator("script[src*=voice]").count() == 0
