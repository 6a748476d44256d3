import pytest
from django.utils import translation

from requests_app.routing import BadRule, Facts, Rule, Signal, TopicDefaults, decide, explain

TOPICS = {
    "autre": TopicDefaults("accueil", 2),
    "fle_alpha": TopicDefaults("linguistique", 2),
    "infos_pratiques": TopicDefaults("accueil", 1),
    "delai_sanction": TopicDefaults("accompagnement", 3),
}
CHOSEN = Rule.parse("Sujet choisi", {"topic_in": ["fle_alpha", "infos_pratiques"]}, {"team_of_topic": True})
DANGER = Signal.parse("danger", {"fr": ["me frapp"]}, 4)


@pytest.mark.parametrize(
    ("condition", "meets", "fails"),
    [
        ({"form_in": ["general"]}, Facts("general"), Facts("ukraine")),
        ({"channel_in": ["phone"]}, Facts("general", channel="phone"), Facts("general")),
        ({"topic_in": ["fle_alpha"]}, Facts("general", topic="fle_alpha"), Facts("general", topic="autre")),
        ({"topic_in": ["fle_alpha"]}, Facts("x", needs=("autre", "fle_alpha")), Facts("x", needs=("autre",))),
        ({"topic_in": ["autre"]}, Facts("general"), Facts("general", topic="fle_alpha")),
        ({"needs_any": ["rendez_vous"]}, Facts("x", needs=("autre", "rendez_vous")), Facts("x", needs=("autre",))),
        ({"commune_in": ["92094"]}, Facts("x", commune="92094"), Facts("x")),
        ({"language_in": ["en"]}, Facts("x", language="en"), Facts("x")),
        ({"organisation": True}, Facts("x", organisation=True), Facts("x")),
        ({"organisation": False}, Facts("x"), Facts("x", organisation=True)),
        ({"answers_any": {"wishes": ["plainte"]}}, Facts("x", answers={"wishes": ["plainte"]}), Facts("x")),
        ({"words_any": {"fr": ["facture"]}}, Facts("x", message="Ma FACTURE"), Facts("x", message="Bonjour")),
        ({"signals_any": ["danger"]}, Facts("x", message="il me frappe"), Facts("x", message="il me parle")),
        ({"appointment_within": 3}, Facts("x", appointment_in_days=3), Facts("x", appointment_in_days=4)),
        ({"appointment_within": 0}, Facts("x", appointment_in_days=0), Facts("x")),
    ],
)
def test_a_condition_holds_or_not(condition, meets, fails):
    rule = Rule.parse("Essai", condition, {"team": "reseau"})

    assert decide(meets, [rule], TOPICS, [DANGER]).because == "Essai"
    assert decide(fails, [rule], TOPICS, [DANGER]).because == ""


def test_the_first_rule_that_matches_decides_and_says_so():
    first = Rule.parse("Le premier", {}, {"team": "isp", "topic": "isp_emploi"})

    decision = decide(Facts("general", topic="fle_alpha"), [first, CHOSEN], TOPICS)

    assert (decision.team_code, decision.topic, decision.because) == ("isp", "isp_emploi", "Le premier")


def test_without_a_matching_rule_nothing_is_guessed():
    decision = decide(Facts("general", message="Bonjour"), [CHOSEN], TOPICS)

    assert (decision.team_code, decision.because, decision.topic) == ("", "", "autre")


@pytest.mark.parametrize(
    ("facts", "priority"),
    [
        (Facts("general", topic="infos_pratiques"), 1),
        (Facts("general", topic="fle_alpha"), 2),
        (Facts("general", topic="infos_pratiques", message="il me frappe"), 4),
        (Facts("bureau-accueil", needs=("fle_alpha", "delai_sanction")), 3),
        (Facts("general"), 2),
        (Facts("general", topic="unheard_of"), 2),
    ],
)
def test_the_topic_sets_the_priority_and_signals_raise_it(facts, priority):
    assert decide(facts, [CHOSEN], TOPICS, [DANGER]).priority == priority


def test_a_rule_never_lowers_the_priority():
    low = Rule.parse("Bas", {}, {"team": "isp", "priority": 1})

    assert decide(Facts("x", message="il me frappe"), [low], TOPICS, [DANGER]).priority == 4


def test_the_signals_are_named():
    assert decide(Facts("x", message="il me frappe"), [], TOPICS, [DANGER]).signals == ("danger",)


def test_an_explanation_stops_at_the_rule_that_decides():
    last = Rule.parse("Jamais lu", {}, {"team": "isp"})
    busy = Rule.parse("Autre formulaire", {"form_in": ["ukraine"], "organisation": False}, {"team": "isp"})

    tried = explain(Facts("general", topic="fle_alpha"), [busy, CHOSEN, last])

    assert [(one.rule.name, one.failing) for one in tried] == [("Autre formulaire", ("form_in",)), ("Sujet choisi", ())]
    assert [one.matches for one in tried] == [False, True]


@pytest.mark.parametrize(
    ("conditions", "actions", "sentence"),
    [
        ([], {"team": "isp"}, "JSON objects"),
        ({"moon_in": ["full"]}, {"team": "isp"}, "moon_in"),
        ({"form_in": []}, {"team": "isp"}, "list of codes"),
        ({"form_in": "general"}, {"team": "isp"}, "list of codes"),
        ({"organisation": "yes"}, {"team": "isp"}, "true or false"),
        ({"appointment_within": True}, {"team": "isp"}, "number of days"),
        ({"appointment_within": -1}, {"team": "isp"}, "number of days"),
        ({"answers_any": {"wishes": "plainte"}}, {"team": "isp"}, "question"),
        ({"words_any": {"fr": []}}, {"team": "isp"}, "phrases"),
        ({"words_any": ["…"]}, {"team": "isp"}, "no word"),
        ({}, {}, "either the team"),
        ({}, {"team": "isp", "team_of_topic": True}, "either the team"),
        ({}, {"team": ""}, "either the team"),
        ({}, {"team": "isp", "colour": "red"}, "colour"),
        ({}, {"team": "isp", "priority": 5}, "1 to 4"),
        ({}, {"team": "isp", "priority": True}, "1 to 4"),
        ({}, {"team": "isp", "priority": "4"}, "1 to 4"),
        ({}, {"team": "isp", "topic": 3}, "code"),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused_in_a_sentence(conditions, actions, sentence):
    with translation.override("en"), pytest.raises(BadRule, match=sentence) as refusal:
        Rule.parse("Ma règle", conditions, actions)

    assert "Ma règle" in str(refusal.value)


@pytest.mark.parametrize(
    ("conditions", "actions"),
    [
        ({}, {"team": "moon"}),
        ({}, {"team": "isp", "topic": "moon"}),
        ({"topic_in": ["moon"]}, {"team": "isp"}),
        ({"needs_any": ["moon"]}, {"team": "isp"}),
    ],
)
def test_a_rule_that_names_what_does_not_exist_is_refused(conditions, actions):
    rule = Rule.parse("Ma règle", conditions, actions)

    with pytest.raises(BadRule, match="moon"):
        rule.check_codes(teams={"isp"}, topics=set(TOPICS))


def test_a_signal_without_phrases_is_refused():
    with pytest.raises(BadRule, match="danger"):
        Signal.parse("danger", {}, 4)
