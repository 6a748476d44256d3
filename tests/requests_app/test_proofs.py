"""Proofs of work and stamps: only ours count, in their time, once solved."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from requests_app import proofs, stamps

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def solved(asked, **changes):
    number = next(
        n for n in range(asked.most) if hashlib.sha256(f"{asked.salt}{n}".encode()).hexdigest() == asked.challenge
    )
    given = {
        "challenge": asked.challenge,
        "salt": asked.salt,
        "signature": asked.signature,
        "number": number,
    }
    return base64.b64encode(json.dumps({**given, **changes}).encode()).decode()


@pytest.fixture
def challenge(settings):
    settings.PROOF_MOST_TRIES = 500
    return proofs.challenge(NOON)


def test_a_solution_counts_and_has_a_name_and_an_end(challenge):
    proof = proofs.verified(solved(challenge), NOON)

    assert proof == proofs.Proof(challenge.challenge, NOON + timedelta(hours=1))


def test_a_solution_is_over_with_its_time(challenge):
    assert proofs.verified(solved(challenge), NOON + timedelta(minutes=61)) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"number": -1},
        {"number": "x"},
        {"number": 10**400},
        {"signature": "0" * 64},
        {"signature": "é"},
        {"salt": "abc?expires=99999999999999999"},
        {"salt": "abc"},
        {"salt": None},
        {"challenge": hashlib.sha256(b"mine0").hexdigest(), "salt": "mine", "number": 0},
    ],
)
def test_what_is_not_ours_or_not_solved_counts_nothing(challenge, changes):
    assert proofs.verified(solved(challenge, **changes), NOON) is None


def test_digits_of_the_number_cannot_be_moved_into_the_date(challenge):
    given = json.loads(base64.b64decode(solved(challenge)))
    number = str(given["number"])
    for moved in range(1, len(number)):
        spliced = {"salt": given["salt"] + number[:moved], "number": int(number[moved:])}
        assert proofs.verified(solved(challenge, **spliced), NOON) is None


@pytest.mark.parametrize("answer", ["", "x", "é", "[]", "bnVsbA==", "W10=", "e30=", "A" * 2000, "W1tbW1tbW1s="])
def test_what_is_no_solution_at_all_is_no_crash(answer):
    assert proofs.verified(answer, NOON) is None


def test_a_stamp_of_ours_is_read_and_no_other(settings):
    stamp = stamps.new(NOON)

    assert stamps.read(stamp) == NOON
    for other in ("", ".", "x.y", stamp[:-1], "f" + stamp, stamp.replace(".", ""), "é.é", stamp + "0"):
        assert stamps.read(other) is None
    settings.SECRET_KEY = "another" * 10
    assert stamps.read(stamp) is None
