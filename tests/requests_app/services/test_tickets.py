"""What staff decide: the table of transitions, teams, promises, and who is told."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from notifications.models import OutgoingEmail
from requests_app.errors import EditedMeanwhile, Refused
from requests_app.models import Note, TicketFact
from requests_app.models.notices import Notice
from requests_app.models.routing import Priority
from requests_app.models.tickets import TRANSITIONS, Status
from requests_app.services import tickets
from tests import make

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Brussels"))


def test_a_ticket_cannot_be_given_to_an_agent_of_another_team(cast):
    ticket = make.ticket(team=cast.reception)

    with pytest.raises(Refused):
        tickets.assign(ticket, to=cast.bruno, by=cast.amina)

    assert not OutgoingEmail.objects.exists()


def test_who_is_given_a_ticket_is_told_and_who_takes_one_is_not(cast):
    colleague = make.user("carole", team=cast.reception)
    given, taken = make.ticket(team=cast.reception), make.ticket(team=cast.reception)

    tickets.assign(given, to=colleague, by=cast.amina)
    tickets.take(taken, by=cast.amina)

    assert [(notice.user, notice.ticket) for notice in Notice.objects.filter(event="assigned")] == [(colleague, given)]


def test_assigning_to_the_present_assignee_changes_nothing(cast):
    ticket = tickets.take(make.ticket(team=cast.reception), by=cast.amina)

    tickets.take(ticket, by=cast.amina)

    assert ticket.history.count() == 2  # opened, assigned


def test_two_who_take_one_ticket_the_second_hears_of_the_first(cast):
    ticket = make.ticket(team=cast.reception)
    colleague = make.user("carole", team=cast.reception)
    tickets.take(ticket, by=colleague, seen=0)

    with pytest.raises(EditedMeanwhile) as refusal:
        tickets.take(ticket, by=cast.amina, seen=0)

    assert refusal.value.ticket.assignee == colleague


def test_the_manager_may_not_change_a_status(cast):
    with pytest.raises(PermissionDenied):
        tickets.change_status(make.ticket(), status="open", by=cast.claire)


@pytest.mark.parametrize("start", list(Status))
@pytest.mark.parametrize("end", list(Status))
def test_a_status_moves_along_the_table_only(send, cast, start, end):
    ticket = make.ticket(team=cast.reception, status=start)
    TicketFact.objects.create(**_fact_of(ticket))

    if start == Status.ASIDE:  # only `services/aside.py` leads out of it
        with pytest.raises(PermissionDenied):
            tickets.change_status(ticket, status=end, outcome="answered", by=cast.amina)
    elif end in TRANSITIONS[start] or end == start:
        moved = tickets.change_status(ticket, status=end, outcome="answered", by=cast.amina)
        assert moved.status == end
    else:
        with pytest.raises(Refused):
            tickets.change_status(ticket, status=end, outcome="answered", by=cast.amina)


def _fact_of(ticket):
    return {
        "ticket_id": ticket.pk,
        "form": "general",
        "channel": "web",
        "team": ticket.team.code,
        "priority": 2,
        "language": "fr",
        "confidential": False,
        "status": ticket.status,
        "opened_at": ticket.opened_at,
        "opened_on": ticket.opened_at.date(),
    }


def test_resolving_asks_how_it_ended(send, cast):
    ticket = send().ticket

    with pytest.raises(Refused):
        tickets.change_status(ticket, status="resolved", by=cast.amina)


def test_waiting_for_the_person_stops_the_clock(send, cast):
    ticket = send(now=TUESDAY).ticket
    due = ticket.first_response_due_at

    tickets.change_status(ticket, status="pending", by=cast.amina, now=TUESDAY)
    moved = tickets.change_status(ticket, status="open", by=cast.amina, now=TUESDAY + timedelta(days=7))

    assert moved.first_response_due_at == due + timedelta(days=7)  # a week is a week of opening hours later


def test_while_waiting_a_ticket_is_never_late(send, cast):
    ticket = tickets.change_status(send(now=TUESDAY).ticket, status="pending", by=cast.amina, now=TUESDAY)

    assert not ticket.is_late(TUESDAY + timedelta(days=365))


def test_a_ticket_that_becomes_urgent_is_promised_sooner(send, cast):
    ticket = send().ticket
    before = ticket.first_response_due_at

    urgent = tickets.set_priority(ticket, priority=Priority.URGENT, by=cast.amina)

    assert urgent.first_response_due_at < before
    assert urgent.next_due_at == urgent.first_response_due_at


def test_an_ordinary_ticket_given_to_the_confidential_team_is_sealed_from_then_on(send, cast):
    ticket = send(message="Le propriétaire a dit : pas d'étrangers").ticket
    make.note(ticket, "Voir avec Bruno")

    moved = tickets.transfer(ticket, team=cast.discrimination, reason="C'est une discrimination", by=cast.amina)

    assert moved.confidential
    with connection.cursor() as cursor:
        for table, column in (("answers", "data"), ("contact", "name"), ("note", "body")):
            cursor.execute(f"SELECT {column} FROM requests_app_{table}")
            assert all(value.startswith("sealed:v1:") for (value,) in cursor.fetchall())
        cursor.execute("SELECT words FROM requests_app_ticketsearch")
        assert cursor.fetchone()[0] == ""


def test_a_confidential_ticket_never_leaves_for_an_ordinary_team(send, cast):
    with pytest.raises(Refused):
        tickets.transfer(send("discrimination").ticket, team=cast.reception, reason="Erreur", by=cast.bruno)


def test_a_transfer_lets_the_assignee_go_and_leaves_its_reason_as_a_note(send, cast):
    ticket = tickets.take(send().ticket, by=cast.amina)
    legal = make.team("sociojuridique")

    moved = tickets.transfer(ticket, team=legal, reason="Question de séjour", by=cast.amina)

    assert moved.assignee is None
    assert Note.objects.get(ticket=ticket).body == "Question de séjour"
    assert "team_alert" in {letter.kind for letter in OutgoingEmail.objects.about(ticket.reference)}


def test_a_transfer_needs_a_reason(send, cast):
    with pytest.raises(Refused):
        tickets.transfer(send().ticket, team=make.team("isp"), reason="  ", by=cast.amina)


def test_a_next_action_in_the_past_is_refused(send, cast):
    with pytest.raises(Refused):
        tickets.plan(send().ticket, on=timezone.localdate() - timedelta(days=1), by=cast.amina)


def test_an_unknown_topic_is_refused(send, cast):
    with pytest.raises(Refused):
        tickets.set_topic(send().ticket, topic="horoscope", by=cast.amina)
