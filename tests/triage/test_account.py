"""What members of staff may change about themselves, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from requests_app.models import Notice, NoticePreference, User
from requests_app.models.notices import Event
from requests_app.permissions import SYSTEM
from requests_app.services import accounts, house, notices
from tests import make


def test_name_and_language_can_be_changed_and_the_desk_speaks_it_at_once(cast, desk):
    page = desk(cast.amina).get("/desk/account/")

    after = page.press(name="Amina El Idrissi", language="en")

    cast.amina.refresh_from_db()
    assert (cast.amina.name, cast.amina.language) == ("Amina El Idrissi", "en")
    assert after.heading == "My account"


def test_teams_are_shown_and_not_for_changing(cast, desk):
    page = desk(cast.amina).get("/desk/account/")

    assert str(cast.reception) in page.text
    assert page.form.asked == ["name", "language"]
    assert "Aucune pour l'instant" in desk(cast.dara).get("/desk/account/").text


@pytest.mark.parametrize(
    "values", [{"name": "", "language": "fr"}, {"name": "A", "language": "xx"}, {"name": "x" * 201, "language": "fr"}]
)
def test_what_makes_no_sense_is_refused_and_still_there(cast, seen_by, values):
    answer = seen_by(cast.amina).post("/desk/account/", values)

    assert answer.status_code == 422
    assert answer.context["form"]["name"].value() == values["name"]
    assert User.objects.get(pk=cast.amina.pk).name == "Amina"


def test_nobody_makes_herself_a_manager(cast, seen_by):
    rights = {"is_manager": "on", "is_staff": "on", "is_superuser": "on", "email": "x@example.org", "teams": "1"}

    seen_by(cast.amina).post("/desk/account/", {"name": "A", "language": "fr", **rights})

    after = User.objects.get(pk=cast.amina.pk)
    assert (after.is_manager, after.is_staff, after.is_superuser) == (False, False, False)
    assert (after.email, [team.pk for team in after.team_list]) == ("amina@example.org", [cast.reception.pk])


def test_a_changed_name_is_on_record_with_its_author(cast, seen_by):
    seen_by(cast.amina).post("/desk/account/", {"name": "A. E.", "language": "fr"})

    newest = cast.amina.history.first()
    assert (newest.name, newest.history_user) == ("A. E.", cast.amina)


def form_of(page, part):
    return next(form for form in page.forms if form.value("part") == part)


def test_an_absence_is_said_changed_and_taken_back_with_its_history(cast, desk):
    today = timezone.localdate()
    last = today + timedelta(days=5)
    page = desk(cast.amina).get("/desk/account/")

    page = form_of(page, "absence").fill("away_from", today.isoformat()).fill("away_until", last.isoformat()).press()
    fresh = User.objects.get(pk=cast.amina.pk)
    assert (fresh.away_from, fresh.away_until) == (today, last)
    assert (fresh.history.first().history_user, fresh.history.first().history_change_reason) == (cast.amina, "away")

    form_of(page, "absence").fill("away_from", "").fill("away_until", "").press()
    assert not User.objects.get(pk=cast.amina.pk).is_away(today)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("TODAY", ""),
        ("", "TODAY"),
        ("TOMORROW", "TODAY"),
        ("2020-01-01", "2020-01-02"),
        ("TODAY", "9999-12-31"),
        ("x", ""),
    ],
)
def test_an_absence_that_makes_no_sense_is_refused_and_still_there(cast, seen_by, first, last):
    today = timezone.localdate()
    days = {"TODAY": today.isoformat(), "TOMORROW": (today + timedelta(days=1)).isoformat()}
    values = {"part": "absence", "away_from": days.get(first, first), "away_until": days.get(last, last)}

    answer = seen_by(cast.amina).post("/desk/account/", values)

    assert answer.status_code == 422
    assert answer.context["absence"]["away_from"].value() == values["away_from"]
    assert User.objects.get(pk=cast.amina.pk).away_from is None


def test_how_to_be_told_is_chosen_by_event_and_only_what_changes_is_on_record(cast, desk):
    page = desk(cast.amina).get("/desk/account/")
    form = form_of(page, "notices")
    assert form.value("assigned") == "at_once"

    page = form.fill("assigned", "daily").fill("mail_held", "never").press()

    chosen = {row.event: row.how for row in NoticePreference.objects.filter(user=cast.amina)}
    assert chosen == {"assigned": "daily", "mail_held": "never"}
    assert form_of(page, "notices").value("assigned") == "daily"
    form_of(page, "notices").fill("assigned", "never").press()
    told = NoticePreference.history.filter(event="assigned").order_by("history_id")
    assert [(row.how, row.history_user) for row in told] == [("daily", cast.amina), ("never", cast.amina)]
    assert NoticePreference.history.count() == 3


@pytest.mark.parametrize("how", ["", "sometimes"])
def test_a_way_of_telling_that_does_not_exist_is_refused(cast, seen_by, how):
    values = {"part": "notices", **{event.value: "daily" for event in Event}, "assigned": how}

    answer = seen_by(cast.amina).post("/desk/account/", values)

    assert answer.status_code == 422
    assert list(answer.context["notices"].errors) == ["assigned"]
    assert not NoticePreference.objects.exists()


def test_who_is_back_early_is_told_the_next_morning(cast):
    now = timezone.now()
    today = timezone.localdate(now)
    accounts.set_absence(cast.amina, away_from=today, away_until=today + timedelta(days=30))
    ticket = make.ticket(team=cast.reception, assignee=cast.amina)
    notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM, now=now)
    assert Notice.objects.get().due_at > house.next_morning(now)

    accounts.set_absence(cast.amina, away_from=None, away_until=None)

    assert Notice.objects.get().due_at <= house.next_morning(timezone.now())


def test_an_unknown_part_of_the_page_changes_nothing(cast, seen_by):
    answer = seen_by(cast.amina).post("/desk/account/", {"part": "rights", "name": "X", "language": "en"})

    assert answer.status_code == 200
    assert User.objects.get(pk=cast.amina.pk).name == "Amina"
