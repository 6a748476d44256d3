import json
from pathlib import Path

import pytest

from requests_app.intake import schema
from tests.routing.seeded import SEEDS, facts_of, read

SLUGS = ("general", "bureau-accueil", "discrimination", "ukraine")
LANGUAGES = {"fr", "en"}
CONTACT = {"name", "preferred_contact", "email", "phone", "safe_contact", "reply_language", "interpreter_needed"}
# Every key of the domain guide, sections 6 to 8.
KEYS = {
    "general": CONTACT | {"writing_for", "organisation", "topic", "message", "attachments", "postal_code"},
    "bureau-accueil": CONTACT
    | {"writing_for", "organisation", "message", "attachments", "postal_code", "needs", "letter_from_commune"}
    | {"residence_card_ordered", "residence_document", "preferred_office", "availability", "special_needs"}
    | {"existing_appointment", "people_count", "third_party_agreement"},
    "discrimination": CONTACT
    | {"reporter_role", "message", "when", "incident_date", "place", "domain", "criteria_groups", "responsible"}
    | {"evidence", "attachments", "steps_taken", "wishes", "anonymous", "organisation", "postal_code"}
    | {"minor_involved", "transfer_consent", "sensitive_consent"},
}
KEYS["ukraine"] = KEYS["general"]
REQUIRED = {
    "general": {"writing_for", "organisation", "topic", "message", "name", "preferred_contact"},
    "bureau-accueil": {"writing_for", "organisation", "needs", "letter_from_commune", "message", "name"}
    | {"preferred_contact", "third_party_agreement"},
    "discrimination": {"reporter_role", "message", "when", "domain", "wishes", "anonymous", "name"}
    | {"preferred_contact", "transfer_consent", "sensitive_consent"},
}
REQUIRED["ukraine"] = REQUIRED["general"]
CODE_KINDS = ("choice", "choices")


def form(slug):
    return schema.parse(read(f"forms/{slug}.json"))


def words(value, where=""):
    """Each {"fr": …} of a JSON value, with its place."""
    if isinstance(value, dict):
        if "fr" in value or "en" in value:
            yield where, value
        else:
            for key, inner in value.items():
                yield from words(inner, f"{where} > {key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from words(inner, f"{where} {number}")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_form_asks_everything_the_domain_guide_lists(slug):
    assert KEYS[slug] <= set(form(slug).questions)


@pytest.mark.parametrize("slug", SLUGS)
def test_only_what_is_needed_is_required(slug):
    assert {key for key, question in form(slug).questions.items() if question.required} == REQUIRED[slug]


@pytest.mark.parametrize(
    "name", [*(f"forms/{slug}.json" for slug in SLUGS), "topics.json", "teams.json", "signals.json"]
)
def test_every_text_stands_in_french_and_in_english(name):
    data = read(name)
    for signal in data.get("signals", []):
        signal.pop("phrases")

    for where, texts in words(data):
        assert set(texts) == LANGUAGES, where
        assert all(texts.values()), where
        if isinstance(texts["fr"], list):
            assert len(texts["fr"]) == len(texts["en"]), where


@pytest.mark.parametrize("slug", SLUGS)
def test_every_text_area_says_that_any_language_is_welcome(slug):
    helps = [question.help["fr"] for question in form(slug).questions.values() if question.kind == "long_text"]

    assert helps
    assert all("Vous pouvez écrire dans votre langue." in text for text in helps)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_person_is_reached_in_the_way_she_chose(slug):
    questions = form(slug).questions

    assert questions["email"].is_required({"preferred_contact": "email"})
    assert questions["phone"].is_required({"preferred_contact": "sms"})
    assert not questions["email"].is_required({"preferred_contact": "sur_place"})
    assert not questions["phone"].is_required({"preferred_contact": "courrier"})


def test_nobody_who_stays_anonymous_is_asked_who_she_is():
    report = form("discrimination")

    steps = [step.key for step in report.visible_steps({"anonymous": "yes", "reporter_role": "victime"})]

    assert steps[-2:] == ["vous", "accord"]
    assert not {"joindre", "coordonnees", "prudence", "langue"} & set(steps)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_screen_asks_more_than_three_things(slug):
    asked = {step.key: [question.key for question in step.questions] for step in form(slug).steps}

    assert {key: keys for key, keys in asked.items() if len(keys) > 3} == {}


@pytest.mark.parametrize("slug", SLUGS)
def test_who_writes_says_first_what_it_is_about_and_then_how_to_be_reached(slug):
    stages = [step.stage for step in form(slug).steps]

    assert stages == sorted(stages, key=schema.STAGES.index)


@pytest.mark.parametrize(
    ("slug", "question", "others", "oneself"),
    [
        ("general", "writing_for", ("proche", "organisation"), ("moi",)),
        ("bureau-accueil", "writing_for", ("proche", "organisation"), ("moi",)),
        ("ukraine", "writing_for", ("proche", "organisation"), ("moi",)),
        ("discrimination", "reporter_role", ("proche", "professionnel"), ("victime", "temoin")),
    ],
)
def test_an_agreement_is_asked_only_when_writing_for_somebody(slug, question, others, oneself):
    agreement = form(slug).questions["third_party_agreement"]

    assert agreement.kind == "three_way"
    assert all(agreement.is_shown({question: value}) for value in others)
    assert not any(agreement.is_shown({question: value}) for value in oneself)


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_counted_for_ever_is_a_code(slug):
    counted = [question.kind for question in form(slug).questions.values() if question.options.get("stat")]

    assert counted
    assert not set(counted) & {*schema.TEXT_KINDS, "files", "number"}


@pytest.mark.parametrize("slug", SLUGS)
def test_the_pictograms_of_a_form_are_drawn(slug):
    sprite = (Path(SEEDS).parents[1] / "static" / "img" / "pictograms.svg").read_text(encoding="utf-8")
    shown = form(slug)
    names = {shown.pictogram} | {
        choice.pictogram for question in shown.questions.values() for choice in question.choices if choice.pictogram
    }

    assert [name for name in sorted(names) if f'id="{name}"' not in sprite] == []


@pytest.mark.parametrize("sample", read("sample_requests.json")["requests"], ids=lambda sample: sample["id"])
def test_every_code_of_a_sample_is_a_choice_of_its_form(sample):
    questions = form(facts_of(sample).form).questions

    for key, answer in sample["fields"].items():
        question = questions.get(key)
        if question is None or question.kind not in CODE_KINDS or isinstance(answer, bool):
            continue
        given = answer if isinstance(answer, list) else [answer]
        assert set(given) <= {choice.value for choice in question.choices}, key


def test_a_form_announces_the_delay_that_the_house_keeps():
    days = read("lists.json")["sla"]["first_reply_working_days"]

    for row in read("forms.json")["forms"]:
        assert f"{days[row['sla']]} jours ouvrables" in json.dumps(
            read(f"forms/{row['slug']}.json"), ensure_ascii=False
        )


def test_a_form_announces_how_long_the_house_keeps_data():
    for row in read("forms.json")["forms"]:
        privacy = " ".join(read(f"forms/{row['slug']}.json")["privacy"]["fr"])

        assert f"{row['retention_months']} mois" in privacy
