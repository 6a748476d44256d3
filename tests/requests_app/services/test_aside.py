"""A request that was set aside: nobody works on it, and one click brings it back as if nothing had been."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from notifications.models import OutgoingEmail
from requests_app.errors import Refused
from requests_app.models import Notice, TicketFact
from requests_app.models.tickets import Outcome, Status
from requests_app.permissions import SYSTEM, Permission, may
from requests_app.services import aside, messages, tickets
from requests_app.services.forms import published
from requests_app.services.guards import Sending
from requests_app.services.opening import Submission, open_ticket
from tests import make

OFFER = "cheap viagra [url=http://example.invalid]casino bonus[/url]"


@pytest.fixture
def unwanted(cast):
    """A robot's request, of yesterday."""
    return opened("general", now=timezone.now() - timedelta(days=1))


def opened(slug, *, now=None, **answers):
    given = {"message": OFFER, "name": "Robot", "email": "victim@example.org", "preferred_contact": "email", **answers}
    submission = Submission(version=published(slug).version, answers=given, token=f"{slug} robot", sending=Sending())
    return open_ticket(submission, by=SYSTEM, now=now).ticket


def test_a_genuine_one_comes_into_the_queue_with_the_time_of_its_arrival(unwanted, cast):
    promised = unwanted.first_response_due_at

    ticket = aside.take_in(unwanted, by=cast.amina)

    assert (ticket.status, ticket.next_due_at) == (Status.NEW, promised)
    fact = TicketFact.objects.get()
    assert (fact.opened_at, fact.status) == (unwanted.opened_at, "new")
    assert {letter.kind for letter in OutgoingEmail.objects.all()} >= {"acknowledgement"}


def test_an_unwanted_one_is_closed_and_nobody_hears_of_it(unwanted, cast):
    ticket = aside.turn_away(unwanted, by=cast.amina)

    assert (ticket.status, ticket.outcome) == (Status.CLOSED, Outcome.SPAM)
    assert not OutgoingEmail.objects.exists()
    assert not Notice.objects.exists()
    assert not TicketFact.objects.exists()


def test_a_wrong_click_can_be_taken_back_and_letters_leave_once(unwanted, cast):
    aside.turn_away(unwanted, by=cast.amina)
    aside.take_in(unwanted, by=cast.amina)

    with pytest.raises(Refused):
        aside.take_in(unwanted, by=cast.amina)
    assert OutgoingEmail.objects.filter(kind="acknowledgement").count() == 1


def test_a_ticket_that_was_never_set_aside_is_not_decided(cast):
    ticket = make.ticket(team=cast.reception)

    for decide in (aside.take_in, aside.turn_away):
        with pytest.raises(Refused):
            decide(ticket, by=cast.amina)


def test_nobody_works_on_it_before_somebody_has_decided(unwanted, cast):
    allowed = {permission for permission in Permission if may(cast.amina, permission, unwanted)}

    assert allowed == {Permission.READ, Permission.NOTE, Permission.SORT}
    with pytest.raises(PermissionDenied):
        tickets.take(unwanted, by=cast.amina)
    with pytest.raises(PermissionDenied):
        aside.take_in(unwanted, by=cast.claire)


def test_what_the_sender_adds_is_kept_and_brings_nothing_into_the_queue(unwanted):
    messages.receive(unwanted, body="Je ne suis pas un robot.", token="t")

    unwanted.refresh_from_db()
    assert unwanted.status == Status.ASIDE
    assert unwanted.messages.count() == 1
    assert not Notice.objects.exists()


def test_of_a_report_only_its_team_decides(cast):
    ticket = opened("discrimination", anonymous="yes")

    assert ticket.status == Status.ASIDE
    with pytest.raises(PermissionDenied):
        aside.turn_away(ticket, by=cast.amina)
    assert aside.take_in(ticket, by=cast.bruno).status == Status.NEW
