import pytest

from tests.routing.seeded import read


def codes(rows):
    return {row["code"] for row in rows}


def test_exactly_one_team_is_the_reception_and_it_is_not_confidential():
    reception = [team for team in read("teams.json")["teams"] if team["is_reception"]]

    assert [team["confidential"] for team in reception] == [False]


def test_only_the_discrimination_team_is_confidential():
    assert [team["code"] for team in read("teams.json")["teams"] if team["confidential"]] == ["discrimination"]


def test_every_topic_has_a_team_and_bodies_that_exist():
    teams, bodies = codes(read("teams.json")["teams"]), codes(read("lists.json")["referral_bodies"])
    topics = read("topics.json")["topics"]

    assert len(topics) == 40
    assert {topic["default_team"] for topic in topics} <= teams
    assert {body for topic in topics for body in topic["often_redirected_to"]} <= bodies
    assert {topic["default_priority"] for topic in topics} <= {1, 2, 3, 4}


@pytest.mark.parametrize("slug", ["general", "bureau-accueil", "ukraine"])
def test_something_else_is_always_offered_last(slug):
    steps = read(f"forms/{slug}.json")["steps"]
    asked = next(one for step in steps for one in step["questions"] if one["key"] in ("topic", "needs"))

    assert len(asked["choices"]) == 10
    assert asked["choices"][-1]["value"] == "autre"
    assert {choice["value"] for choice in asked["choices"]} <= codes(read("topics.json")["topics"])
    assert all(choice["pictogram"] for choice in asked["choices"])


def test_the_public_never_sees_the_legal_grounds():
    questions = [one for step in read("forms/discrimination.json")["steps"] for one in step["questions"]]
    criteria = next(one for one in questions if one["key"] == "criteria_groups")

    groups = codes(read("protected_criteria.json")["public_groups"])
    assert {choice["value"] for choice in criteria["choices"]} == groups


@pytest.mark.parametrize("name", ["teams.json", "topics.json", "forms.json", "rules.json", "signals.json"])
def test_what_the_organisation_must_still_confirm_is_marked(name):
    assert read(name)["a_valider"] is True


def test_a_form_belongs_to_a_team_and_has_delays():
    teams = codes(read("teams.json")["teams"])
    delays = set(read("lists.json")["sla"]["first_reply_working_days"])

    for row in read("forms.json")["forms"]:
        assert row["default_team"] in teams
        assert row["sla"] in delays
