"""Correcting a contact: sealed where it must be, found by the new words, and never in the history."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from requests_app import search
from requests_app.errors import EditedMeanwhile, Refused
from requests_app.models import Contact, Ticket
from requests_app.services import contacts, tickets
from tests import make
from tests.triage import rows

NEW = {"email": "nouvelle@example.net", "phone": "0470/11.22.33"}


def column(ticket, name):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM requests_app_contact WHERE ticket_id = %s", [ticket.pk])
        return cursor.fetchone()[0]


def test_the_contact_is_corrected_and_the_history_says_by_whom_but_not_what(cast):
    ticket = make.ticket(team=cast.reception)

    contacts.correct(ticket, **NEW, by=cast.amina)

    contact, version = Contact.objects.get(ticket=ticket), Ticket.history.filter(id=ticket.pk).first()
    assert (contact.email, contact.phone, contact.phone_e164) == (NEW["email"], NEW["phone"], "+32470112233")
    assert (version.history_change_reason, version.history_user) == ("contact", cast.amina)
    assert not any("nouvelle" in str(value) or "0470" in str(value) for value in vars(version).values())


def test_a_confidential_contact_stays_sealed_and_out_of_the_search(cast):
    ticket = make.ticket(form="discrimination")

    contacts.correct(ticket, **NEW, by=cast.bruno)

    assert column(ticket, "email").startswith("sealed:v1:")
    assert column(ticket, "phone").startswith("sealed:v1:")
    assert not search.matching(Ticket.objects.all(), "nouvelle").exists()


def test_the_ticket_is_found_by_the_new_address_and_what_was_said_and_no_longer_by_the_old(cast):
    ticket = make.ticket(team=cast.reception)
    make.message(ticket, "Rendez-vous au perroquet")

    contacts.correct(ticket, **NEW, by=cast.amina)

    for words, found in (("nouvelle@example.net", True), ("perroquet", True), ("oksana@example.org", False)):
        assert search.matching(Ticket.objects.all(), words).exists() == found, words


def test_another_address_starts_without_the_trouble_of_the_old_one_and_the_same_keeps_it(cast):
    ticket = make.ticket(team=cast.reception)
    Contact.objects.filter(ticket=ticket).update(email_trouble="bounced", email_trouble_at=timezone.now())

    contacts.correct(ticket, email="OKSANA@example.org", phone="", by=cast.amina)
    assert Contact.objects.get(ticket=ticket).email_trouble == "bounced"

    contacts.correct(ticket, **NEW, by=cast.amina)
    contact = Contact.objects.get(ticket=ticket)
    assert (contact.email_trouble, contact.email_trouble_at, contact.may_be_written_to) == ("", None, True)


@pytest.mark.parametrize("email", ["a@b", "a b@example.org", "a@example.org, c@example.org", "a@example.org\r\nX: y"])
def test_what_is_no_address_is_refused(cast, email):
    with pytest.raises(Refused):
        contacts.correct(make.ticket(team=cast.reception), email=email, phone="", by=cast.amina)


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(cast):
    ticket = make.ticket(team=cast.reception)
    seen = contacts.seen_of(ticket.requester)
    contacts.correct(ticket, **NEW, by=cast.amina)

    with pytest.raises(EditedMeanwhile):
        contacts.correct(ticket, email="third@example.net", phone="", by=cast.amina, seen=seen)


def test_only_those_who_work_on_the_ticket_may_correct_it(cast):
    ticket = make.ticket(team=cast.reception)

    for stranger in (cast.bruno, cast.claire, cast.dara, cast.admin):
        with pytest.raises(PermissionDenied):
            contacts.correct(ticket, **NEW, by=stranger)


def test_an_anonymous_request_gets_no_contact_by_correction(cast):
    with pytest.raises(Refused):
        contacts.correct(make.ticket(team=cast.reception, contact=None), **NEW, by=cast.amina)


def test_what_becomes_confidential_later_seals_the_corrected_contact_too(cast):
    ticket = rows.ticket(team=cast.reception)
    contacts.correct(ticket, **NEW, by=cast.amina)

    tickets.transfer(ticket, team=cast.discrimination, reason="grave", by=cast.amina)

    assert column(ticket, "email").startswith("sealed:v1:")
