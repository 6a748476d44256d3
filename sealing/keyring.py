"""The keys, and the four verbs that use them.

Text is sealed with Fernet (AES-128-CBC, then HMAC-SHA256; specification: github.com/fernet/spec) under the
newest key of settings.FIELD_KEYS, and opened with any of them. Everything fails closed: what cannot be opened raises,
and is never given back as it stands, because the next save would then seal a sealed text again and lose it.
"""

import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PREFIX = "sealed:v1:"


class CannotUnseal(Exception):
    """The text was sealed with a key that FIELD_KEYS does not hold, or was changed since."""


@lru_cache(maxsize=4)
def _fernets(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise CannotUnseal("FIELD_KEYS is empty: give at least one key, the newest first.")
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError:
        raise CannotUnseal("FIELD_KEYS holds a value that is not a key of 32 bytes in URL-safe base64.") from None


def _ring() -> MultiFernet:
    return _fernets(tuple(settings.FIELD_KEYS))


def seal(text: str) -> str:
    """The text as `sealed:v1:…`, ASCII, about 1.4 times as long plus 90 characters."""
    return PREFIX + _ring().encrypt(text.encode("utf-8")).decode("ascii")


def is_sealed(text: str) -> bool:
    """Whether this is the output of `seal()`."""
    return text.startswith(PREFIX)


def unseal(text: str) -> str:
    """The text that was given to `seal()`. Raises CannotUnseal."""
    if not is_sealed(text):
        raise CannotUnseal("This text is not sealed.")
    return unseal_bytes(text.removeprefix(PREFIX).encode("ascii", "replace")).decode("utf-8")


def seal_bytes(content: bytes) -> bytes:
    """Sealed bytes, about 1.4 times as many."""
    return _ring().encrypt(content)


def unseal_bytes(content: bytes) -> bytes:
    """The bytes that were given to `seal_bytes()`. Raises CannotUnseal."""
    try:
        return _ring().decrypt(content)
    except InvalidToken:
        raise CannotUnseal("No key of FIELD_KEYS opens this: is a key missing from the list?") from None


def blind_index(value: str, *, purpose: str) -> str:
    """A keyed digest (64 hex characters) by which equal values can be found without being readable."""
    key = hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, value.encode("utf-8"), hashlib.sha256).hexdigest()
