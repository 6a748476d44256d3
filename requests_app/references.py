"""The name the public knows a ticket by: `CAI-26-7K4M-2XQR`.

Year, seven random characters and a check character. Random, so that it does not tell how many people write to the
house; spoken easily, so that it survives a telephone call; checked, so that one slip of the pen never opens another
person's ticket. It is a name, not a secret: what a reference alone may show is decided elsewhere.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"  # 27 characters that are not mistaken for each other, read or heard
PREFIX = "CAI"
RANDOM_LENGTH = 7
LONGEST_TYPED = 60  # characters; a reference written with every space and dash is shorter

# 0 and 1 stand only in the year, where no letter can stand, so the values they share with A and C never meet.
_VALUE = {character: value for value, character in enumerate(ALPHABET)} | {"0": 8, "1": 9}
_MODULUS = len(ALPHABET)
# One weight a place: year, seven random characters, check character. Prime to 27 = 3 x 3 x 3, so that no other
# character fits in a place; the difference of neighbours prime to 27 too, so that no two of them can change places.
_WEIGHTS = (14, 13, 11, 10, 8, 7, 5, 4, 2, 1)
_WEIGHED = 23  # what every reference weighs, modulo 27: any number would do; with this one our printed example is valid

_BODY = re.compile(rf"[0-9]{{2}}[{ALPHABET}]{{{RANDOM_LENGTH + 1}}}")
_LOOK_ALIKES = str.maketrans("АВЕЗІЈКМНОРСТУХҮΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABE3IJKMHOPCTYXYABEZHIKMNOPTYX")  # Cyrillic, Greek
_MEANT = {"B": "8", "S": "5", "Z": "2", "U": "V"}  # letters we never use, and what was probably read


class BadReference(ValidationError):
    """What was typed cannot be a reference; the message says why, in words fit for the person."""


def new_reference(on: date, choose: Callable[[str], str] = secrets.choice, prefix: str = PREFIX) -> str:
    """A fresh random reference, one of 10^10 for its year; the database still refuses a twin."""
    year = f"{on:%y}"
    drawn = "".join(choose(ALPHABET) for _place in range(RANDOM_LENGTH))
    return _written(year + drawn + _check_character(year + drawn), prefix)


def normalise(text: str, prefix: str = PREFIX) -> str:
    """The reference as we write it, from whatever way a person wrote it.

    Small letters, spaces, any dash or none, full-width forms, the digits of any script, letters of a Cyrillic or Greek
    keyboard that look the same, and a missing prefix are all understood. Raises BadReference.
    """
    body = _compact(text).removeprefix(prefix)  # a body begins with digits, a prefix with a letter: no doubt possible
    if not _BODY.fullmatch(body):
        raise _why_not(body, prefix)
    if _weigh(body) != _WEIGHED:
        raise BadReference(
            _("One character of this reference is not right. Please compare it with your letter or your page."),
            code="check_character",
        )
    return _written(body, prefix)


def _written(body: str, prefix: str) -> str:
    return f"{prefix}-{body[:2]}-{body[2:6]}-{body[6:]}"


def _weigh(body: str) -> int:
    return sum(_VALUE[character] * weight for character, weight in zip(body, _WEIGHTS, strict=False)) % _MODULUS


def _check_character(body: str) -> str:
    return ALPHABET[(_WEIGHED - _weigh(body)) % _MODULUS]  # its own weight is 1


def _compact(text: str) -> str:
    """Capitals and digits only: no dash, space or invisible mark, one form for every digit and look-alike."""
    if len(text) > LONGEST_TYPED:
        return ""
    kept = []
    for character in unicodedata.normalize("NFKC", text):
        digit = unicodedata.decimal(character, None)
        if digit is not None:
            kept.append(str(digit))
        elif character.isalpha():
            kept.append(character.upper())
    return "".join(kept).translate(_LOOK_ALIKES)


def _why_not(body: str, prefix: str) -> BadReference:
    example = {"example": _written("267K4M2XQR", prefix)}
    if len(body) != len(_WEIGHTS):
        return BadReference(_("A reference looks like this: %(example)s."), code="shape", params=example)
    if not body[:2].isdecimal():
        return BadReference(
            _("After %(prefix)s come the two digits of the year, as in %(example)s."),
            code="year",
            params=example | {"prefix": prefix},
        )
    wrong = next(character for character in body[2:] if character not in ALPHABET)
    if wrong in _MEANT:
        return BadReference(
            _("“%(wrong)s” is never used in a reference. Perhaps it is “%(meant)s”?"),
            code="character",
            params={"wrong": wrong, "meant": _MEANT[wrong]},
        )
    return BadReference(
        _("“%(wrong)s” is never used in a reference after the year. Please look at it again."),
        code="character",
        params={"wrong": wrong},
    )
