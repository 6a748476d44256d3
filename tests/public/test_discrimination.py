"""The form for those who must be able to leave no trace."""

import pytest
from django.contrib.sessions.models import Session

from requests_app.models import Answers, Contact, Ticket
from tests.browserlike import Browser, first_step, send_request
from tests.public import people
from tests.public.test_flows import to_check, to_step

NAMES = ["discrimination", "racisme", "signal"]


class FromSomewhere:
    """A connection that shows where it comes from, as all do."""

    def __init__(self, transport):
        self.transport = transport

    def send(self, method, url, headers, body):
        marks = {"X-Forwarded-For": "203.0.113.77", "User-Agent": "Telephone-of-Karim/9", "X-Real-IP": "203.0.113.77"}
        return self.transport.send(method, url, {**headers, **marks}, body)


def stages(visitor):
    """Every page of the form, from the one before the first question to the confirmation."""
    yield visitor.get("/fr/contact/discrimination/")
    yield first_step(visitor, "discrimination")
    yield first_step(visitor, "discrimination").form.press()
    yield to_step(visitor, "discrimination", people.ANONYMOUS, "anonymous")
    page = to_check(visitor, "discrimination", people.ANONYMOUS)
    yield page
    yield page.form.press()


def test_every_page_can_be_left_at_once_has_a_neutral_title_and_is_never_kept(visitor, settings):
    for page in stages(visitor):
        exits = [node for node in page.root.all("a") if node.attrs["href"] == settings.QUICK_EXIT_URL]
        title = page.root.all("title")[0].raw_text.lower()
        assert [node.attrs["rel"] for node in exits] == ["noreferrer noopener"]
        assert not [name for name in NAMES if name in title]
        assert page.answer.header("Cache-Control") == "no-store"
        assert page.answer.header("Referrer-Policy") in {"no-referrer", "same-origin"}


def test_the_request_page_can_be_left_at_once_too(visitor, settings):
    page = send_request(visitor, "discrimination", people.ANONYMOUS)
    keys = {"reference": page.by_id("reference").text, "code": page.by_id("receipt-code").text}

    page = visitor.get("/fr/suivi/").press(**keys)

    assert [node for node in page.root.all("a") if node.attrs["href"] == settings.QUICK_EXIT_URL]


def test_the_browser_is_told_to_remember_no_field(visitor):
    page = to_step(visitor, "discrimination", people.REPORT, "name")

    fields = [node for name in page.form.asked for node in page.form.fields[name] if node.attrs.get("type") != "radio"]
    assert {node.attrs.get("autocomplete") for node in fields} == {"off"}


def test_an_anonymous_report_leaves_no_contact_no_session_and_no_address(visitor, capfd):
    browser = Browser(FromSomewhere(visitor.transport))

    send_request(browser, "discrimination", people.ANONYMOUS)

    ticket = Ticket.objects.get()
    assert not Contact.objects.exists()
    assert not Session.objects.exists()
    kept = str([ticket.__dict__, ticket.answers.__dict__, list(ticket.history.values())]) + "".join(capfd.readouterr())
    assert "203.0.113.77" not in kept
    assert "Karim" not in kept


def test_a_name_typed_before_choosing_to_stay_anonymous_is_not_kept(visitor):
    page = to_check(visitor, "discrimination", people.REPORT)

    page = page.form.press("Voulez-vous donner votre nom").press(anonymous="yes")
    page.form.press()

    assert not Contact.objects.exists()
    assert not {"name", "email"} & set(Answers.objects.get().data)


def test_the_cookies_that_stay_say_nothing_and_go_with_the_window(visitor):
    answers = []
    send = visitor.transport.send
    visitor.transport.send = lambda *args: answers.append(send(*args)) or answers[-1]

    send_request(visitor, "discrimination", people.ANONYMOUS)

    cookies = {value for answer in answers for name, value in answer.headers if name == "Set-Cookie"}
    lasting = [cookie for cookie in cookies if "Max-Age" in cookie or "expires" in cookie.lower()]
    assert {cookie.partition("=")[0] for cookie in cookies} == {"csrftoken", "sent"}
    assert lasting
    assert all("Max-Age=600" in cookie and cookie.startswith("sent=") for cookie in lasting)


@pytest.mark.parametrize("word", ["appartement", "Karim", "karim@example.org"])
def test_what_was_reported_does_not_stand_in_the_cookie(visitor, word):
    send_request(visitor, "discrimination", people.REPORT)

    assert word not in str(visitor.cookies)
