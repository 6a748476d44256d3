import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from requests_app.intake.text import clean


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, je m’appelle Zoé.",
        "Zoe\u0301 et Zoé",  # composed in two ways, both kept
        "می‌خواهم",  # a Persian half-space
        "क्‍ष",  # a joiner
        "\u2067مرحبا\u2069 CAI-26",  # isolates
        "שלום\u200f! \u200eabc\u061c",  # direction marks
        "ሰላም፡ዓለም",
        "Їжак і ґанок",
        "👩‍👧‍👦 ❤️",
        "tab\there\nnew line",
        "\u202aembedded\u202c",
        "a\u2028b\u0085c\x7f",
        "  spaces kept  ",
        "",
    ],
)
def test_what_people_write_is_kept_letter_for_letter(text):
    assert clean(text) == (text, [])


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\v", "\f"])
def test_every_end_of_line_becomes_one(end):
    assert clean(f"un{end}deux{end}") == ("un\ndeux\n", [])


@pytest.mark.parametrize("unseen", ["\x00", "\x01", "\x08", "\x0e", "\x1b", "\x1f", "\ud800"])
def test_a_character_nobody_can_see_is_taken_out_and_said(unseen):
    with translation.override("en"):
        text, problems = clean(f"un\ndeux{unseen} trois")

    assert text == "un\ndeux trois"
    assert len(problems) == 1
    assert "Line 2 held a character that nobody can see" in problems[0]


@pytest.mark.parametrize("override", ["\u202d", "\u202e"])
def test_a_sign_that_turns_letters_round_is_taken_out_and_said(override):
    with translation.override("en"):
        text, problems = clean(f"facture{override}gpj.exe")

    assert text == "facturegpj.exe"
    assert "Line 1 held a sign that turns letters round" in problems[0]


def test_two_kinds_of_trouble_are_two_sentences():
    assert len(clean("\x00\u202e\x00")[1]) == 2


@given(st.text(st.characters() | st.sampled_from("\x00\ud800\u202e\r\n\v")))
def test_a_cleaned_text_is_clean_and_can_be_stored(text):
    cleaned, problems = clean(text)

    assert clean(cleaned) == (cleaned, [])
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert bool(problems) == (len(cleaned) < len(text.replace("\r\n", "\n")))
