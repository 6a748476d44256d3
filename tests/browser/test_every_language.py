"""Each form in each language on a small telephone, by somebody who knows nothing but the page in front of her.

The robot reads roles and labels, tries what looks right, and repairs what the page says is wrong. What it said must
stand in the desk, letter for letter, for staff who read French.
"""

import json
import os
import re
from collections import Counter

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.live import log_in
from tests.public import people

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}
WORDS = {  # "Good morning, I need help with a letter.", so that each script goes through everything
    "fr": "Bonjour, j'ai besoin d'aide pour une lettre. « Merci ! »",
    "en": "Good morning, I need help with a letter. It's urgent, isn't it?",
    "ar": "صباح الخير، أحتاج إلى مساعدة في رسالة. شكرًا!",
    "uk": "Доброго ранку, мені потрібна допомога з листом. Дякую, пам'ятаю!",
    "ps": "سهار مو پخير، زه د يوه ليک په اړه مرستې ته اړتيا لرم. مننه!",
    "fa": "صبح بخیر، برای یک نامه کمک می‌خواهم. ممنون!",
    "tr": "Günaydın, bir mektup için yardıma ihtiyacım var. İyi günler!",
    "es": "Buenos días, ¿me ayuda con una carta? ¡Gracias!",
    "ru": "Доброе утро, мне нужна помощь с письмом. Спасибо, ещё раз!",
    "so": "Subax wanaagsan, waxaan u baahanahay caawimo warqad. Mahadsanid!",
    "ti": "ከመይ ሓዲርኩም፣ ብዛዕባ ደብዳበ ሓገዝ የድልየኒ። የቐንየለይ!",
}
TRIES = ("15/03/2026", "5000", "0477 12 34 56", "zoe@example.org", "")  # after an error, one after the other
OF_THE_CONTACT = {"preferred_contact", "safe_contact"}  # the desk says these in words of its own
READERS = {"discrimination": "bruno"}
# The database knows no languages: what differs by language is tried on the one, the way of a request on the other too.
IS_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
OFFERED = [code for code, _name in settings.LANGUAGES if code in (("fr", "ar") if IS_POSTGRES else WORDS)]
SEEDS = settings.BASE_DIR / "requests_app" / "seeds" / "forms"
FIXED = {"yes": "Oui", "no": "Non", "unknown": "Je ne sais pas"}


class Robot:
    """Fills what it sees; `said` is what it typed, `chose` name and value of what it ticked."""

    def __init__(self, page, words):
        self.page = page
        self.words = words
        self.said, self.chose, self.tried = {}, set(), Counter()

    def answer_step(self):
        """Answer everything on this page, and what appears meanwhile."""
        done = set()
        for _round in range(60):
            control = self._next(done)
            if control is None:
                return
            done.add(control.evaluate("one => one.type === 'radio' ? one.name : one.id"))
            self._answer(control)
        raise AssertionError("the page never ends")

    def _next(self, done):
        controls = self.page.locator(
            "#answers input:not([type=hidden],[type=file]), #answers textarea, #answers select"
        ).all()
        for control in controls:
            key = control.evaluate("one => one.type === 'radio' ? one.name : one.id")
            if key not in done and control.is_visible():
                assert control.evaluate("one => one.labels.length") or control.get_attribute("aria-label"), key
                return control
        return None

    def _answer(self, control):
        name, kind = control.get_attribute("name"), control.evaluate("one => one.type")
        if kind == "radio":
            options = self.page.locator(f"#answers input[type=radio][name={name}]")
            option = options.nth(len(self.words) % options.count())
            option.check()
            self.chose = {(one, value) for one, value in self.chose if one != name}
            self.chose.add((name, option.get_attribute("value")))
        elif kind == "checkbox":
            control.check()
            self.chose.add((name, control.get_attribute("value")))
        elif kind == "select-one":
            control.select_option(index=1)
            self.chose.add((name, control.input_value()))
        elif not self.tried[name]:
            self._type(control, name, self._guess(control, kind))

    def _guess(self, control, kind):
        hint = f"{kind} {control.get_attribute('inputmode')} {control.get_attribute('autocomplete')}"
        if "email" in hint:
            return "zoe@example.org"
        if "tel" in hint:
            return "0477 12 34 56"
        if kind == "number":
            return "2"
        return self.words if kind == "textarea" else self.words.split(",")[0].split("፣")[0].split("،")[0]

    def _type(self, control, name, text):
        control.fill(text)
        self.said[name] = text

    def repair(self):
        """Do what the page says: go to each field that is wrong, and try something else."""
        for link in self.page.locator("#error-summary a").all():
            field = (
                self.page.locator(link.get_attribute("href"))
                .locator("input, textarea")
                .or_(self.page.locator(link.get_attribute("href")))
            )
            name = field.first.get_attribute("name")
            assert self.tried[name] < len(TRIES), link.inner_text()
            self._type(self.page.locator(f"#answers [name={name}]"), name, TRIES[self.tried[name]])
            self.tried[name] += 1

    def go_on(self):
        """The one large button."""
        with self.page.expect_navigation():
            self.page.locator("#answers .actions .btn-primary").click()


