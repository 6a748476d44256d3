"""The forms in a real browser on a small telephone, by labels and roles, with and without JavaScript."""

import json
import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browserlike import Browser, ViaHttp, to_step
from tests.live import axe
from tests.public import people

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}
FORMS = {
    slug: json.loads((settings.BASE_DIR / "requests_app" / "seeds" / "forms" / f"{slug}.json").read_text())
    for slug in people.ALL
}
FIXED = {"yes": "Oui", "no": "Non", "unknown": "Je ne sais pas"}


@pytest.fixture
def phone(browser, live_desk):
    """Opens small windows; whatever the console complains of fails the test."""
    contexts, complaints = [], []

    def open_one(*, scripts=True, scheme="light"):
        context = browser.new_context(
            base_url=live_desk.url, viewport=PHONE, locale="fr-BE", java_script_enabled=scripts, color_scheme=scheme
        )
        contexts.append(context)
        window = context.new_page()
        window.set_default_timeout(10_000)
        window.on("console", lambda message: complaints.append(message.text) if _is_a_fault(message) else None)
        return window

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


def _is_a_fault(message):
    return message.type == "error" and "status of 4" not in message.text


def answer(page, slug, answers):
    """Answer by label and role what this step asks and `answers` know."""
    asked = set(page.locator("#answers [name]:not([type=hidden])").evaluate_all("all => all.map(one => one.name)"))
    for step in FORMS[slug]["steps"]:
        for question in step["questions"]:
            if question["key"] in asked and question["key"] in answers:
                _answer_one(page, question, answers[question["key"]])


def _answer_one(page, question, value):
    name = re.compile("^" + re.escape(question["label"]["fr"]))
    labels = {one["value"]: one["label"]["fr"] for one in question.get("choices", [])} or FIXED
    if question["kind"] in {"choice", "three_way", "yes_no"} and question.get("as") != "select":
        page.get_by_role("radiogroup", name=name).get_by_role("radio", name=labels[value], exact=True).check()
    elif question["kind"] == "choices":
        for one in value:
            page.get_by_role("group", name=name).get_by_role("checkbox", name=labels[one], exact=True).check()
    elif question["kind"] == "half_days":
        for one in value:
            page.locator(f"input[name={question['key']}][value={one}]").check()
    elif question["kind"] == "consent":
        page.get_by_role("checkbox", name=name).check()
    elif question["kind"] in {"language", "interpreter"} or question.get("as") == "select":
        page.get_by_label(name).select_option(value)
    else:
        page.get_by_label(name).fill(value)


def press(page, name, *, role="button"):
    """Press it and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=True).last.click()


def steps(page, slug, answers, *, stumble=False):
    """Every page of the form, answered, in turn, up to the confirmation. `stumble` sends each step empty first."""
    page.goto(f"/fr/contact/{slug}/")
    if not page.locator("#answers").count():
        yield "start"
        press(page, "Commencer", role="link")
    while not page.locator("#send").count():
        if stumble:
            press(page, "Continuer")
            if page.locator("#error-summary").count():
                yield "errors"
        if page.locator("#send").count():
            break
        answer(page, slug, answers)
        yield "step"
        press(page, "Continuer")
        assert not page.locator("#error-summary").count(), page.locator("#error-summary").inner_text()
    yield "check"
    press(page, "Envoyer ma demande")
    yield "sent"


def fits(page):
    """Nothing sticks out of a window of 320 pixels."""
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
@pytest.mark.parametrize("slug", people.ALL)
def test_each_form_can_be_filled_on_a_small_telephone(phone, slug, scripts):
    page = phone(scripts=scripts)

    for _stage in steps(page, slug, people.ALL[slug]):
        assert fits(page), page.url

    expect(page.locator("#reference")).to_have_text(re.compile(r"^\w+-\d\d-\w{4}-\w{4}$"))
    expect(page.locator("#receipt-code")).to_have_text(re.compile(r"^(\d{4} ?){4}$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", people.ALL)
def test_no_page_of_a_form_breaks_a_rule_of_accessibility(phone, slug, scheme):
    page = phone(scheme=scheme)

    for stage in steps(page, slug, people.ALL[slug], stumble=True):
        if stage == "errors":
            expect(page.locator("#error-summary")).to_be_focused()
        # The quick exit stays in sight while one scrolls, over whatever is there: judge the page unscrolled.
        page.evaluate("scrollTo(0, 0)")
        axe(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    ["/fr/", "/en/", "/fr/urgence/", "/fr/suivi/", "/fr/suivi/lien/nonsense/", "/fr/confidentialite/", "/fr/nothing/"],
)
def test_no_page_around_the_forms_breaks_one_either(phone, path, scheme):
    page = phone(scheme=scheme)

    page.goto(path)

    assert fits(page)
    axe(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_follow_up_page_breaks_none(phone, scheme):
    page = phone(scheme=scheme)
    for _stage in steps(page, "general", people.GENERAL):
        pass
    reference, code = page.locator("#reference").inner_text(), page.locator("#receipt-code").inner_text()

    page.goto("/fr/suivi/")
    page.get_by_label("Votre référence").fill(reference)
    page.get_by_label("Votre code").fill(code)
    press(page, "Ouvrir ma demande")
    page.get_by_label("Votre message").fill("Je peux venir le mardi.")
    press(page, "Envoyer")

    expect(page.locator("#exchange")).to_contain_text("Je peux venir le mardi.")
    page.get_by_text("Ce que vous avez répondu").click()
    assert fits(page)
    axe(page)


def to_question(page, stop, slug="general"):
    """The page that asks `stop`."""
    for _stage in steps(page, slug, people.ALL[slug]):
        if page.locator(f"#answers [name={stop}]:not([type=hidden])").count():
            return page
    raise AssertionError(f"{slug} never asks {stop}")


def test_enter_in_a_field_leads_on_and_does_not_change_the_language(phone):
    page = to_question(phone(), "name")

    page.get_by_label("Votre nom").press("Enter")

    expect(page).to_have_url(re.compile("/fr/contact/general/joindre/"))
    expect(page.locator("input[name=email]")).to_be_visible()


def test_the_language_button_keeps_what_was_typed(phone):
    page = to_question(phone(scripts=False), "message")
    page.locator("textarea[name=message]").fill("Bonjour à tous")

    page.locator(".language-menu summary").click()
    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("textarea[name=message]")).to_have_value("Bonjour à tous")


@pytest.mark.parametrize("size", [3_000_000, 30_000_000])
def test_a_text_beyond_all_measure_is_read_to_its_end_so_that_the_page_in_words_arrives(live_desk, size):
    page = to_step(Browser(ViaHttp(live_desk.url)), "general", people.GENERAL, "message")
    form = page.form.fill("message", "x" * size)
    form.node.attrs.pop("enctype")

    page = form.press()

    assert page.status == 413
    assert page.heading


def test_the_quick_exit_leaves_nothing_to_go_back_to(phone):
    page = phone()
    page.route("**/*", lambda route: route.continue_() if "127.0.0.1" in route.request.url else route.fulfill(body="x"))
    page.goto("/fr/contact/discrimination/")

    page.locator("#quick-exit").click()

    page.wait_for_url(re.compile(r"^(?!http://127)"))
