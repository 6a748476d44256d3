"""The story of a ticket in sentences: a pure function, one case a decision."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.html import strip_tags

from requests_app.triage.timeline import Version, sentences

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OPENED = Version(
    at=START,
    by="",
    why="opened",
    status="new",
    outcome="",
    team=1,
    team_name={"fr": "Accueil", "en": "Reception"},
    assignee=None,
    assignee_name="",
    topic="",
    topic_label={},
    priority=2,
    next_action_on=None,
    confidential=False,
    channel="web",
    routed_because="Sujet : logement",
)
LATER = replace(OPENED, at=START + timedelta(hours=1), by="Amina", why="")


def story(*versions, replies=()):
    """Oldest first, as plain words."""
    return [strip_tags(event.text) for event in reversed(sentences(versions, replies))]


def test_a_request_arrives_and_the_reason_of_its_way_is_told(english):
    assert story(OPENED) == [
        "The request arrived (online form).",
        "It went to the team Reception: Sujet : logement.",
    ]


def test_a_request_that_no_rule_knew_says_so(english):
    assert story(replace(OPENED, routed_because=""))[1] == "No rule knew it, so it went to the team Reception."


def test_a_request_noted_by_staff_says_by_whom(english):
    assert story(replace(OPENED, by="Amina", channel="phone"))[0] == "Amina noted the request (telephone)."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"assignee": 3, "assignee_name": "Amina"}, ["Amina took the request."]),
        (
            {"why": "letter_settled told"},
            ["Amina took a letter that did not arrive off the list: the person knows by another way."],
        ),
        ({"assignee": 4, "assignee_name": "Bruno"}, ["Amina gave the request to Bruno."]),
        ({"team": 2, "team_name": {"fr": "ISP"}}, ["Amina transferred the request to the team ISP."]),
        (
            {"team": 2, "team_name": {"fr": "Discri"}, "confidential": True},
            ["Amina transferred the request to the team Discri.", "The request became confidential."],
        ),
        ({"status": "on_hold"}, ["Amina changed the status to “waiting for somebody else”."]),
        ({"status": "resolved", "outcome": "answered"}, ["Amina resolved the request: answered."]),
        ({"status": "open", "why": "person_wrote", "by": ""}, ["The person wrote, so the request is “open” again."]),
        ({"status": "closed", "by": ""}, ["Guichet changed the status to “closed”."]),
        ({"topic": "x", "topic_label": {"fr": "Logement"}}, ["Amina set the topic to “Logement”."]),
        ({"topic": "gone"}, ["Amina set the topic to “gone”."]),
        ({"priority": 4}, ["Amina set the priority to “urgent”."]),
        ({"next_action_on": date(2026, 11, 26)}, ["Amina planned the next action for Thursday 26 November 2026."]),
        ({"why": "noted"}, []),
        (
            {"priority": 4, "status": "open"},
            ["Amina changed the status to “open”.", "Amina set the priority to “urgent”."],
        ),
    ],
)
def test_each_decision_is_one_sentence(english, change, told):
    assert story(OPENED, replace(LATER, **change))[2:] == told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            {"assignee": 3, "assignee_name": "Amina"},
            {"assignee": None, "assignee_name": ""},
            ["Amina gave the request back to the team's queue."],
        ),
        (
            {"next_action_on": date(2026, 11, 26)},
            {"next_action_on": None},
            ["Amina removed the date of the next action."],
        ),
        # Resolving removes the date by itself: one sentence is enough.
        (
            {"next_action_on": date(2026, 11, 26)},
            {"next_action_on": None, "status": "resolved", "outcome": "referred"},
            ["Amina resolved the request: referred to another service."],
        ),
        ({"topic": "x"}, {"topic": ""}, ["Amina removed the topic."]),
    ],
)
def test_what_is_taken_away_is_told_too(english, before, after, told):
    first, then = replace(OPENED, **before), replace(LATER, **before)

    assert story(first, replace(then, **after))[2:] == told


def test_a_history_that_is_cut_begins_in_the_middle(english):
    assert story(replace(OPENED, why="status")) == []


def test_replies_stand_in_their_place_and_names_cannot_be_markup(english):
    events = sentences([OPENED], [(START + timedelta(minutes=5), "<b>Amina</b>")])

    assert events[0].text == "<bdi>&lt;b&gt;Amina&lt;/b&gt;</bdi> answered the person."


def test_the_newest_comes_first_also_within_one_instant(english):
    same = [replace(LATER, at=START, priority=priority) for priority in (3, 4)]

    assert "urgent" in sentences([OPENED, *same])[0].text
    assert "arrived" in sentences([OPENED, *same])[-1].text
