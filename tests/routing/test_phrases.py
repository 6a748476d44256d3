import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.phrases import BadPhrase, Phrases, Text


def found(phrase, text):
    return bool(Phrases([phrase]).first_in(Text.of(text)))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("frapp", "Il m'a FRAPPÉE hier"),
        ("frapp", "il ma frapé"),  # a doubled letter lost
        ("ordre … quitter", "un ordre, reçu lundi, de quitter le pays"),
        ("j'ai 12<18 ans", "jai 16 ans"),
        ("rendez-vous", "un rendez vous"),
        ("rendez-vous", "un RENDEZVOUS"),
        ("annexe 13", "annexe13quinquies"),
        ("<31 jour* pour", "5jours pour partir"),
        ("<18 سنة", "عمري ١٦ سنة"),
        ("مدرسة", "في المدرسه"),
        ("شارع", "انام بالشارع"),
        ("oqt", "reçu OQT hier"),
        ("dor* dehor", "on dor dehor"),
        ("mena.", "un MENA de 15 ans"),
        ("б'є", "він бʼє мене"),
        ("خواب", "می‌خوابم"),
    ],
)
def test_a_phrase_is_met_however_it_is_spelt(phrase, text):
    assert found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("oqt", "coqtail"),
        ("bus", "le business"),
        ("mena.", "il menace"),
        ("dort", "le port"),
        ("annexe 13", "annexe 130"),
        ("j'ai 12<18 ans", "j'ai 20 ans"),
        ("j'ai 12<18 ans", "j'ai 5 ans de travail"),
        ("ordre … quitter", "ordre de un deux trois quatre cinq six quitter"),
        ("ne veux plus", "plus veux ne"),
        ("frapp", ""),
    ],
)
def test_a_phrase_is_not_met_by_other_words(phrase, text):
    assert not found(phrase, text)


@pytest.mark.parametrize("phrase", ["", "…", "...", "dor* …", "«»"])
def test_a_phrase_without_words_is_refused(phrase):
    with pytest.raises(BadPhrase):
        Phrases([phrase])


def test_the_phrase_that_comes_first_in_the_text_is_named():
    assert Phrases(["peur", "frapp"]).first_in(Text.of("il me frappe et j'ai peur")) == "frapp"


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text):
    Phrases(["j'ai <18 ans", "مدرسة", "dor* … dehor"]).first_in(Text.of(text))


@given(st.lists(st.sampled_from(["je", "dors", "dehors", "16", "ans", "الشارع"]), max_size=20))
def test_case_and_signs_do_not_count(words):
    plain, loud = " ".join(words), "! ".join(words).upper()

    for phrase in ("dors dehors", "<18 ans", "شارع"):
        assert found(phrase, plain) == found(phrase, loud)


def test_thousands_of_digits_are_only_a_long_number():
    assert not found("<18 ans", "9" * 5000 + " ans")


def test_a_long_hostile_message_is_searched_in_no_time():
    phrases = Phrases([f"dor* … {word} … dehor" for word in ("rue", "gare", "parc", "banc")])
    text = Text.of("dors rue gare parc banc " * 200)
    began = time.perf_counter()

    phrases.first_in(text)

    assert time.perf_counter() - began < 1
