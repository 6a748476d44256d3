"""Coming back without an account: the link, the code, and those who only guess."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from notifications.models import OutgoingEmail
from requests_app import links, receipts, references
from requests_app.errors import Refused
from requests_app.services import following


def wrong_code():
    return receipts.derive(b"another secret", "another page")


def test_the_link_of_a_letter_opens_its_ticket(send):
    ticket = send().ticket

    assert following.by_token(links.token_for(ticket.pk)) == ticket


def test_no_link_opens_a_confidential_ticket(send):
    ticket = send("discrimination").ticket

    with pytest.raises(links.BadLink):
        following.by_token(links.token_for(ticket.pk))


@pytest.mark.parametrize("token", ["", "x", "1:2:3", "MQ:1t:abc"])
def test_a_link_that_is_not_ours_opens_nothing(db, token):
    with pytest.raises(links.BadLink):
        following.by_token(token)


def test_an_old_link_offers_a_new_one_to_the_same_address(send):
    ticket = send().ticket
    with time_machine.travel(timezone.now() - timedelta(days=91)):
        token = links.token_for(ticket.pk)

    with pytest.raises(links.ExpiredLink):
        following.by_token(token)
    following.ask_new_link(token)

    assert "new_link" in {letter.kind for letter in OutgoingEmail.objects.about(ticket.reference)}


def test_reference_and_code_open_the_ticket_however_they_are_typed(send):
    opened = send("discrimination")
    typed = opened.ticket.reference.lower().replace("-", " ")

    assert following.by_code(typed, f" {opened.receipt_code[:4]}-{opened.receipt_code[4:]}", now=timezone.now()) == (
        opened.ticket
    )


def test_an_unknown_reference_and_a_wrong_code_are_told_the_same(send):
    known = send().ticket.reference
    unknown = references.new_reference(timezone.localdate())

    said = []
    for reference in (known, unknown):
        with pytest.raises(Refused) as refusal:
            following.by_code(reference, wrong_code(), now=timezone.now())
        said.append(refusal.value.messages)

    assert said[0] == said[1]


@pytest.mark.parametrize("exists", [True, False])
def test_after_five_wrong_codes_each_guess_waits_longer_and_nobody_is_locked_out(send, exists):
    opened = send()
    reference = opened.ticket.reference if exists else references.new_reference(timezone.localdate())
    now = timezone.now()
    for _guess in range(6):
        with pytest.raises(Refused):
            following.by_code(reference, wrong_code(), now=now)

    with pytest.raises(following.TooSoon):
        following.by_code(reference, opened.receipt_code, now=now)

    if exists:
        assert following.by_code(reference, opened.receipt_code, now=now + timedelta(seconds=43)) == opened.ticket


def test_guesses_are_forgotten_after_a_day(send):
    with pytest.raises(Refused):
        following.by_code(send().ticket.reference, wrong_code(), now=timezone.now())

    assert following.forget_guesses(timezone.now() + timedelta(days=2)) == 1
