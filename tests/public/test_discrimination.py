"""The form for those who must be able to leave no trace."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from requests_app.models import Answers, Contact
from tests.browserlike import Browser, Form, first_step, send_request
from tests.public import people
from tests.public.test_flows import to_check, to_step

PLAIN_ICON = "/static/img/favicon-plain.svg"
NAMES = ["discrimination", "racisme", "signal"]


class FromSomewhere:
    """A connection that shows where it comes from, as all do."""

    def __init__(self, transport):
        self.transport = transport

    def send(self, method, url, headers, body):
        marks = {"X-Forwarded-For": "203.0.113.77", "User-Agent": "Telephone-of-Karim/9", "X-Real-IP": "203.0.113.77"}
        return self.transport.send(method, url, {**headers, **marks}, body)


def stages(visitor):
    """Every page of the form, from the one before the first question to the request itself, and those that go wrong."""
    yield visitor.get("/fr/contact/discrimination/")
    yield first_step(visitor, "discrimination")
    yield first_step(visitor, "discrimination").form.press()
    yield to_step(visitor, "discrimination", people.ANONYMOUS, "anonymous")
    page = to_check(visitor, "discrimination", people.ANONYMOUS)
    yield page
    page = page.form.press()
    yield page
    yield Form(page, page.by_id("try").all("form")[0]).fill("typed_code", "1234").press()
    yield page.form.press()
    yield visitor.get("/fr/suivi/")
    yield visitor.get("/fr/suivi/").press()
    yield visitor.get("/fr/suivi/joindre/")
    yield visitor.get("/fr/suivi/lien/nothing/")
    yield visitor.get("/fr/contact/discrimination/nulle-part/")
    yield visitor.post("/fr/contact/discrimination/faits/", [("message", "sans jeton")])
    yield visitor.post("/fr/contact/discrimination/faits/", [("message", "trop " * 500_000)])
    visitor.cookies.clear()
    yield visitor.get("/fr/contact/discrimination/envoye/")


def test_every_page_can_be_left_at_once_has_a_neutral_title_and_is_never_kept(visitor):
    for page in stages(visitor):
        exits = [node for node in page.root.all("a") if node.attrs["href"] == settings.QUICK_EXIT_URL]
        title = page.root.all("title")[0].raw_text.lower()
        assert [node.attrs["rel"] for node in exits] == ["noreferrer noopener"], page.url
        assert not [name for name in NAMES if name in title]
        assert settings.ORGANISATION["name"].lower() not in title
        assert [node.attrs["href"] for node in page.root.all("link") if node.attrs["rel"] == "icon"] == [PLAIN_ICON]
        assert page.answer.header("Cache-Control") == "no-store"
        assert page.answer.header("Referrer-Policy") in {"no-referrer", "same-origin"}


def test_the_request_page_can_be_left_at_once_too(visitor):
    page = send_request(visitor, "discrimination", people.ANONYMOUS)
    keys = {"reference": page.by_id("reference").text, "code": page.by_id("receipt-code").text}

    page = visitor.get("/fr/suivi/").press(**keys)

    assert [node for node in page.root.all("a") if node.attrs["href"] == settings.QUICK_EXIT_URL]


def test_the_browser_is_told_to_remember_no_field(visitor):
    page = to_step(visitor, "discrimination", people.REPORT, "name")

    fields = [node for name in page.form.asked for node in page.form.fields[name] if node.attrs.get("type") != "radio"]
    assert {node.attrs.get("autocomplete") for node in fields} == {"off"}


def everything_kept():
    """Every column of every row of every table, histories and sessions included, and every private file."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield from (f"{table}: {row}" for row in cursor.fetchall())
    yield from (
        path.read_bytes().decode(errors="replace") for path in settings.PRIVATE_DIR.rglob("*") if path.is_file()
    )


def test_an_anonymous_report_leaves_no_contact_no_session_and_no_address(visitor, capfd, caplog):
    caplog.set_level("DEBUG")
    browser = Browser(FromSomewhere(visitor.transport))

    page = send_request(browser, "discrimination", {**people.REPORT, **people.ANONYMOUS})

    assert not Contact.objects.exists()
    assert not Session.objects.exists()
    code = page.by_id("receipt-code").text
    canaries = ["203.0.113.77", "Telephone-of-Karim", "karim@example.org", "Karim", code, code.replace(" ", "")]
    traces = [*everything_kept(), *capfd.readouterr(), caplog.text]
    assert [(mark, trace[:200]) for mark in canaries for trace in traces if mark in trace] == []


def test_coming_back_and_taking_paper_along_leave_no_address_either(visitor, capfd, caplog):
    caplog.set_level("DEBUG")
    browser = Browser(FromSomewhere(visitor.transport))
    page = send_request(browser, "discrimination", people.ANONYMOUS)
    code = page.by_id("receipt-code").text

    browser.send("GET", f"{page.url}carte.png", {}, b"")
    page.form.press()
    browser.get("/fr/suivi/").press(reference=page.by_id("reference").text, code=code)

    canaries = ["203.0.113.77", "Telephone-of-Karim", code, code.replace(" ", "")]
    traces = [*everything_kept(), *capfd.readouterr(), caplog.text]
    assert [(mark, trace[:200]) for mark in canaries for trace in traces if mark in trace] == []


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


@pytest.mark.parametrize("path", ["/fr/", "/fr/contact/general/", "/fr/confidentialite/"])
def test_other_pages_have_their_name_and_no_exit(visitor, path):
    page = visitor.get(path)

    assert settings.QUICK_EXIT_URL not in page.html
    assert settings.ORGANISATION["name"] in page.root.all("title")[0].text
