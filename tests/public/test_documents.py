"""What is taken along: drawn for real, and read back as text, as a picture, and by its metadata."""

import sys
from io import BytesIO

import pypdfium2
import pytest
from django.utils.translation import gettext
from PIL import Image

from requests_app import drawing, links
from requests_app.models import Ticket
from requests_app.public import documents
from requests_app.qr import square
from tests.browserlike import send_request
from tests.public import people

REPRISALS = "La loi interdit de vous punir"


@pytest.fixture
def sent(visitor):
    return send_request(visitor, "discrimination", people.ANONYMOUS)


def fetch(page, name):
    return page.browser.send("GET", f"{page.url}{name}", {}, b"")


def text_of(answer):
    with pypdfium2.PdfDocument(answer.body) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def flat(text):
    return "".join(text.split())


def test_the_receipt_proves_the_report_and_does_not_hold_the_code(sent):
    answer = fetch(sent, "recu.pdf")

    text, code = text_of(answer), sent.by_id("receipt-code").text
    assert Ticket.objects.get().reference in text
    assert flat(REPRISALS) in flat(text)
    assert flat(code) not in flat(text)


def test_the_card_holds_reference_and_code_and_says_nothing_of_what_it_is_about(sent):
    text = text_of(fetch(sent, "carte.pdf"))

    assert Ticket.objects.get().reference in text
    assert sent.by_id("receipt-code").text in text
    assert "discrimination" not in text.lower()


def test_the_receipt_says_the_moment_and_the_place_in_words(visitor):
    sent = send_request(visitor, "bureau-accueil", people.OFFICE)

    text = flat(text_of(fetch(sent, "recu.pdf")))

    lines = [node.text for node in sent.root.all("div", class_="sent")[0].all("p")]
    assert flat(lines[0]) in text
    assert flat("Rue Docteur Haibe 2") in text


def test_a_foreign_receipt_is_in_both_languages(visitor):
    sent = send_request(visitor, "general", people.GENERAL, language="en")

    text = flat(text_of(fetch(sent, "recu.pdf")))

    assert flat("We received it on") in text
    assert flat("Nous l'avons reçu le") in text


@pytest.mark.parametrize("name", documents.KINDS)
def test_no_file_is_kept_and_none_has_a_name_that_says_something(sent, name):
    answer = fetch(sent, name)

    assert answer.status == 200
    assert answer.header("Cache-Control") == "no-store"
    assert answer.header("X-Content-Type-Options") == "nosniff"
    disposition = answer.header("Content-Disposition").lower()
    assert disposition.startswith('attachment; filename="document-20')
    assert not [word for word in ("discrim", "cai", "guichet", "signal") if word in disposition]


@pytest.mark.parametrize("name", ["recu.pdf", "carte.pdf"])
def test_the_metadata_name_the_reference_and_nothing_else(sent, name):
    with pypdfium2.PdfDocument(fetch(sent, name).body) as document:
        told = {key: value for key, value in document.get_metadata_dict().items() if value}

    assert told.pop("Title") == Ticket.objects.get().reference
    assert set(told) <= {"Producer"}


@pytest.mark.parametrize("name", ["recu.png", "carte.png"])
def test_a_picture_fills_the_screen_of_a_telephone(sent, name):
    picture = Image.open(BytesIO(fetch(sent, name).body))

    assert picture.size == (documents.PICTURE_WIDTH_PX, documents.PICTURE_HEIGHT_PX)
    assert picture.info == {}
    lines = [picture.convert("L").crop((0, y, 1080, y + 1)).getextrema()[0] for y in range(0, 1920, 20)]
    assert sum(darkest < 100 for darkest in lines) > len(lines) / 3
    assert lines[-1] > 200  # the last line is margin: nothing was cut off


def test_the_square_holds_the_address_of_the_follow_up_page_and_no_code(sent):
    ticket = Ticket.objects.get()

    context = documents._context(documents.KINDS["carte.png"], ticket, sent.by_id("receipt-code").text, "fr")

    assert context["qr"] == square(links.follow_up_home("fr"))
    assert context["address"].endswith("/fr/suivi/")


def test_another_name_is_not_there(sent):
    assert fetch(sent, "dossier.pdf").status == 404


def test_who_comes_while_another_is_drawn_is_asked_to_try_again(sent, settings):
    settings.DOCUMENT_WAIT_SECONDS = 0.01
    with drawing._one_at_a_time:
        answer = fetch(sent, "recu.pdf")

    assert answer.status == 503
    assert answer.header("Retry-After")
    assert sent.url in answer.body.decode()


def test_a_machine_without_pango_says_so_and_shows_other_ways(sent, monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    answer = fetch(sent, "carte.png")

    assert answer.status == 503
    assert gettext("Back to the page with the code") in answer.body.decode()
    assert "Pango" in caplog.text
