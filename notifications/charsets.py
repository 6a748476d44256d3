"""Bytes of unknown or wrongly named character sets, to text. Nothing here raises."""

import re
from binascii import Error, a2b_base64
from codecs import lookup

ALIASES = {
    "iso-8859-1": "cp1252",  # as every browser reads it
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "cp-850": "cp850",
    "x-gbk": "gb18030",
    "gbk": "gb18030",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-cp1251": "cp1251",
    "x-cp1256": "cp1256",
    "koi8": "koi8-u",
}
# For bytes whose charset nobody says: where most letters are above ASCII the script is not Latin.
# The weight of a Chinese sign is less than that of the two bytes it takes: most bytes make one with their neighbour.
_SCRIPTS = (
    ("cp1251", re.compile("[а-яёіїєґ]"), 1.0),
    ("koi8-u", re.compile("[а-яёіїєґ]"), 1.0),
    ("cp1256", re.compile("[\u0620-\u064a\u067e\u0686\u0698\u06af]"), 1.0),
    ("gb18030", re.compile("[\u4e00-\u9fff]"), 1.6),
)
FEW_LETTERS = 4  # too few to tell a script by
_BYTES_ONLY = {"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "undefined", "idna", "punycode"}
_JAPANESE = (b"\x1b$B", b"\x1b$@", b"\x1b(J")
_NOT_ASCII = ("utf-7", "utf-16", "utf-32", "iso2022", "hz")
_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")


def known(name: str | None) -> str:
    """The codec of that name, or nothing when it is no charset we know."""
    wanted = (name or "").strip(" \"'").lower().split("*")[0]
    wanted = ALIASES.get(wanted, wanted)
    try:
        found = lookup(wanted).name if wanted and "\0" not in wanted else ""
    except (LookupError, ValueError):
        return ""
    return "" if found.replace("-", "_") in _BYTES_ONLY or "escape" in found else found


def decode(content: bytes, charset: str | None = None) -> str:
    """The text: as declared if that works out, else UTF-8, else the charset that looks most like a language."""
    declared = known(charset)
    if not declared and any(sign in content for sign in _JAPANESE):
        declared = "iso2022_jp"
    if content.isascii() and not declared.startswith(_NOT_ASCII):
        return _clean(content.decode("ascii"))
    for codec in [declared if declared != "cp1252" else "", "utf-8"]:
        if codec:
            try:
                return _clean(content.decode(codec))
            except (UnicodeError, ValueError):
                continue
    # "iso-8859-1" is what programs write that know nothing better.
    return _clean(content.decode(guess(content) if declared in ("", "utf-8", "cp1252") else declared, "replace"))


def guess(content: bytes) -> str:
    """The likeliest of the charsets that our public's programs forget to name."""
    letters = [byte for byte in content[:4000] if byte >= 0x80 or chr(byte).isalpha()]
    high = sum(byte >= 0xC0 for byte in letters)
    if high < FEW_LETTERS or high * 2 < len(letters):
        return "cp1252"
    scores = {
        codec: weight * len(pattern.findall(content[:4000].decode(codec, "replace")))
        for codec, pattern, weight in _SCRIPTS
    }
    # In the wrong one of the two Cyrillic sets small letters become capitals; Arabic read as Cyrillic is a mixture.
    return max(scores, key=lambda codec: scores[codec])


def header(value: str) -> str:
    """A header's value as people read it: encoded words opened, raw bytes guessed, one line, nothing invisible."""
    text = re.sub(r"\?=[ \t]+=\?", "?==?", unfolded(value))
    return " ".join(_clean(_words(text)).split())


def unfolded(value: str) -> str:
    """A header's value on one line, raw bytes guessed, and encoded words left as they are."""
    raw = value.encode("utf-8", "surrogateescape") if _has_surrogates(value) else None
    text = decode(raw) if raw is not None else value
    return re.sub(r"[\r\n]+[ \t]*", " ", _clean(text))


def _has_surrogates(value: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in value)


def _words(text: str) -> str:
    """Encoded words opened. Neighbours of one charset are joined as bytes: programs cut inside a letter."""
    out: list[str] = []
    at, pending, charset = 0, b"", ""
    for found in _ENCODED.finditer(text):
        if found.start() != at or found[1].lower() != charset:
            out.append(decode(pending, charset) if pending else "")
            pending = b""
        out.append(text[at : found.start()])
        pending, charset, at = pending + _unwrapped(found[2], found[3]), found[1].lower(), found.end()
    out.append(decode(pending, charset) if pending else "")
    return "".join([*out, text[at:]])


def _unwrapped(way: str, word: str) -> bytes:
    raw = word.encode("utf-8", "replace")
    if way in "bB":
        try:
            return a2b_base64(raw + b"=" * (-len(raw) % 4)) or raw
        except Error:
            return raw
    return re.sub(rb"=([0-9A-Fa-f]{2})", lambda hit: bytes([int(hit[1], 16)]), raw.replace(b"_", b" "))


_BASE64 = re.compile(rb"[A-Za-z0-9+/=]*+[ \t]*+")


def unbase64(raw: bytes) -> bytes | None:
    """The bytes behind base64, however broken into lines; None where plain words only claim to be it."""
    lines = raw.strip().splitlines()
    good: list[bytes] = []
    for line in lines:
        if not _BASE64.fullmatch(line):
            break  # what programs on the way wrote below it
        good.append(line.strip())
    coded = b"".join(good)
    if lines and not coded:
        return None
    return b"".join(_opened(piece) for piece in coded.split(b"="))


def _opened(piece: bytes) -> bytes:
    """One run of base64 without its filling; a last sign that is half a byte is left out."""
    whole = piece[:-1] if len(piece) % 4 == 1 else piece
    return a2b_base64(whole + b"=" * (-len(whole) % 4))


def _clean(text: str) -> str:
    """Without NUL, which PostgreSQL refuses, and without halves of letters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").removeprefix("\ufeff")
