"""The exchange: replies leave once, notes never leave, and what the person writes is never lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from notifications.models import OutgoingEmail
from requests_app.errors import EditedMeanwhile, Refused
from requests_app.models import Message, TicketFact
from requests_app.services import messages, tickets
from tests import make


def letters(ticket, kind="reply"):
    return [letter for letter in OutgoingEmail.objects.about(ticket.reference) if letter.kind == kind]


def test_a_reply_is_on_the_ticket_and_leaves_exactly_as_it_was_previewed(send, cast):
    ticket = send().ticket
    preview = messages.preview_reply(ticket, body="Voici la brochure.", by=cast.amina)

    sent = messages.reply(ticket, body="Voici la brochure.", by=cast.amina, token="t")

    [letter] = letters(ticket)
    assert sent.recipients == preview.recipients == ["oksana@example.net"]
    assert letter.subject == preview.subject
    assert letter.text.split("/suivi/lien/")[0] == preview.text.split("/suivi/lien/")[0]
    assert letter.not_before > timezone.now()  # it can be taken back for a moment


def test_the_first_reply_is_the_first_response(send, cast):
    ticket = send().ticket

    messages.reply(ticket, body="Oui.", by=cast.amina, token="t")

    ticket.refresh_from_db()
    fact = TicketFact.objects.get(ticket_id=ticket.pk)
    assert ticket.first_response_at is not None
    assert ticket.status == "pending"
    assert fact.first_response_in_time is True


def test_a_double_click_replies_once(send, cast):
    ticket = send().ticket

    first = messages.reply(ticket, body="Oui.", by=cast.amina, token="one composer")
    second = messages.reply(ticket, body="Oui.", by=cast.amina, token="one composer")

    assert first.message == second.message
    assert len(letters(ticket)) == 1


def test_an_agent_who_has_not_seen_the_newest_message_is_told_before_answering(send, cast):
    ticket = send().ticket
    messages.receive(ticket, body="J'ai oublié : c'est pour deux personnes.", token="p")

    with pytest.raises(EditedMeanwhile):
        messages.reply(ticket, body="Oui.", by=cast.amina, token="t", last_seen=0)

    assert not letters(ticket)


def test_a_reply_to_a_report_leaves_without_its_words(send, cast):
    ticket = send("discrimination").ticket

    messages.reply(ticket, body="Venez nous voir jeudi.", by=cast.bruno, token="t")

    [letter] = letters(ticket)
    assert "jeudi" not in letter.text + letter.html
    assert "discrim" not in (letter.subject + letter.text + letter.html).lower()


def test_without_an_address_nobody_is_written_to_and_the_agent_knows(send, cast):
    ticket = send(preferred_contact="telephone", email=None).ticket

    preview = messages.preview_reply(ticket, body="Oui.", by=cast.amina)
    sent = messages.reply(ticket, body="Oui.", by=cast.amina, token="t")

    assert preview.recipients == sent.recipients == []
    assert not letters(ticket)


def test_a_reply_can_be_taken_back_before_it_leaves(send, cast):
    ticket = send().ticket
    sent = messages.reply(ticket, body="Non.", by=cast.amina, token="t")

    assert messages.take_back(sent.message, by=cast.amina)

    assert letters(ticket)[0].state == "withdrawn"


def test_the_manager_reads_but_does_not_answer(send, cast):
    with pytest.raises(PermissionDenied):
        messages.reply(send().ticket, body="Oui.", by=cast.claire, token="t")


@pytest.mark.parametrize("body", ["", "   \n", "x" * 20_001])
def test_an_empty_or_endless_reply_is_refused(send, cast, body):
    with pytest.raises(Refused):
        messages.reply(send().ticket, body=body, by=cast.amina, token="t")


def test_a_note_is_in_no_letter_whatever_happens_afterwards(send, cast):
    ticket = send().ticket
    messages.add_note(ticket, body="canari-7319", by=cast.amina, token="n")

    messages.reply(ticket, body="Bonjour.", by=cast.amina, token="t")
    tickets.transfer(ticket, team=make.team("isp"), reason="canari-7320", by=cast.amina)

    everything = "".join(f"{one.subject}{one.text}{one.html}{one.headers}" for one in OutgoingEmail.objects.all())
    assert "canari" not in everything


def test_an_answer_of_the_person_ends_the_waiting(send, cast):
    ticket = send().ticket
    messages.reply(ticket, body="Pour combien ?", by=cast.amina, token="t")

    messages.receive(ticket, body="Pour deux.", token="p")

    ticket.refresh_from_db()
    assert ticket.status == "open"


def test_the_same_answer_sent_twice_is_kept_once(send):
    ticket = send().ticket

    messages.receive(ticket, body="Pour deux.", token="p")
    messages.receive(ticket, body="Pour deux.", token="p")

    assert Message.objects.filter(ticket=ticket).count() == 1


def test_a_message_within_the_window_reopens_the_ticket(send, cast):
    ticket = tickets.change_status(send().ticket, status="resolved", outcome="answered", by=cast.amina)

    messages.receive(ticket, body="Merci, mais encore une question.", token="p")

    ticket.refresh_from_db()
    assert (ticket.status, ticket.resolved_at, ticket.outcome) == ("open", None, "")
    assert TicketFact.objects.get(ticket_id=ticket.pk).reopened_count == 1


def test_a_message_after_the_window_opens_a_ticket_that_follows_the_old_one(send, cast):
    ticket = tickets.change_status(send().ticket, status="resolved", outcome="answered", by=cast.amina)

    later = messages.receive(ticket, body="C'est à nouveau moi.", token="p", now=timezone.now() + timedelta(days=31))

    assert later.ticket.follows == ticket
    assert later.ticket.contact.email == "oksana@example.net"
    ticket.refresh_from_db()
    assert ticket.status == "resolved"


def test_nothing_at_all_is_not_a_message(send):
    with pytest.raises(Refused):
        messages.receive(send().ticket, body=" ", token="p")