def fill(page, slug, language):
    """From the door of the form to the confirmation. Gives the robot."""
    robot = Robot(page, WORDS[language])
    page.goto(f"/{language}/contact/{slug}/")
    if not page.locator("#answers").count():
        with page.expect_navigation():
            page.locator("main .actions .btn-primary").click()
    for _page in range(60):
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url
        assert page.locator("html").get_attribute("lang") == language
        if page.locator("#send").count():
            with page.expect_navigation():
                page.locator("#send").click()
            return robot
        if page.locator("#error-summary").count():
            robot.repair()
        else:
            robot.answer_step()
        robot.go_on()
    raise AssertionError("the form never ends")


@pytest.fixture(params=[True, False], ids=["with-scripts", "without"])
def phone(request, browser, live_desk):
    """A small window that has never been here."""
    context = browser.new_context(base_url=live_desk.url, viewport=PHONE, java_script_enabled=request.param)
    window = context.new_page()
    window.set_default_timeout(10_000)
    yield window
    context.close()


@pytest.mark.parametrize("slug", people.ALL)
@pytest.mark.parametrize("language", OFFERED)
def test_a_form_is_sent_and_read_in_the_desk(phone, desk_of, language, slug):
    robot = fill(phone, slug, language)
    reference = phone.locator("#reference").inner_text().strip()

    assert re.fullmatch(r"\w+-\d\d-\w{4}-\w{4}", reference)
    shown = all_of(desk_of(READERS.get(slug, "amina")), reference)
    words = labels(slug)
    assert [text for text in robot.said.values() if text not in shown] == []
    assert [one for one in robot.chose if one in words and words[one] not in shown] == []


@pytest.fixture(scope="module")
def desk_of(browser, live_desk):
    """A window of the desk for each member of staff, logged in once."""
    windows = {}

    def window(who):
        if who not in windows:
            windows[who] = browser.new_context(base_url=live_desk.url, locale="fr-BE").new_page()
            log_in(windows[who], who)
        return windows[who]

    yield window
    for page in windows.values():
        page.context.close()


def all_of(desk, reference):
    """All that the ticket's page says to that member of staff."""
    desk.goto(f"/desk/tickets/{reference}/")
    expect(desk.locator("main")).to_contain_text(reference)
    return " ".join(desk.locator("main").evaluate("main => main.textContent").split())


def labels(slug):
    """What the desk calls each choice, in French, by question and value."""
    form = json.loads((SEEDS / f"{slug}.json").read_text())
    questions = [question for step in form["steps"] for question in step["questions"]]
    return {
        (question["key"], choice["value"]): " ".join(choice["label"]["fr"].split())
        for question in questions
        for choice in question.get("choices", [])
        if question["key"] not in OF_THE_CONTACT
    }
