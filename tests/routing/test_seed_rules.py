import re

import pytest

from requests_app.phrases import flat
from requests_app.routing import Facts
from tests.routing import seeded

RIGHT_AT_LEAST = 0.85
PRIORITIES = {"basse": 1, "normale": 2, "haute": 3, "urgente": 4}


def samples(*, genuine=True):
    rows = seeded.read("sample_requests.json")["requests"]
    return [row for row in rows if not genuine or not (row["expected"]["spam"] or row["expected"]["abusive"])]


def test_the_samples_reach_the_right_team_by_rules_alone():
    wrong = {}
    for sample in samples():
        team, expected = seeded.decided(seeded.facts_of(sample)).team_code or "accueil", sample["expected"]
        if team not in (expected["team"], *expected["team_also_ok"]):
            wrong[sample["id"]] = team

    assert 1 - len(wrong) / len(samples()) >= RIGHT_AT_LEAST, wrong


def test_every_urgent_sample_is_urgent_and_no_other():
    urgent = {row["id"] for row in samples(genuine=False) if row["expected"]["priority"] == "urgente"}

    assert {row["id"] for row in samples() if seeded.decided(seeded.facts_of(row)).priority == 4} == urgent


def test_no_sample_waits_longer_than_a_human_would_let_it():
    late = {
        row["id"]
        for row in samples()
        if seeded.decided(seeded.facts_of(row)).priority < PRIORITIES[row["expected"]["priority"]]
    }

    # Three changes of an appointment: the day is in the message, and only the form's own question is read as a date.
    assert late == {"S-B-05", "S-B-17", "S-B-23"}


def test_a_rule_is_never_hidden_by_the_rules_before_it():
    hidden = [rule.name for rule in seeded.rules() if not any(_decides(rule, facts) for facts in _made_for(rule))]

    assert hidden == []


def _decides(rule, facts):
    return seeded.decided(facts).because == rule.name


def _made_for(rule):
    """Facts that meet every condition of the rule, one set for each of its phrases."""
    wanted = rule.conditions
    signals = {signal.code: signal.phrases for signal in seeded.signals()}
    phrases = flat(wanted.get("words_any", [])) or signals.get(*wanted.get("signals_any", [""])[:1], ("",))
    for phrase in phrases:
        yield Facts(
            form=wanted.get("form_in", ["general"])[0],
            topic=wanted.get("topic_in", [""])[0],
            needs=tuple(wanted.get("needs_any", ())),
            message=_written_out(phrase),
            organisation=wanted.get("organisation", False),
            appointment_in_days=wanted.get("appointment_within"),
        )


def _written_out(phrase):
    """The phrase as somebody would write it: without its signs, a number where it has a range."""
    return re.sub(r"\d*<\d+", "15", phrase).replace("…", "").replace("*", "").rstrip(".")


def test_the_rules_name_only_what_exists_and_fit_on_the_ticket():
    teams = {team["code"] for team in seeded.read("teams.json")["teams"]}

    for rule in seeded.rules():
        rule.check_codes(teams=teams, topics=set(seeded.topics()))
        assert len(rule.name) <= 150
    assert len({rule.name for rule in seeded.rules()}) == len(seeded.rules())


@pytest.mark.parametrize(
    "facts",
    [
        Facts("discrimination", message="ordre de quitter le territoire"),
        Facts("discrimination", message="je dors dehors, plainte contre votre service, journaliste"),
        Facts("discrimination", topic="autre", organisation=True),
    ],
)
def test_a_report_always_goes_to_the_discrimination_team(facts):
    assert seeded.decided(facts).team_code == "discrimination"


@pytest.mark.parametrize(
    ("facts", "team"),
    [
        (Facts("general", topic="fle_alpha", message="J'ai reçu un ordre de quitter le territoire"), "sociojuridique"),
        (Facts("general", topic="isp_emploi", message="nous dormons dehors"), "accompagnement"),
        (Facts("general", topic="logement", message="Je veux effacer mes données"), "direction"),
        (Facts("general", topic="fle_alpha", message="Plainte contre votre service"), "direction"),
        (Facts("general", topic="autre", message="Je suis journaliste"), "communication"),
        (Facts("general", topic="fle_alpha", message="Je cherche aussi du travail"), "linguistique"),
        (Facts("general", topic="autre", message="I am looking for a job"), "isp"),
        (Facts("general", message="أريد تعلم اللغة الفرنسية"), "linguistique"),
        (Facts("general", message="Хочу знайти житло"), "accompagnement"),
        (Facts("general", message="abcdef"), ""),
        (Facts("general", topic="logement", message="On me refuse, c'est du racisme"), "accompagnement"),
        (Facts("general", message="Insultes racistes du voisin"), "accueil"),
        (Facts("bureau-accueil", needs=("rendez_vous", "delai_sanction")), "accompagnement"),
        (Facts("bureau-accueil", needs=("autre", "sociojuridique_sejour")), "sociojuridique"),
        (Facts("ukraine", topic="volontariat"), "reseau"),
    ],
)
def test_the_rules_stand_in_the_order_of_the_domain_guide(facts, team):
    assert seeded.decided(facts).team_code == team


@pytest.mark.parametrize(
    "message",
    [
        "Je suis de nationalité syrienne et je cherche un cours de français",
        "Je suis réfugiée et je voudrais apprendre le français",
        "Je viens d'Ukraine. Où sont les cours de français ?",
        "I am a refugee, I want to learn French, I need an interpreter",
        "Je travaille le soir, je voudrais apprendre le français le matin",
    ],
)
def test_who_somebody_is_does_not_hide_what_is_asked(message):
    assert seeded.decided(Facts("general", message=message)).topic == "fle_alpha"


@pytest.mark.parametrize(
    "message",
    [
        "Mon numéro de téléphone a changé",
        "Je pense à l'avenir de mes enfants, et je viens le soir",
        "Aide pour la rédaction de ma lettre",
    ],
)
def test_everyday_words_are_not_the_press(message):
    assert seeded.decided(Facts("general", message=message)).topic != "presse"


@pytest.mark.parametrize(("days", "priority"), [(0, 4), (1, 3), (3, 3), (4, 2), (None, 2)])
def test_an_appointment_that_is_near_raises_the_priority(days, priority):
    facts = Facts("bureau-accueil", needs=("rendez_vous",), appointment_in_days=days)

    assert seeded.decided(facts).priority == priority
