"""Invented tickets for benchmarks: as many as asked, whole, the same each time, and never in production."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count

from requests_app import search
from requests_app.models import Contact, Message, Ticket, TicketFact, TicketSearch, User
from requests_app.services import load

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(cast):
    return load.load(120)


def test_each_ticket_is_whole(loaded):
    tickets = Ticket.objects.filter(submission_key__startswith=load.KEY)

    assert loaded.tickets == tickets.count() == 120
    assert TicketFact.objects.filter(ticket_id__in=tickets).count() == 120
    assert TicketSearch.objects.filter(ticket__in=tickets).count() == 120
    assert Ticket.history.filter(id__in=tickets.values("pk"), history_change_reason="opened").count() == 120
    assert User.objects.filter(email__startswith="agent").count() == load.AGENTS


def test_one_ticket_has_very_many_messages_and_the_others_three(loaded):
    sizes = dict(Ticket.objects.annotate(size=Count("messages")).values_list("reference", "size"))

    assert sizes.pop(loaded.longest) == 200
    assert set(sizes.values()) == {3}


def test_the_rare_word_is_found_in_five_tickets_and_the_common_one_in_one_of_fifty(loaded):
    assert search.matching(Ticket.objects.all(), "Apiculture").count() == 5
    assert search.matching(Ticket.objects.all(), "DEMENAGEMENT").count() == 3


def test_confidential_tickets_are_sealed_like_any_other(loaded):
    confidential = Ticket.objects.filter(confidential=True).values("pk")
    with connection.cursor() as cursor:
        cursor.execute("SELECT ticket_id FROM requests_app_contact WHERE name LIKE 'sealed:v1:%%'")
        sealed = {row[0] for row in cursor.fetchall()}

    assert sealed == {row["pk"] for row in confidential} != set()
    assert not TicketSearch.objects.filter(ticket__in=confidential).exclude(words="").exists()


def test_the_same_seed_tells_the_same_stories(cast):
    stories = []
    for _time in range(2):
        load.load(8, seed=7)
        stories.append([*Message.objects.order_by("pk").values_list("submission_key", "body")])
        Ticket.objects.all().delete()

    assert stories[0] == stories[1]


def test_more_can_be_added_later(loaded):
    assert load.load(5).tickets == 125
    assert Contact.objects.filter(ticket__submission_key__startswith=load.KEY).count() == 125


def test_production_refuses(settings, cast):
    settings.PRODUCTION = True

    with pytest.raises(ImproperlyConfigured):
        load.load(1)


def test_the_command_says_what_it_did(cast, capsys):
    call_command("generate_load", tickets=3)

    assert "3 invented tickets" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("generate_load", tickets=0)
