import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.intake import places
from requests_app.intake.places import Place, find, suggestions

NAMUR = Place("92094", "Namur", "namur", in_province=True)
SAMBREVILLE = Place("92137", "Sambreville", "sambreville", in_province=True)
COMMUNES = json.loads((places.SEEDS / "communes_namur.json").read_text("utf-8"))["communes"]


@pytest.mark.parametrize(
    "typed",
    [
        *("5000", "Namur", "namur", "NAMUR", "5000 Namur", "Namur 5000", "B-5000 NAMUR", "٥٠٠٠", "５０００", "à Namur"),
        *("Jambes", "5100 Jambes", "Jambes (Namur)", "Saint-Servais", "St Servais", "st-servais", "Saint Servais"),
        *(
            "commune de Namur",
            "ville de Namur",
            "rue de Fer 12, 5000 Namur",
            "Namur, en mars 2024",
            "  Bouge\n",
            "5010",
        ),
    ],
)
def test_a_code_a_commune_or_a_village_is_namur(typed):
    assert find(typed) == NAMUR


@pytest.mark.parametrize("typed", ["Tamines", "5060", "Auvelais", "Sambreville", "falisolle"])
def test_the_villages_of_a_merged_commune_are_that_commune(typed):
    assert find(typed) == SAMBREVILLE


@pytest.mark.parametrize("commune", COMMUNES, ids=lambda commune: commune["name"])
def test_every_code_and_name_of_the_province_is_found(commune):
    codes = [code["postal_code"] for code in commune["localities"]]
    names = [name for locality in commune["localities"] for name in locality["names"]]
    spellings = [*codes, *names, *(name.upper() for name in names), *(name.replace("-", " ") for name in names)]

    assert {find(typed).commune for typed in spellings} == {commune["name"]}
    assert find(commune["name"]).nis == commune["nis"]


@pytest.mark.parametrize(
    ("typed", "centre"),
    [
        ("6000", "CRIC"),
        ("Charleroi", "CRIC"),
        ("6590 Momignies", "CRIC"),
        ("4000 Liège", "CRIPEL"),
        ("liege", "CRIPEL"),
        ("4800", "CRVI"),
        ("4870", "CRIPEL"),
        ("6700 Arlon", "CRILUX"),
        ("1348 Louvain-la-Neuve", "CRIBW"),
        ("7000", "CIMB"),
        ("7500 Tournai", "CIMB"),
        ("La Louvière", "CeRAIC"),
        ("1000", ""),
        ("Bruxelles", ""),
        ("9000 Gent", ""),
        ("4700 Eupen", ""),
        ("7060 Soignies", ""),
    ],
)
def test_elsewhere_in_belgium_the_right_centre_is_named_where_it_is_sure(typed, centre):
    place = find(typed)

    assert not place.in_province
    assert (place.nis, place.commune, place.office) == ("", "", "")
    assert place.centre.endswith(f"({centre})" if centre else "")
    assert bool(place.centre) == bool(centre)


@pytest.mark.parametrize("typed", ["", " ", "0999", "5999", "75001 Paris", "50001", "Kabul", "je ne sais pas", "rue"])
def test_what_is_no_place_of_ours_is_not_guessed(typed):
    assert find(typed) is None


def test_the_code_of_the_province_wins_over_a_name_and_a_name_over_a_year():
    assert find("5060 Namur") == SAMBREVILLE
    assert find("Namur (2023)") == NAMUR
    assert find("5999 Namur") == NAMUR


@given(st.text())
def test_any_text_may_be_typed(text):
    assert find(text) is None or find(text).in_province in (True, False)


def test_each_suggestion_leads_to_a_place_of_the_province():
    listed = suggestions()

    assert len(listed) == 375
    assert listed == sorted(listed)
    assert "5000 Namur" in listed
    assert all(find(suggestion).in_province for suggestion in listed)


def test_the_suggestions_are_light_enough_for_a_telephone():
    options = "".join(f'<option value="{suggestion}">' for suggestion in suggestions())

    assert len(gzip.compress(options.encode())) < 3_500
