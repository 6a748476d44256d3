"""The names of files in mail, in any of the ways that programs write them, made fit to be shown."""

import re
import unicodedata
from email.message import Message

from notifications import charsets

NAME_LIMIT = 200
HEADER_LIMIT = 20_000
# What Python's parser raises on nonsense.
BROKEN = (LookupError, ValueError, TypeError, AttributeError, RecursionError, OverflowError)
_JOINERS = {"\u200c", "\u200d"}  # Persian needs them
_MADE_UP = {
    "application/ms-tnef": "winmail.dat",
    "application/pgp-signature": "signature.asc",
    "application/pkcs7-mime": "smime.p7m",
    "application/pkcs7-signature": "smime.p7s",
    "application/x-pkcs7-mime": "smime.p7m",
    "application/x-pkcs7-signature": "smime.p7s",
    "text/calendar": "invitation.ics",
    "text/html": "page.html",
    "text/vcard": "contact.vcf",
    "text/x-vcard": "contact.vcf",
}


def file_name(part: Message) -> str:
    """The name of a part (RFC 2231, RFC 2047, or raw bytes), safe to show; empty if it has none."""
    for header, key in (("content-disposition", "filename"), ("content-type", "name")):
        value = parameter(part, key, header)
        if isinstance(value, tuple):
            charset, _language, words = value
            text = charsets.decode(str(words or "").encode("latin-1", "replace"), charset)
        else:
            text = str(value or "")
        shown = presentable(charsets.header(text))
        if shown:
            return shown
    return ""


def presentable(name: str) -> str:
    """The last part of a path, without what is invisible or turns the direction of letters; the end when too long."""
    shown = []
    for character in re.split(r"[/\\]", name[-10 * NAME_LIMIT :].rstrip("/\\ "))[-1]:
        category = unicodedata.category(character)
        if character.isspace() or category in {"Zl", "Zp"}:
            shown.append(" ")
        elif character in _JOINERS or category not in {"Cc", "Cf", "Cs"}:
            shown.append(character)
    text = " ".join("".join(shown).split())[-NAME_LIMIT:]
    return "" if set(text) <= {".", " "} else text


def made_up(kind: str, number: int) -> str:
    """A name for a file that has none."""
    return _MADE_UP.get(kind, f"file-{number}")


def parameter(part: Message, name: str, header: str = "content-type") -> object:
    """A parameter of a header as Python's parser gives it; None where it stumbles."""
    raw = next((str(value) for known, value in part.raw_items() if known.lower() == header), "")[:HEADER_LIMIT]
    readable = Message()  # the parser makes question marks of bytes that are not ASCII: they are read before it
    try:
        readable[header] = charsets.unfolded(raw)
        return readable.get_param(name, header=header)
    except BROKEN:
        return None
