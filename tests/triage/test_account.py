"""What members of staff may change about themselves, and nothing else."""

import pytest

from requests_app.models import User


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
