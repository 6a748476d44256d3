"""Before a click that writes to a colleague the screen says who gets what; after it, what is on its way."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.models import OutgoingEmail
from requests_app.models import Notice, NoticePreference, Team
from requests_app.services import house
from tests import make
from tests.triage import rows

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def english(cast):
    cast.amina.language = "en"
    cast.amina.save()


@pytest.fixture
def ticket(cast):
    return rows.ticket(team=cast.reception)


def away(user):
    user.away_from = timezone.localdate()
    user.away_until = timezone.localdate() + timedelta(days=3)
    user.save()
    return user


def choices(page):
    return {node.text for node in page.form.node.all("label")}


def offered(desk, cast, ticket, verb="assign"):
    return choices(desk(cast.amina).get(f"/desk/tickets/{ticket.reference}/{verb}/"))


def give(desk, cast, ticket, to):
    page = desk(cast.amina).get(f"/desk/tickets/{ticket.reference}/assign/")
    return page.press(assignee=to.pk if to else "").by_id("messages").text


def test_each_name_says_how_that_person_will_be_told(cast, desk, ticket):
    people = {name: make.user(name, team=cast.reception) for name in ("carole", "david", "emil", "fanny")}
    NoticePreference.objects.create(user=people["david"], event="assigned", how="daily")
    NoticePreference.objects.create(user=people["emil"], event="assigned", how="never")
    away(people["fanny"])

    words = "\n".join(sorted(offered(desk, cast, ticket)))

    assert "Amina (you)" in words
    assert "Carole – will be told by e-mail within a minute" in words
    assert re.search(r"David – will be told by e-mail on \w+ \d+ \w+, in the morning", words)
    assert "Emil – gets no e-mail" in words
    assert re.search(r"Fanny – away until \w+ \d+ \w+, will be told only after that", words)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("at_once", "Emil will be told by e-mail within a minute."),
        ("daily", "in the morning."),
        ("never", "Nobody was written to: Emil does not want to be told."),
    ],
)
def test_after_giving_the_screen_says_what_is_on_its_way(cast, desk, ticket, how, said):
    emil = make.user("emil", team=cast.reception)
    NoticePreference.objects.create(user=emil, event="assigned", how=how)

    assert said in give(desk, cast, ticket, emil)
    assert Notice.objects.filter(user=emil).exists() is (how != "never")


def test_to_give_to_somebody_who_is_away_is_possible_with_a_warning_before_and_after(cast, desk, ticket):
    emil = away(make.user("emil", team=cast.reception))

    said = give(desk, cast, ticket, emil)

    assert "Careful: Emil is away until" in said
    ticket.refresh_from_db()
    assert ticket.assignee == emil
    page = desk(cast.amina).get(f"/desk/tickets/{ticket.reference}/")
    assert "away until" in page.text


def test_taking_and_giving_back_write_to_nobody(cast, desk, ticket):
    assert "yours now" in give(desk, cast, ticket, cast.amina)
    assert "Nobody was written to" in give(desk, cast, ticket, None)
    assert not Notice.objects.exists()
    assert not OutgoingEmail.objects.exists()


def test_each_team_says_what_will_leave(cast, desk, ticket):
    make.team("sans-adresse", email="")
    make.user("emil", team=make.team("deux", email=""))
    make.user("fanny", team=make.team("deux"))

    words = "\n".join(sorted(offered(desk, cast, ticket, "transfer")))

    assert "Sans-Adresse – nobody will be told: call them" in words
    assert "Deux – 2 colleagues will be told by e-mail" in words
    assert "– a letter leaves to the team's address" in words


@pytest.mark.parametrize(
    "case",
    [
        ("deux@example.org", 1, "A letter leaves to the team's address. 1 colleague will be told"),
        ("", 2, "2 colleagues will be told"),
        ("", 0, "Nobody was told: please call the team."),
    ],
)
def test_after_a_transfer_the_screen_says_what_left(cast, desk, ticket, case):
    email, members, said = case
    team = make.team("deux", email=email)
    for number in range(members):
        make.user(f"person{number}", team=team)

    page = desk(cast.amina).get(f"/desk/tickets/{ticket.reference}/transfer/")

    assert said in page.press(team=team.pk, reason="Pour vous").by_id("messages").text


def test_how_many_work_in_a_confidential_team_is_not_said(cast, desk, ticket):
    Team.objects.filter(pk=cast.discrimination.pk).update(email="")
    page = desk(cast.amina).get(f"/desk/tickets/{ticket.reference}/transfer/")
    before = next(one for one in choices(page) if "colleagues of the team" in one)

    after = page.press(team=cast.discrimination.pk, reason="Pour vous").by_id("messages").text

    assert not re.search(r"\d", before + after)
    assert cast.bruno.name not in before + after


@pytest.mark.parametrize("verb", ["assign", "transfer"])
def test_the_form_costs_the_same_for_two_names_and_for_thirty(
    cast, seen_by, ticket, verb, django_assert_max_num_queries
):
    client, counted = seen_by(cast.amina), []
    house.opening_hours()  # remembered from now on, as is the state of the post
    client.get(f"/desk/tickets/{ticket.reference}/{verb}/")
    for first, last in ((0, 2), (2, 30)):
        for number in range(first, last):
            user = make.user(f"person{number}", team=cast.reception)
            make.user(f"other{number}", team=make.team(f"team{number}", email=""))
            NoticePreference.objects.create(user=user, event="assigned", how="daily")
        with django_assert_max_num_queries(6) as done:
            assert client.get(f"/desk/tickets/{ticket.reference}/{verb}/").status_code == 200
        counted.append(len(done))

    assert counted[0] == counted[1]
