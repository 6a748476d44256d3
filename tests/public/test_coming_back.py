"""Without an account: the two keys, or a letter's link; then one request and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from notifications.models import OutgoingEmail
from requests_app import links, receipts
from requests_app.models import Message, Ticket
from requests_app.models.tickets import Status
from requests_app.permissions import SYSTEM
from requests_app.public.typed import new_submission
from requests_app.services import tickets
from requests_app.services.forms import published
from requests_app.services.tickets import Submission
from tests import make
from tests.public import people


def opened(slug="general", answers=people.GENERAL):
    """A request that arrived without anybody turning pages, which other tests do."""
    version = published(slug).version
    return tickets.open_ticket(Submission(version=version, answers=answers, token=new_submission()), by=SYSTEM)


@pytest.fixture
def sent(visitor):
    """A request with its receipt code."""
    return opened()


def keys(sent):
    return {"reference": sent.ticket.reference, "code": receipts.grouped(sent.receipt_code)}


def link(ticket):
    return f"/fr/suivi/lien/{links.token_for(ticket.pk)}/"


def test_reference_and_code_open_the_request(visitor, sent):
    page = visitor.get("/fr/suivi/").press(**keys(sent))

    assert page.url == "/fr/suivi/demande/"
    assert keys(sent)["reference"] in page.heading
    assert people.GENERAL["name"] in page.text


@pytest.mark.parametrize("how", [str.lower, lambda text: text.replace("-", "").replace(" ", "")])
def test_the_keys_may_be_written_as_people_write_them(visitor, sent, how):
    written = {name: how(value) for name, value in keys(sent).items()}

    assert visitor.get("/fr/suivi/").press(**written).url == "/fr/suivi/demande/"


def test_unknown_and_wrong_are_answered_alike(visitor, sent):
    other = make.ticket()
    code = keys(sent)["code"]

    wrong = visitor.get("/fr/suivi/").press(reference=other.reference, code=code)
    Ticket.objects.filter(pk=other.pk).delete()
    unknown = visitor.get("/fr/suivi/").press(reference=other.reference, code=code)

    assert wrong.status == unknown.status == 422
    assert wrong.errors == unknown.errors
    assert wrong.form.value("reference") == other.reference


def test_guessing_becomes_slow_but_nobody_is_locked_out(visitor, sent):
    wrong = {**keys(sent), "code": keys(opened())["code"]}
    pages = [visitor.get("/fr/suivi/").press(**wrong) for _guess in range(7)]
    assert pages[-1].errors != pages[0].errors

    assert visitor.get("/fr/suivi/").press(**keys(sent)).status == 422
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert visitor.get("/fr/suivi/").press(**keys(sent)).url == "/fr/suivi/demande/"


def test_looking_at_a_link_changes_nothing(visitor, sent):
    ticket = Ticket.objects.get()
    before = Session.objects.count()

    page = visitor.get(link(ticket))

    assert page.status == 200
    assert people.GENERAL["name"] not in page.html
    assert Session.objects.count() == before


def test_the_button_of_a_link_opens_the_request_and_the_address_forgets_the_link(visitor, sent):
    page = visitor.get(link(Ticket.objects.get())).press()

    assert page.url == "/fr/suivi/demande/"
    assert people.GENERAL["message"].split("\n")[0] in page.text


def test_a_link_can_be_used_again(visitor, sent):
    ticket = Ticket.objects.get()
    visitor.get(link(ticket)).press()
    visitor.cookies.clear()

    assert visitor.get(link(ticket)).press().url == "/fr/suivi/demande/"


def test_an_old_link_offers_a_new_one_to_the_same_address(visitor, sent, settings):
    ticket = Ticket.objects.get()
    settings.FOLLOW_UP_LINK_DAYS = 0
    page = visitor.get(link(ticket))
    assert page.status == 410

    answer = page.press()

    assert answer.status == 200
    assert OutgoingEmail.objects.filter(kind="new_link").count() == 1


def test_a_broken_link_is_answered_like_an_old_one(visitor, sent, settings):
    broken = visitor.get("/fr/suivi/lien/nonsense/")
    settings.FOLLOW_UP_LINK_DAYS = 0
    old = visitor.get(link(Ticket.objects.get()))

    assert broken.text == old.text
    assert broken.press().text == old.press().text
    assert OutgoingEmail.objects.filter(kind="new_link").count() == 1


def test_no_link_opens_a_confidential_request(visitor):
    sent = opened("discrimination", people.REPORT)

    assert visitor.get(link(sent.ticket)).status == 410
    assert visitor.get("/fr/suivi/").press(**keys(sent)).url == "/fr/suivi/demande/"


def test_the_session_is_another_one_after_the_door(visitor, sent):
    page = visitor.get("/fr/suivi/").press(**keys(sent))
    first = visitor.cookies[("/", "sessionid")]

    visitor.get("/fr/suivi/").press(**keys(sent))

    assert visitor.cookies[("/", "sessionid")] != first
    assert not Session.objects.filter(pk=first).exists()
    assert page.status == 200


def test_the_visit_is_over_after_its_minutes(visitor, sent):
    visitor.get("/fr/suivi/").press(**keys(sent))

    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert visitor.get("/fr/suivi/demande/").url == "/fr/suivi/"


def test_who_leaves_leaves_nothing(visitor, sent):
    page = visitor.get("/fr/suivi/").press(**keys(sent))

    page.forms[-1].press()

    assert visitor.get("/fr/suivi/demande/").url == "/fr/suivi/"
    assert not Session.objects.exists()


def test_a_text_written_when_the_visit_ended_comes_along(visitor, sent):
    page = visitor.get("/fr/suivi/").press(**keys(sent))
    Session.objects.all().delete()

    page = page.press(body="Une longue histoire.")
    assert page.status == 403
    page = page.press(**keys(sent))

    assert page.form.value("body").strip() == "Une longue histoire."
    assert page.form.press().url == "/fr/suivi/demande/"
    assert Message.objects.get().body == "Une longue histoire."


def test_an_old_token_costs_no_text(visitor, sent):
    page = visitor.get("/fr/suivi/").press(**keys(sent))
    del visitor.cookies[("/", "csrftoken")]

    page = page.press(body="Une longue histoire.")

    assert page.status == 403
    assert page.form.value("body").strip() == "Une longue histoire."


def test_the_person_reads_messages_and_never_notes(visitor, sent):
    ticket = Ticket.objects.get()
    make.message(ticket, "Venez mardi <b>à 10 h</b>.", direction="out")
    make.note(ticket, "CANARI")

    page = visitor.get("/fr/suivi/").press(**keys(sent))

    assert "Venez mardi <b>à 10 h</b>." in page.text
    assert "CANARI" not in page.html


def test_the_person_writes_again_and_a_double_click_writes_once(visitor, sent):
    page = visitor.get("/fr/suivi/").press(**keys(sent))
    form = page.form.fill("body", "J'ai une autre question.")
    form.fill("attachments", ("lettre.txt", b"Bonjour de la commune.", "text/plain"))

    form.press()
    page = form.press()

    assert "J'ai une autre question." in page.text
    assert "lettre.txt" in page.text
    assert Message.objects.count() == 1


def test_a_file_alone_is_enough_and_nothing_is_not(visitor, sent):
    page = visitor.get("/fr/suivi/").press(**keys(sent))

    assert page.press().status == 422
    page = page.form.fill("attachments", ("lettre.txt", b"Bonjour de la commune.", "text/plain")).press()

    assert page.status == 200
    assert Message.objects.get().attachments.get().original_name == "lettre.txt"


def test_a_refused_file_keeps_the_text(visitor, sent):
    page = visitor.get("/fr/suivi/").press(**keys(sent))
    form = page.form.fill("body", "Voici la photo.").fill("attachments", ("a.exe", b"MZ\x00\x01" * 9, "image/png"))

    page = form.press()

    assert page.status == 422
    assert page.form.value("body").strip() == "Voici la photo."


def test_after_the_end_a_new_request_follows_and_the_visit_goes_on_there(visitor, sent):
    now = timezone.now()
    fields = {"status": Status.CLOSED, "resolved_at": now, "closed_at": now}
    Ticket.objects.update(**fields)
    page = visitor.get("/fr/suivi/").press(**keys(sent))
    form = page.form.fill("body", "Encore une question.")

    page = form.press()
    again = form.press()

    following = Ticket.objects.get(follows__isnull=False)
    assert following.reference in page.heading
    assert "Encore une question." in again.text
    assert Message.objects.count() == 1
    visitor.cookies.clear()
    assert following.reference in visitor.get("/fr/suivi/").press(**keys(sent)).heading


@pytest.mark.parametrize("status", Status.values)
def test_every_status_has_plain_words(visitor, sent, status):
    now = timezone.now()
    paused = now if status in {"pending", "on_hold", "scheduled"} else None
    ended = now if status in {"resolved", "closed"} else None
    closed = now if status == "closed" else None
    Ticket.objects.update(status=status, paused_since=paused, resolved_at=ended, closed_at=closed)

    page = visitor.get("/fr/suivi/").press(**keys(sent))

    assert len(page.by_id("status").text) > 40


def test_the_page_costs_the_same_for_one_message_and_for_fifty(visitor, sent, django_assert_max_num_queries):
    visitor.get("/fr/suivi/").press(**keys(sent))
    for number in range(50):
        make.message(Ticket.objects.get(), f"Message {number}")

    with django_assert_max_num_queries(8):
        page = visitor.get("/fr/suivi/demande/")

    assert "Message 49" in page.text


def test_nobody_without_a_visit_reads_anything(visitor, sent):
    assert visitor.get("/fr/suivi/demande/").url == "/fr/suivi/"


def test_one_address_in_two_requests_joins_nothing(visitor):
    first, second = opened(answers={**people.GENERAL, "name": "Karim", "message": "Le bail."}), opened()
    assert first.ticket.requester.email == second.ticket.requester.email

    page = visitor.get(link(second.ticket)).form.press()

    assert second.ticket.reference in page.heading
    assert first.ticket.reference not in page.html
    assert "Le bail." not in page.html
    assert first.ticket.requester.pk != second.ticket.requester.pk


def test_changing_the_address_of_one_request_leaves_the_others(visitor):
    first, second = opened(), opened()
    visitor.get(link(first.ticket)).form.press()

    visitor.get("/fr/suivi/joindre/").press(wish="any", email="nouvelle@example.org")

    first.ticket.contact.refresh_from_db()
    second.ticket.contact.refresh_from_db()
    assert first.ticket.contact.email == "nouvelle@example.org"
    assert second.ticket.contact.email == people.GENERAL["email"]
