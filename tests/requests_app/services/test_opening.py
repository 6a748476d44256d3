"""Sent is kept, sent is once, and the right people have it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from notifications.models import OutgoingEmail
from requests_app import receipts, remembered
from requests_app.models import Contact, OpeningSpan, Ticket, TicketFact, TicketSearch, Upload
from requests_app.models.routing import Priority
from requests_app.permissions import SYSTEM
from requests_app.services import opening, uploads
from requests_app.services.forms import published
from requests_app.services.opening import Submission, open_ticket

MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Brussels"))


def test_a_request_becomes_a_ticket_with_everything_it_causes(send):
    opened = send(now=MONDAY_MORNING)

    ticket = Ticket.objects.get(pk=opened.ticket.pk)
    assert ticket.commune == "92094"
    assert ticket.contact.phone_e164 == "+32470123456"
    assert ticket.answers.data["message"] == "Bonjour, j'ai une question."
    assert TicketFact.objects.get(ticket_id=ticket.pk).form == "general"
    assert ticket.history.count() == 1
    assert sorted(letter.kind for letter in OutgoingEmail.objects.about(ticket.reference)) == [
        "acknowledgement",
        "team_alert",
    ]


def test_the_same_page_sent_twice_is_one_ticket_with_one_code(send):
    first, second = send(token="one page"), send(token="one page")

    assert second.ticket == first.ticket
    assert second.receipt_code == first.receipt_code
    assert (first.is_new, second.is_new) == (True, False)
    assert OutgoingEmail.objects.count() == 2


def test_the_receipt_code_is_kept_as_a_hash_only(send):
    opened = send()

    assert opened.receipt_code not in opened.ticket.receipt_code.hash
    pepper = opening.settings.SECRET_KEY.encode()
    assert receipts.matches(opened.receipt_code, opened.ticket.receipt_code.hash, pepper=pepper)


def test_a_report_is_confidential_goes_to_its_team_and_is_sealed(send, cast):
    ticket = send("discrimination").ticket

    assert ticket.confidential
    assert ticket.team == cast.discrimination
    assert TicketSearch.objects.get(ticket=ticket).words == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM requests_app_contact")
        assert cursor.fetchone()[0].startswith("sealed:v1:")


def test_letters_about_a_report_name_neither_person_topic_nor_link(send):
    ticket = send("discrimination").ticket

    for letter in OutgoingEmail.objects.about(ticket.reference):
        everything = f"{letter.subject} {letter.text} {letter.html}".lower()
        assert not any(word in everything for word in ("discrim", "racis", "karim", "logement", "/suivi/lien/"))


def test_who_stays_anonymous_has_no_contact_and_gets_no_letter(send):
    ticket = send("discrimination", anonymous="yes").ticket

    assert not Contact.objects.filter(ticket=ticket).exists()
    assert [letter.kind for letter in OutgoingEmail.objects.about(ticket.reference)] == ["team_alert"]


@pytest.mark.parametrize(("safe", "letters"), [("telephone_seulement", 1), ("pas_de_message_vocal", 2)])
def test_safe_contact_is_obeyed(send, safe, letters):
    ticket = send(safe_contact=safe).ticket

    queued = OutgoingEmail.objects.about(ticket.reference)
    assert queued.count() == letters
    assert not any("/suivi/lien/" in letter.text for letter in queued)


def test_a_request_on_friday_evening_is_promised_for_monday_and_later(send):
    friday = datetime(2026, 11, 20, 18, 0, tzinfo=ZoneInfo("Europe/Brussels"))

    ticket = send(now=friday).ticket

    # Five working days of 6.5 hours, the first of them Monday the 23rd.
    assert ticket.first_response_due_at == datetime(2026, 11, 27, 16, 30, tzinfo=ZoneInfo("Europe/Brussels"))


def test_an_order_to_leave_the_country_is_urgent(send):
    ticket = send(message="J'ai reçu un ordre de quitter le territoire hier.").ticket

    assert ticket.priority == Priority.URGENT
    assert ticket.routed_because


def test_staff_without_a_team_may_not_note_requests(cast):
    submission = Submission(published("general").version, {"message": "x"}, "t")

    with pytest.raises(PermissionDenied):
        open_ticket(submission, by=cast.dara)

    assert not Ticket.objects.exists()


def test_a_file_chosen_on_the_form_becomes_the_tickets_own(send, pdf):
    [upload] = uploads.keep([pdf("lettre.pdf")])
    asked = published("general")
    answers = {"message": "Voici", "name": "Oksana"}

    ticket = open_ticket(Submission(asked.version, answers, "t", uploads=(upload.token,)), by=SYSTEM).ticket

    [attachment] = ticket.attachments.all()
    assert attachment.original_name == "lettre.pdf"
    assert not Upload.objects.exists()


def test_opening_a_ticket_takes_eleven_statements_and_one_commit(send, django_assert_max_num_queries):
    send(token="warm the settings of the house")

    with django_assert_max_num_queries(13):  # eleven, and the savepoint that a test's own transaction makes of atomic()
        send(token="another page")


def test_a_calendar_without_opening_hours_keeps_no_request_from_us(send, caplog):
    OpeningSpan.objects.all().delete()
    remembered.forget()

    ticket = send(now=MONDAY_MORNING).ticket

    assert ticket.first_response_due_at > MONDAY_MORNING
    assert "no opening hours" in caplog.text
