"""What is typed is kept for two hours, for the browser that types it and nobody else, where that may be."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from requests_app.models import Draft, Ticket
from requests_app.services import drafts as kept
from tests.browserlike import Browser, ViaClient, first_step, send_request, to_step
from tests.public import people

SECRET = "Il me suit partout depuis dimanche."


def save(page, **typed):
    """What public.js does while somebody types on this page."""
    form = page.form
    for name, value in typed.items():
        form.pairs = [pair for pair in form.pairs if pair[0] != name] + [(name, value)]
    return page.browser.post(form.node.attrs["data-draft"], [*form.pairs, ("step", form.node.attrs["data-step"])])


def begun(visitor, slug="general", **more):
    """A draft on the page of the message."""
    page = to_step(visitor, slug, people.ALL[slug], "message")
    assert save(page, message=SECRET, **more).status == 204
    return page


def test_a_form_that_was_begun_can_be_gone_on_with_where_it_was_left(visitor):
    begun(visitor)

    page = first_step(visitor, "general").forms[-2].press()

    assert page.url == "/fr/contact/general/message/"
    assert page.form.value("message") == SECRET
    assert page.form.value("topic") == people.GENERAL["topic"]


def test_who_begins_anew_sees_a_blank_form_below_the_offer(visitor):
    begun(visitor)

    page = first_step(visitor, "general")

    assert page.by_id("draft")
    assert page.by_id("answers").all("input", class_="form-check-input")
    assert SECRET not in page.html


def test_without_the_script_nothing_is_kept(visitor):
    to_step(visitor, "general", people.GENERAL, "email")

    assert not Draft.objects.exists()
    assert ("/", "draft") not in visitor.cookies


def test_each_step_that_is_sent_renews_the_draft(visitor):
    page = begun(visitor)

    page.form.fill("message", "Bonjour à tous").press()

    assert Draft.objects.count() == 1
    assert "Bonjour à tous" in Draft.objects.get().content


def test_nothing_of_it_can_be_read_in_the_database(visitor):
    begun(visitor)

    with connection.cursor() as cursor:
        cursor.execute("SELECT content, key_hash FROM requests_app_draft")
        ((content, key_hash),) = cursor.fetchall()
    assert content.startswith("sealed:v1:")
    assert visitor.cookies[("/", "draft")] not in key_hash


def test_another_browser_finds_nothing(visitor):
    begun(visitor)
    other = Browser(ViaClient())

    for key in ["", "x", "x" * 43, Draft.objects.get().key_hash, "é" * 43]:
        other.cookies[("/", "draft")] = key.encode("ascii", "ignore").decode()
        page = other.get("/fr/contact/general/")
        assert "draft" not in [node.attrs.get("id") for node in page.root.walk()]


def test_the_key_stands_in_a_cookie_that_no_script_can_read(visitor):
    page = to_step(visitor, "general", people.GENERAL, "message")
    answers, send = [], visitor.transport.send
    visitor.transport.send = lambda *args: answers.append(send(*args)) or answers[-1]

    save(page)

    (cookie,) = [value for name, value in answers[0].headers if name == "Set-Cookie" and value.startswith("draft=")]
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=7200"} <= set(cookie.split("; "))


def test_one_tap_erases_it(visitor):
    page = begun(visitor)

    page = visitor.post("/fr/contact/general/effacer/", page.form.pairs)

    assert page.url == "/fr/contact/general/"
    assert not Draft.objects.exists()
    assert ("/", "draft") not in visitor.cookies


def test_sending_erases_it(visitor):
    begun(visitor)

    send_request(visitor, "general", people.GENERAL)

    assert Ticket.objects.exists()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("minutes", "is_found"), [(119, True), (121, False)])
def test_after_two_hours_it_is_neither_shown_nor_kept(visitor, minutes, is_found):
    begun(visitor)

    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        page = visitor.get("/fr/contact/general/")
        assert ("draft" in [node.attrs.get("id") for node in page.root.walk()]) == is_found
        assert kept.sweep(timezone.now()) == (not is_found)


def test_the_confidential_form_keeps_nothing_unless_asked(visitor):
    begun(visitor, "discrimination")

    assert not Draft.objects.exists()
    assert ("/", "draft") not in visitor.cookies


def test_the_confidential_form_keeps_it_when_asked_and_forgets_it_when_asked_no_more(visitor):
    page = begun(visitor, "discrimination", remember="1")
    assert Draft.objects.exists()

    page.form.pairs = [pair for pair in page.form.pairs if pair[0] != "remember"]
    save(page)

    assert not Draft.objects.exists()


def test_the_box_is_not_ticked_by_us(visitor):
    page = first_step(visitor, "discrimination")

    assert "checked" not in page.by_id("id_remember").attrs


def test_a_draft_beyond_measure_is_not_kept(visitor, settings):
    settings.DRAFT_LIMIT_BYTES = 100

    begun(visitor)

    assert not Draft.objects.exists()


def test_a_draft_whose_key_ring_is_gone_is_as_if_it_were_not(visitor, settings):
    begun(visitor)
    settings.FIELD_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]

    assert visitor.get("/fr/contact/general/").status == 200


def test_a_page_without_a_draft_needs_no_query_and_keeping_one_needs_one(visitor, django_assert_num_queries):
    page = to_step(visitor, "general", people.GENERAL, "message")

    with django_assert_num_queries(1):
        save(page)
    with django_assert_num_queries(1):
        visitor.get("/fr/contact/general/")


def test_a_file_is_kept_as_soon_as_it_is_chosen_and_a_refused_one_is_named(visitor):
    page = to_step(visitor, "general", people.GENERAL, "message")
    files = [("attachments", (name, content, "text/plain")) for name, content in FILES.items()]

    answer = visitor.post(page.by_id("files").attrs["data-action"], page.form.pairs, files)

    assert answer.status == 422
    assert "mauvais.jpg" in answer.html
    assert [node.attrs["name"] for node in answer.root.all("input")] == ["attachments_kept"]


FILES = {"lettre.txt": b"Bonjour de la commune.", "mauvais.jpg": b"<html><script>alert(1)</script>"}
