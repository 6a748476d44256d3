import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.intake.phones import to_e164


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("081 73 71 76", "+3281737176"),
        ("0470/12.34.56", "+32470123456"),
        ("0470 12 34 56", "+32470123456"),
        ("+32 470 12 34 56", "+32470123456"),
        ("+32 (0)470 12 34 56", "+32470123456"),
        ("0032470123456", "+32470123456"),
        ("00 32 81 73 71 76", "+3281737176"),
        ("32470123456", "+32470123456"),
        ("٠٤٧٠١٢٣٤٥٦", "+32470123456"),
        ("۰۴۷۰ ۱۲ ۳۴ ۵۶", "+32470123456"),
        ("０４７０１２３４５６", "+32470123456"),
        ("0470‑12‑34‑56", "+32470123456"),
        ("\u202a+32 470 12 34 56\u202c", "+32470123456"),
        ("GSM : 0470 12 34 56", "+32470123456"),
        ("0470 12 34 56 (après 17 h)", "+32470123456"),
        ("0470 12 34 56 demander Marie", "+32470123456"),
        ("0470123456 ou 081737176", "+32470123456"),
        ("+380 44 123 45 67", "+380441234567"),
        ("0033 6 12 34 56 78", "+33612345678"),
        ("+93 70 123 4567", "+93701234567"),
        ("0400 00 00 11", "+32400000011"),  # not given out today; it may be tomorrow
    ],
)
def test_a_number_is_read_however_it_is_written(typed, e164):
    assert to_e164(typed) == e164


@pytest.mark.parametrize(
    "typed", ["", "112", "12", "je n'ai pas de téléphone", "+999 12 34 56", "0" * 50, "1" * 10_000]
)
def test_what_cannot_be_called_gives_nothing(typed):
    assert to_e164(typed) == ""


def test_a_number_without_country_is_read_in_the_region_given():
    assert to_e164("06 12 34 56 78", default_region="FR") == "+33612345678"


@given(st.text() | st.text("0123456789+()/. -;xext٠١٢", max_size=40))
def test_no_text_raises_and_every_answer_is_a_number(text):
    e164 = to_e164(text)

    assert e164 == "" or (e164[0] == "+" and e164[1:].isdecimal())


@given(st.from_regex(r"04[5-9][0-9]{7}", fullmatch=True))
def test_a_number_read_once_reads_the_same_again(typed):
    assert to_e164(to_e164(typed)) == to_e164(typed)
