"""A proof of work: a number that takes a machine a second or two to find, and us one hash to check.

The protocol is ALTCHA's, version 1 (altcha.org/docs/v1/proof-of-work): SHA-256 of a salt and a number is the challenge;
the salt says until when it counts; the signature says that it is ours. Nothing is stored until a solution comes back.
Nobody has to read or hear anything. static/js/proof.js solves it.
"""

import base64
import binascii
import hashlib
import hmac
import json
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings

ALGORITHM = "SHA-256"
# The sign at its end keeps the salt and the number apart: else digits of the number could be moved into the date.
_SALT = re.compile(r"[0-9a-f]{24}\?expires=([0-9]{10})&")
LONGEST_ANSWER = 1000  # characters of a solution as it is posted; a longer one is not read


@dataclass(frozen=True)
class Challenge:
    """What a page asks of the browser: which number below `most`, after `salt`, has this hash?"""

    challenge: str
    salt: str
    signature: str
    most: int


@dataclass(frozen=True)
class Proof:
    """A solution that holds. It counts once: `name` is to be remembered until `until`."""

    name: str
    until: datetime


def challenge(now: datetime) -> Challenge:
    """A new challenge, good for PROOF_MINUTES."""
    until = int((now + timedelta(minutes=settings.PROOF_MINUTES)).timestamp())
    salt = f"{secrets.token_hex(12)}?expires={until}&"
    hashed = _hash(salt, secrets.randbelow(settings.PROOF_MOST_TRIES))
    return Challenge(hashed, salt, _signature(hashed), settings.PROOF_MOST_TRIES)


def verified(answer: str, now: datetime) -> Proof | None:
    """The proof in what a page sent (base64 of JSON); None when it is none, not to our challenge, or too late."""
    if not answer or len(answer) > LONGEST_ANSWER:
        return None
    try:
        given = json.loads(base64.b64decode(answer, validate=True))
        hashed, salt, number = str(given["challenge"]), str(given["salt"]), int(given["number"])
        signature = str(given["signature"])
    except (binascii.Error, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
    is_ours = hmac.compare_digest(signature.encode(), _signature(hashed).encode())
    dated = _SALT.fullmatch(salt)
    if not is_ours or dated is None or _hash(salt, number) != hashed:
        return None
    until = datetime.fromtimestamp(int(dated[1]), UTC)
    return Proof(hashed, until) if now <= until else None


def _hash(salt: str, number: int) -> str:
    return hashlib.sha256(f"{salt}{number}".encode()).hexdigest()


def _signature(hashed: str) -> str:
    key = hashlib.sha256(f"proof of work:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, hashed.encode(), hashlib.sha256).hexdigest()
