import random
from contextlib import suppress

import pytest
from argon2 import extract_parameters
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app import receipts
from requests_app.receipts import BadReceipt, derive, grouped, hash_code, matches, normalise

SECRET = b"a secret of the house"
PEPPER = b"another one"
CODE = derive(SECRET, "page-1")
tokens = st.text(st.characters(codec="utf-8"), min_size=1)


def in_script(code, zero):
    return "".join(chr(ord(zero) + int(digit)) for digit in code)


def refused(text):
    with pytest.raises(BadReceipt) as refusal:
        normalise(text)
    with translation.override("en"):
        return refusal.value.messages[0]


@given(tokens)
def test_the_same_submission_always_has_the_same_valid_code(token):
    code = derive(SECRET, token)

    assert code == derive(SECRET, token) == normalise(code)
    assert len(code) == 16
    assert int(code) % 97 == 1  # ISO 7064 MOD 97-10


def test_another_submission_or_another_secret_has_another_code():
    codes = {derive(SECRET, f"page-{number}") for number in range(500)}

    assert len(codes) == 500
    assert derive(b"other", "page-1") != CODE


def test_no_digit_is_drawn_more_often_than_another():
    digits = "".join(derive(SECRET, str(number))[:14] for number in range(1000))

    assert all(1_250 < digits.count(digit) < 1_550 for digit in "0123456789")  # 1,400 expected, sigma 35


def test_a_draw_that_would_favour_small_codes_is_thrown_away(monkeypatch):
    draws = iter([b"\xff" * 32, b"\xff" * 24 + bytes(8)])
    monkeypatch.setattr(receipts.hmac, "digest", lambda *_parts: next(draws))

    assert derive(SECRET, "page-1") == "0000000000000098"


@pytest.mark.parametrize(("secret", "token"), [(b"", "page-1"), (SECRET, "")])
def test_a_code_without_secret_or_token_is_never_made(secret, token):
    with pytest.raises(ValueError, match="needs a secret"):
        derive(secret, token)


def test_a_code_is_shown_in_groups_of_four():
    assert grouped("1234567890123456") == "1234 5678 9012 3456"


@pytest.mark.parametrize("zero", "0٠۰０०෦", ids=["ascii", "arabic", "persian", "full width", "devanagari", "sinhala"])
@pytest.mark.parametrize("between", ["", " ", "-", "–", "\u00a0", "\u200f ", ".", "\n"])
def test_a_code_is_understood_in_any_digits_and_any_spacing(zero, between):
    written = between.join(in_script(group, zero) for group in grouped(CODE).split())

    assert normalise(written) == CODE


@given(tokens)
def test_one_wrong_digit_or_two_swapped_are_noticed(token):
    code = derive(SECRET, token)
    place = random.Random(token).randrange(15)
    slips = [code[:place] + wrong + code[place + 1 :] for wrong in set("0123456789") - {code[place]}]
    if code[place] != code[place + 1]:
        slips.append(code[:place] + code[place + 1] + code[place] + code[place + 2 :])

    assert all("One digit" in refused(slip) for slip in slips)


@pytest.mark.parametrize(
    "typed", ["", "1234", CODE + "1", CODE[:-1] + "x", "1" * 100_000, "CAI-26-7K4M-2XQR", "½" * 16]
)
def test_what_is_not_sixteen_digits_is_refused_in_words(typed):
    assert "16 digits" in refused(typed)


@pytest.mark.parametrize("check_digits", ["00", "01", "99"])
def test_check_digits_we_never_give_out_are_refused(check_digits):
    fitting = next(n for n in range(97) if int(f"{n:014}{check_digits}") % 97 == 1)

    assert "One digit" in refused(f"{fitting:014}{check_digits}")


@given(st.text())
@settings(max_examples=50)
def test_no_text_does_worse_than_being_refused(text):
    with suppress(BadReceipt):
        assert len(normalise(text)) == 16


def test_a_code_matches_its_hash_however_it_is_typed():
    encoded = hash_code(CODE, pepper=PEPPER)

    assert matches(grouped(CODE), encoded, pepper=PEPPER)
    assert CODE not in encoded


@pytest.mark.parametrize(
    ("code", "pepper"),
    [(derive(SECRET, "page-2"), PEPPER), (CODE, b"a pepper that is not ours")],
    ids=["code", "pepper"],
)
def test_another_code_or_another_pepper_does_not_match(code, pepper):
    assert not matches(code, hash_code(CODE, pepper=PEPPER), pepper=pepper)


@pytest.mark.parametrize("encoded", [None, "", "not a hash", "$argon2id$v=19$m=8"])
def test_nothing_matches_an_empty_or_broken_hash(encoded):
    assert not matches(CODE, encoded, pepper=PEPPER)


def test_the_hash_is_as_slow_as_owasp_asks():
    parameters = extract_parameters(hash_code(CODE, pepper=PEPPER))

    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (12_288, 3, 1)
    assert parameters.type is receipts.Type.ID


def test_comparing_with_nothing_costs_a_hash_so_that_time_tells_nothing(hashes):
    matches(CODE, None, pepper=PEPPER)

    assert hashes == ["hash"]


def test_a_hash_without_pepper_is_never_made():
    with pytest.raises(ValueError, match="pepper"):
        hash_code(CODE, pepper=b"")


@pytest.fixture
def hashes(monkeypatch):
    class Counting:
        def hash(self, peppered):
            calls.append("hash")

    calls = []
    monkeypatch.setattr(receipts, "_HASHER", Counting())
    return calls


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("1234 5678 9012 3456", []),
        ("1234567890123456", []),
        ("١٢٣٤ ٥٦٧٨ ٩٠١٢ ٣٤٥٦", []),
        ("1234-5678.9012/3456", []),
        ("1234 5768 9012 3456", [(2, "5768", "5678")]),
        ("1234 5678 9012", [(4, "", "3456")]),
        ("1234 5678 9012 345", [(4, "345", "3456")]),
        ("1234 5678 9012 3456 7", [(5, "7", "")]),
        ("", [(1, "", "1234"), (2, "", "5678"), (3, "", "9012"), (4, "", "3456")]),
    ],
)
def test_what_was_noted_is_compared_group_by_group(typed, wrong):
    assert receipts.wrong_groups(typed, "1234567890123456") == wrong
