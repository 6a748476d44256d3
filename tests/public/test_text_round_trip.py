"""What a person writes is what we keep and what she reads again: letter for letter, in every script."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from requests_app.intake.text import clean
from requests_app.models import Answers, Ticket
from requests_app.permissions import SYSTEM
from requests_app.public.typed import new_submission
from requests_app.services import tickets
from requests_app.services.forms import published
from requests_app.services.tickets import Submission
from tests.browserlike import Browser, ViaClient, send_request, to_step
from tests.htmltree import parse
from tests.public import people

AWKWARD = [
    "می‌خواهم فرانسه یاد بگیرم",  # ZWNJ
    "ሰላም፡ ክትሕግዙኒ ትኽእሉ ዶ?",
    "Ім'я: Олександр",
    "<script>alert(1)</script> &amp; &lt; \"'`",
    "{{ settings.SECRET_KEY }} {% csrf_token %} %(x)s {0}",
    "'; DROP TABLE ticket; --",
    "ligne 1\n\n\n\tligne 2\n",
    "\n\n  au milieu",
    "e\u0301 n'est pas é",
    "👩🏽‍👧 \U0001f1fa\U0001f1e6",
    "=1+1;@SUM(A1)",
    "</textarea><input name=topic value=x>",
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=5, max_size=300)


def survives(browser, text):
    """The text as it came back from the next page's hidden input."""
    page = to_step(browser, "general", people.GENERAL, "message").press(message=text)
    return page.form.value("message").replace("\r\n", "\n")


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_arrive_and_come_back(visitor, text):
    page = send_request(visitor, "general", {**people.GENERAL, "message": text})

    assert Answers.objects.get().data["message"] == text.strip()
    keys = {"reference": page.by_id("reference").text, "code": page.by_id("receipt-code").text}
    page = visitor.get("/fr/suivi/").press(**keys)
    assert text.strip() in [node.raw_text for node in page.root.all("div", class_="typed")]


@pytest.mark.parametrize(
    "name", ["Ó", "אבג", "X Æ A-12", "O'Neil-Müller", "أحمد بن محمد", "Nguyễn Thị", "null", "True"]
)
def test_names_arrive_as_they_are_written(visitor, name):
    send_request(visitor, "general", {**people.GENERAL, "name": name})

    assert Ticket.objects.get().contact.name == name


@given(text=TEXTS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_survives_the_way_through_the_pages(visitor, text):
    text = text.replace("\r\n", "\n").replace("\r", "\n")

    assert survives(Browser(ViaClient()), text) == clean(text)[0]


@given(text=TEXTS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_kept_letter_for_letter_and_shown_escaped(visitor, text):
    text = clean(text.replace("\r\n", "\n").replace("\r", "\n"))[0].strip() or "Bonjour"
    version = published("general").version
    answers = {**people.GENERAL, "message": text}

    opened = tickets.open_ticket(Submission(version=version, answers=answers, token=new_submission()), by=SYSTEM)

    assert Answers.objects.get(pk=opened.ticket.pk).data["message"] == text


def test_the_small_browser_reads_pages_as_browsers_do():
    page = parse("<p>a &amp; b<textarea>\n\nx</textarea><input value='&quot;'>")

    assert page.all("textarea")[0].raw_text == "\n\nx"
    assert page.all("input")[0].attrs["value"] == '"'
