"""Keyed hashes by which two requests are seen to be alike: the same words, the same address, the same number.

What is confidential has hashes of its own: no ordinary request is ever like one.
"""

from notifications import addresses
from requests_app import folding
from sealing.keyring import blind_index

SHORTEST_TEXT = 20  # folded characters; "bonjour" or "rappelez-moi" says nothing about who wrote it


def of_text(text: str, *, confidential: bool) -> str:
    """Of the folded words: case, accents, spaces and punctuation do not count. "" for a text that is too short."""
    words = plain(text)
    return _key("text", words, confidential) if len(words) >= SHORTEST_TEXT else ""


def plain(text: str) -> str:
    """The words of a text, folded, and nothing else."""
    return " ".join(folding.words(text))


def of_email(address: str, *, confidential: bool) -> str:
    """Of an e-mail address, as its mailbox reads it."""
    return _key("email", addresses.normal(address), confidential) if address else ""


def of_phone(e164: str, *, confidential: bool) -> str:
    """Of a telephone number in international form."""
    return _key("phone", e164, confidential) if e164 else ""


def _key(kind: str, value: str, confidential: bool) -> str:
    return blind_index(value, purpose=f"likeness {kind}{' confidential' if confidential else ''}")
