"""Nothing lands in the wrong ticket: what leads to one, what does not, and who may change it."""

import pytest
from django.db import connection

from requests_app import links
from requests_app.models import Message, Ticket
from tests import make
from tests.requests_app.mail.conftest import raw, recorded, reply_to


def test_an_answer_to_our_address_is_on_the_ticket(ticket, arrive):
    row = arrive(raw(to=reply_to(ticket)))

    [message] = ticket.messages.all()
    assert (row.fate, row.about, message.body) == ("filed", ticket.reference, "Oui, mardi me convient.")


def test_an_answer_that_only_names_our_letter_is_on_the_ticket(ticket, arrive, letter):
    row = arrive(raw(answers=letter(ticket)))

    assert row.about == ticket.reference


def test_an_answer_to_her_own_earlier_message_is_on_the_same_ticket(ticket, arrive):
    arrive(raw(to=reply_to(ticket), number=1))

    row = arrive(raw("Et mercredi ?", answers="<m1@mail.example.net>", number=2))

    assert row.about == ticket.reference


def test_the_envelope_leads_to_the_ticket_where_the_headers_do_not(ticket, arrive):
    row = arrive(raw(to="undisclosed-recipients:;"), recipient=reply_to(ticket))

    assert row.about == ticket.reference


def test_a_reference_in_the_subject_leads_nowhere(ticket, arrive):
    row = arrive(raw(subject=f"Re: {ticket.reference}"))

    assert row.about not in ("", ticket.reference)
    assert not ticket.messages.exists()


def test_whoever_else_answers_our_address_waits_for_the_team(ticket, arrive):
    row = arrive(raw(to=reply_to(ticket), sender="Dimitri <dimitri@example.net>"))

    assert (row.fate, row.because, row.about) == ("held", "unknown_sender", ticket.reference)
    assert not ticket.messages.exists()


def test_whoever_else_answers_a_forwarded_letter_gets_a_ticket_that_says_so(ticket, arrive, letter):
    row = arrive(raw(answers=letter(ticket), sender="Dimitri <dimitri@example.net>"))

    fresh = Ticket.objects.get(reference=row.about)
    assert fresh != ticket
    assert fresh.seems_to_answer == ticket
    assert not ticket.messages.exists()


def test_whoever_else_answers_about_a_confidential_request_is_held_for_its_team(cast, arrive, letter):
    report = recorded(make.ticket(form="discrimination", team=cast.discrimination, confidential=True))

    row = arrive(raw(answers=letter(report), sender="Dimitri <dimitri@example.net>"))

    assert (row.fate, row.about) == ("held", report.reference)
    assert Ticket.objects.count() == 1


def test_a_member_of_staff_who_writes_by_mail_is_nobody_in_particular(cast, ticket, arrive):
    row = arrive(raw(to=reply_to(ticket), sender=cast.amina.email))

    assert row.because == "unknown_sender"
    assert not ticket.messages.exists()


def test_what_answers_a_letter_of_a_confidential_request_is_sealed_like_the_rest(cast, arrive, table_holds):
    report = recorded(make.ticket(form="discrimination", team=cast.discrimination, confidential=True))

    arrive(raw("Le propriétaire a recommencé.", to=reply_to(report), sender="Oksana <oksana@example.org>"))

    assert report.messages.get().body == "Le propriétaire a recommencé."
    assert not table_holds("propriétaire", "oksana@example.org")


@pytest.fixture
def table_holds(db):
    def holds(*words):
        with connection.cursor() as cursor:
            found = []
            for table in ("requests_app_message", "notifications_incomingemail", "requests_app_ticketsearch"):
                cursor.execute(f"SELECT * FROM {table}")  # names of our own
                found += [str(row) for row in cursor.fetchall()]
        return any(word in row for word in words for row in found)

    return holds


def test_the_same_message_by_two_doors_and_twice_is_one_message(ticket, arrive):
    answer = raw(to=reply_to(ticket))
    travelled = b"Received: from elsewhere by here; Mon, 23 Nov 2026 10:00:00 +0100\r\n" + answer

    arrive(answer, door="webhook")
    arrive(answer, door="webhook")
    arrive(travelled, door="imap")

    assert ticket.messages.count() == 1


def test_an_address_signed_with_another_key_leads_nowhere(settings, ticket):
    address = reply_to(ticket)
    settings.SECRET_KEY = "another key of another house, long enough to be one"

    assert links.ticket_id_of_address(address) is None


def test_a_robot_answer_is_read_and_changes_nothing(ticket, arrive):
    ticket.refresh_from_db()
    before = (ticket.status, ticket.version, ticket.last_activity_at)

    arrive(raw("Je suis absente.", to=reply_to(ticket), Auto_Submitted="auto-replied"))

    ticket.refresh_from_db()
    assert (ticket.status, ticket.version, ticket.last_activity_at) == before
    assert ticket.messages.get().origin == Message.Origin.ROBOT
