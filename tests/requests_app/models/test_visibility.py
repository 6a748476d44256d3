"""Who may not see, cannot tell: one queryset decides, and the table of permissions agrees with it."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied

from requests_app import permissions
from requests_app.models import Ticket, User
from requests_app.permissions import SYSTEM, Permission
from tests import make

PEOPLE = ("amina", "bruno", "claire", "dara", "admin")
SEES = {
    "amina": {"reception", "legal"},  # reception reads whatever is not confidential
    "bruno": {"report"},
    "claire": {"reception", "legal"},
    "dara": set(),
    "admin": set(),  # the role configures and reads nothing
}


@pytest.fixture
def tickets(cast):
    return {
        "reception": make.ticket(team=cast.reception),
        "legal": make.ticket(team=make.team("sociojuridique")),
        "report": make.ticket(form="discrimination"),
    }


@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_sees_exactly_what_is_theirs(cast, tickets, name):
    seen = set(Ticket.objects.visible_to(getattr(cast, name)))

    assert seen == {tickets[which] for which in SEES[name]}


@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_may_do_anything_to_a_ticket_that_they_cannot_see(cast, tickets, name):
    user = getattr(cast, name)
    visible = set(Ticket.objects.visible_to(user))

    for ticket, permission in itertools.product(tickets.values(), Permission):
        if permissions.may(user, permission, ticket) and permission not in {
            Permission.INTAKE,
            Permission.REPORTS,
            Permission.SETTINGS_RECORD,
        }:
            assert ticket in visible
    for ticket in visible:
        assert permissions.may(user, Permission.READ, ticket)


def test_somebody_who_left_sees_nothing_from_that_moment(cast, tickets):
    cast.amina.is_active = False

    assert not Ticket.objects.visible_to(cast.amina).exists()
    assert not permissions.may(cast.amina, Permission.READ, tickets["reception"])


def test_a_manager_in_the_confidential_team_reads_its_tickets_as_a_member(cast, tickets):
    make.user("claire", team=cast.discrimination)
    claire = User.objects.get(pk=cast.claire.pk)

    assert tickets["report"] in Ticket.objects.visible_to(claire)


def test_the_house_itself_may_do_what_its_callers_ask(cast, tickets):
    permissions.require(SYSTEM, Permission.CHANGE, tickets["report"])


def test_a_refusal_is_djangos_own_so_that_it_becomes_a_403(cast, tickets):
    with pytest.raises(PermissionDenied):
        permissions.require(cast.dara, Permission.REPLY, tickets["reception"])


def test_a_log_in_is_no_decision_and_leaves_no_row_in_the_history(cast, client):
    before = cast.amina.history.count()

    client.force_login(cast.amina)

    cast.amina.refresh_from_db()
    assert cast.amina.last_login is not None
    assert cast.amina.history.count() == before
