import random
from contextlib import suppress
from datetime import date
from itertools import pairwise
from math import gcd

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app import references
from requests_app.references import ALPHABET, BadReference, new_reference, normalise

ON = date(2026, 11, 23)
EXAMPLE = "CAI-26-7K4M-2XQR"
made = st.builds(lambda seed, on: new_reference(on, random.Random(seed).choice), st.integers(), st.dates())


def body(reference):
    return reference.removeprefix("CAI").replace("-", "")


def refused(text):
    with pytest.raises(BadReference) as refusal:
        normalise(text)
    with translation.override("en"):
        return refusal.value.messages[0]


def test_a_reference_shows_its_year_and_hides_everything_else():
    assert new_reference(ON, choose=lambda alphabet: alphabet[0]).startswith("CAI-26-2222-222")
    assert new_reference(date(2101, 1, 1), prefix="CRI").startswith("CRI-01-")


def test_two_references_of_one_day_differ():
    assert len({new_reference(ON) for _ in range(200)}) == 200


@given(made)
def test_every_new_reference_is_its_own_normal_form(reference):
    assert normalise(reference) == reference
    assert len(reference) == len(EXAMPLE)


@pytest.mark.parametrize(
    "typed",
    [
        EXAMPLE,
        "cai-26-7k4m-2xqr",
        "CAI267K4M2XQR",
        "26-7K4M-2XQR",
        " cai 26 7k4m 2xqr\n",
        "CAI–26—7K4M−2XQR",
        "CAI.26/7K4M_2XQR",
        "ＣＡＩ－２６－７Ｋ４Ｍ－２ＸＱＲ",
        "CAI-٢٦-٧K٤M-٢XQR",
        "CAI-۲۶-۷K۴M-۲XQR",
        "\u2066CAI-26-7K4M-2XQR\u2069",
        "САІ-26-7К4М-2ХQR",
    ],
)
def test_a_reference_is_understood_however_it_is_written(typed):
    assert normalise(typed) == EXAMPLE


@settings(max_examples=20)
@given(made)
def test_one_wrong_character_anywhere_is_noticed(reference):
    written = body(reference)
    for place, right in enumerate(written):
        for wrong in set(ALPHABET + "01") - {right}:
            with pytest.raises(BadReference):
                normalise(written[:place] + wrong + written[place + 1 :])


@given(made)
def test_two_neighbours_that_change_places_are_noticed(reference):
    written = body(reference)
    for place, (left, right) in enumerate(pairwise(written)):
        if left != right:
            with pytest.raises(BadReference):
                normalise(written[:place] + right + left + written[place + 2 :])


def test_the_weights_prove_it_for_every_reference_not_only_for_samples():
    weights, modulus = references._WEIGHTS, len(ALPHABET)

    assert all(gcd(weight, modulus) == 1 for weight in weights)
    assert all(gcd(left - right, modulus) == 1 for left, right in pairwise(weights))
    assert len(set(ALPHABET)) == modulus


def test_the_check_does_not_depend_on_the_prefix():
    assert normalise("CRI-26-7K4M-2XQR", prefix="CRI") == "CRI-26-7K4M-2XQR"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "looks like this"),
        ("CAI-26-7K4M", "looks like this"),
        ("bonjour", "looks like this"),
        ("CAI" * 5_000, "looks like this"),
        ("CAI-XX-7K4M-2XQR", "two digits of the year"),
        ("CAI-26-7K4M-2XQT", "One character"),
        ("CAI-26-7K4M-2X0R", "“0” is never used"),
        ("CAI-26-7K4M-2XOR", "“O” is never used"),
        ("CAI-26-7KBM-2XQR", "Perhaps it is “8”"),
        ("CAI-26-7KSM-2XQR", "Perhaps it is “5”"),
        ("CAI-26-7KبM-2XQR", "“ب” is never used"),
    ],
)
def test_a_refusal_says_what_to_look_at(typed, says):
    assert says in refused(typed)


@given(st.text())
def test_no_text_does_worse_than_being_refused(text):
    with suppress(BadReference):
        assert normalise(normalise(text)) == normalise(text)
