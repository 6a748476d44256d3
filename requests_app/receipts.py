"""The receipt code: sixteen digits with which a person without an account comes back to a ticket.

Digits, because they are the same in every language of our public, can be dictated, and look like any other number.
Fourteen are secret (46 bits) and two are check digits, so that a slip is told apart from a wrong code. The code is
shown once and kept only as a slow hash: 46 bits need one, and the pepper makes a stolen database useless by itself.
"""

import hashlib
import hmac
import unicodedata

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LENGTH = 16
SECRET_DIGITS = 14
LONGEST_TYPED = 60  # characters, spaces and dashes included

# Argon2id as the OWASP password storage cheat sheet has it, in its variant for little memory.
ARGON2_MEMORY_KIB = 12_288
ARGON2_ROUNDS = 3
ARGON2_LANES = 1
_HASHER = PasswordHasher(time_cost=ARGON2_ROUNDS, memory_cost=ARGON2_MEMORY_KIB, parallelism=ARGON2_LANES, type=Type.ID)

_CODES = 10**SECRET_DIGITS
_DRAW_BYTES = 8
_FAIR_DRAWS = 2 ** (8 * _DRAW_BYTES) // _CODES * _CODES  # draws from here on would favour the small codes


class BadReceipt(ValidationError):
    """What was typed cannot be a receipt code; the message says why, in words fit for the person."""


def derive(secret: bytes, submission_token: str) -> str:
    """The sixteen digits that belong to one submission: the same page sent twice shows the same code.

    Without the secret it cannot be told from a random one. Raises ValueError where either part is missing, because
    every ticket would then share one code.
    """
    if not secret or not submission_token:
        raise ValueError("a receipt code needs a secret and a submission token")
    counter = 0
    while True:
        label = f"receipt code {counter} {submission_token}".encode()
        digest = hmac.digest(secret, label, hashlib.sha256)
        for start in range(0, len(digest), _DRAW_BYTES):
            drawn = int.from_bytes(digest[start : start + _DRAW_BYTES])
            if drawn < _FAIR_DRAWS:
                return _with_check_digits(drawn % _CODES)
        counter += 1


def grouped(code: str) -> str:
    """As a person reads it: `1234 5678 9012 3456`."""
    return " ".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def normalise(text: str) -> str:
    """Sixteen plain digits, from the digits of any script with spaces, dashes or dots between. Raises BadReceipt."""
    code = "".join(_kept(character) for character in text[: LONGEST_TYPED + 1])
    if len(code) != LENGTH or not code.isdecimal() or len(text) > LONGEST_TYPED:
        raise BadReceipt(_("The code has 16 digits, in four groups of four."), code="shape")
    # ISO 7064 MOD 97-10 also fits numbers whose check digits are 00, 01 or 99; we never give those out.
    if int(code) % 97 != 1 or not 2 <= int(code[-2:]) <= 98:
        raise BadReceipt(
            _("One digit of this code is not right. Please compare it with what you wrote down."), code="check_digits"
        )
    return code


def wrong_groups(typed: str, code: str) -> list[tuple[int, str, str]]:
    """Where what was typed differs from the code: number of the group (from 1), as typed, as it should be.

    Empty when all is right. Digits of any script will do, with whatever between them.
    """
    digits = "".join(_kept(character) for character in typed[:LONGEST_TYPED])
    starts = range(0, max(LENGTH, len(digits)), 4)
    pairs = [(digits[start : start + 4], code[start : start + 4]) for start in starts]
    return [(number, got, right) for number, (got, right) in enumerate(pairs, start=1) if got != right]


def hash_code(code: str, *, pepper: bytes) -> str:
    """What we keep of a code, in Argon2's own notation (97 characters, salt inside). Raises BadReceipt."""
    return _HASHER.hash(_peppered(code, pepper))


def matches(code: str, encoded: str | None, *, pepper: bytes) -> bool:
    """Whether this is the code that was hashed. Raises BadReceipt if it is not a code at all.

    Ask also where there is nothing to compare with (`encoded` None or empty): the answer is no and takes as long, so
    that the time does not tell which references exist.
    """
    peppered = _peppered(code, pepper)
    if not encoded:
        _HASHER.hash(peppered)
        return False
    try:
        return _HASHER.verify(encoded, peppered)
    except (VerificationError, InvalidHashError):
        return False


def _with_check_digits(number: int) -> str:
    return f"{number:0{SECRET_DIGITS}}{98 - number * 100 % 97:02}"


def _peppered(code: str, pepper: bytes) -> bytes:
    if not pepper:
        raise ValueError("receipt codes are hashed with a pepper")
    return hmac.digest(pepper, normalise(code).encode(), hashlib.sha256)


def _kept(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    separator = unicodedata.category(character) in {"Pd", "Zs", "Cf", "Cc"} or character in "._/·−"
    return "" if separator else character
