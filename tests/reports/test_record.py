"""Who changed which setting."""

from datetime import date

import pytest
from django.apps import apps
from django.utils import timezone

from requests_app.models import ClosingDay, Membership, RoutingRule, SlaPolicy, Ticket
from requests_app.models.notices import Event, How
from requests_app.reports import record_pages
from requests_app.reports.record_kinds import KINDS
from requests_app.services import accounts
from tests import make

RECORD = "/desk/reports/record/"


@pytest.fixture
def claire(cast, client):
    client.force_login(cast.claire)
    for kind in KINDS.values():
        kind.history.objects.all().delete()
    return client


def entries(client, **query):
    return client.get(RECORD, query).context["page"].entries


def change(row, by, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row._history_user = by
    row.save()


def test_a_change_is_a_sentence_with_both_values(claire, cast):
    policy = make.sla_policy("test")
    change(policy, cast.admin, first_response_minutes=390)

    entry = entries(claire)[0]

    assert entry.sentence == "Admin a changé\xa0: délais «\xa0test\xa0»"
    assert [(one.before, one.after) for one in entry.changes] == [("780", "390")]


def test_a_new_and_a_deleted_setting_are_sentences_too(claire):
    day = ClosingDay.objects.create(on="2030-01-02", name="Grand nettoyage")
    day.delete()

    deleted, added = entries(claire)

    assert added.sentence.startswith("Guichet a ajouté")
    assert deleted.sentence.startswith("Guichet a supprimé")
    assert "Grand nettoyage" in deleted.sentence


def test_who_joined_which_team_is_named(claire, cast):
    Membership.objects.create(user=cast.dara, team=cast.reception)

    assert f"Dara – {cast.reception}" in entries(claire)[0].sentence


def test_a_new_manager_is_on_record_but_a_log_in_is_not(claire, cast):
    change(cast.dara, cast.admin, name="Dara Nouvelle")
    change(cast.dara, cast.admin, is_manager=True)
    change(cast.dara, None, last_login=timezone.now())

    newest, earlier = entries(claire)
    assert (newest.sentence, newest.changes[0].after) == (
        "Admin a changé\xa0: membre du personnel «\xa0Dara Nouvelle\xa0»",
        "oui",
    )
    assert earlier.changes == ()  # the beginning of what is remembered here


def test_rules_show_their_conditions_and_teams_their_words(claire, cast):
    rule = RoutingRule.objects.create(name="Namur", conditions={"commune_in": ["92094"]}, actions={})
    change(rule, cast.admin, conditions={"commune_in": ["92003"]})
    change(cast.reception, cast.admin, name={"fr": "Accueil", "en": "Desk"})
    change(cast.reception, cast.admin, name={"fr": "Accueil nouveau", "en": ""})

    team, _earlier, rule = entries(claire)[:3]

    assert team.changes[0].after == "fr: Accueil nouveau"
    assert "92003" in rule.changes[0].after


def test_what_people_typed_into_a_setting_is_shown_as_text(claire):
    ClosingDay.objects.create(on="2030-01-02", name="<script>alert(1)</script>")

    page = claire.get(RECORD).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_older_changes_are_pages_further_each_once_and_in_order(claire, cast):
    for number in range(70):
        make.team(f"equipe-{number}")
    for number in range(20):
        ClosingDay.objects.create(on=f"2031-01-{number + 1:02}", name=f"Jour {number}")
    seen, cursor = [], ""
    for _page in range(4):
        page = claire.get(RECORD, {"before": cursor}).context["page"]
        seen += page.entries
        cursor = page.older
        if not cursor:
            break

    assert len(seen) == len({entry.sentence for entry in seen}) == 90
    assert [entry.at for entry in seen] == sorted((entry.at for entry in seen), reverse=True)


def test_entries_of_one_moment_are_neither_lost_nor_repeated(claire):
    for number in range(35):
        make.team(f"equipe-{number}")
        ClosingDay.objects.create(on=f"2031-{number % 12 + 1:02}-{number % 27 + 1:02}", name=f"Jour {number}")
    for kind in KINDS.values():
        kind.history.objects.update(history_date="2026-01-01T10:00:00Z")

    first = record_pages.page("")
    second = record_pages.page(first.older)
    third = record_pages.page(second.older)

    everything = [entry.sentence for page in (first, second, third) for entry in page.entries]
    assert len(everything) == len(set(everything)) == 70
    assert not third.older


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "2026-01-01",
        "2026-13-45T00:00:00Z_1_team",
        "2026-01-01T00:00:00_1_team",
        "2026-01-01T00:00:00Z_²_team",
        "__",
    ],
)
def test_a_bad_cursor_is_the_first_page(claire, cursor):
    make.team("equipe")

    assert len(entries(claire, before=cursor)) == 1


def test_the_number_of_statements_depends_on_kinds_and_not_on_changes(claire, cast, django_assert_max_num_queries):
    for size in (1, 40):
        for number in range(size):
            change(cast.reception, cast.admin, email=f"accueil-{size}-{number}@example.org")
            change(cast.dara, cast.admin, name=f"Dara {size} {number}")
            change(SlaPolicy.objects.first() or make.sla_policy(), cast.admin, name=f"Délais {size} {number}")
        with django_assert_max_num_queries(3 + 1 + 2 * 3 + 4):
            assert claire.get(RECORD).status_code == 200


def test_every_setting_with_a_history_is_on_record():
    with_history = {model for model in apps.get_app_config("requests_app").get_models() if hasattr(model, "history")}

    assert with_history - {Ticket} == {kind.model for kind in KINDS.values()}  # a ticket's is told on its own page


def test_an_absence_is_on_record_with_its_dates_and_who_noted_it(claire, cast):
    change(cast.amina, cast.admin, name="Amina")
    change(cast.amina, cast.admin, away_from=date(2030, 1, 7), away_until=date(2030, 1, 11))

    entry = entries(claire)[0]

    assert "Admin" in entry.sentence
    assert "Amina" in entry.sentence
    assert [(one.before, one.after) for one in entry.changes] == [
        ("rien", "7 janvier 2030"),
        ("rien", "11 janvier 2030"),
    ]


def test_what_somebody_wants_to_be_told_is_on_record(claire, cast):
    accounts.choose_notices(cast.amina, {"letter_lost": "never"})
    accounts.choose_notices(cast.amina, {"letter_lost": "daily"})

    changed, added = entries(claire)

    assert "Amina – " in added.sentence
    assert str(Event.LETTER_LOST.label) in added.sentence
    assert [(one.before, one.after) for one in changed.changes] == [(How.NEVER.label, How.DAILY.label)]
