"""winmail.dat: how Outlook packs files and words when it trusts the other end to be Outlook too (MS-OXTNEF).

Only what carries content is read: names, bytes, and the body where the letter brings none. Nothing is expanded, so what
comes out is never larger than what came in; the counts are bounded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from struct import Struct

from notifications import charsets

SIGNATURE = b"\x78\x9f\x3e\x22"
FILES_LIMIT = 100
ATTRIBUTES_LIMIT = 5_000
_RECORD = Struct("<BII")
_WORD, _LONG = Struct("<H"), Struct("<I")
_CODEPAGE, _BODY, _MESSAGE_PROPERTIES = 0x00069007, 0x0002800C, 0x00069003
_NEW_FILE, _TITLE, _DATA, _FILE_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_PLAIN, _HTML, _FILE_DATA, _FILE_NAME, _FILE_LONG_NAME, _SHOWN_NAME = 0x1000, 0x1013, 0x3701, 0x3704, 0x3707, 0x3001
_NAMED = 0x8000
_SIZES = {0x02: 2, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 2, 0x14: 8, 0x40: 8, 0x48: 16}
_STRING, _UNICODE, _BINARY, _OBJECT = 0x1E, 0x1F, 0x102, 0x0D
_OBJECT_ID = 16  # bytes before the content of an object


class Broken(ValueError):
    """It is not TNEF, or it was cut: keep it as the file it is."""


@dataclass
class Inside:
    """What was packed: names and bytes in order, and the words of the letter."""

    files: list[tuple[str, bytes]] = field(default_factory=list)
    text: str = ""
    html: str = ""
    is_whole: bool = True  # false where an embedded letter or a limit left something behind


@dataclass
class _File:
    name: str = ""
    long_name: str = ""
    content: bytes | None = None
    is_object: bool = False


def unpack(content: bytes) -> Inside:
    """The files and words within. Raises Broken if the first bytes are not TNEF; damage later ends the reading."""
    if not content.startswith(SIGNATURE):
        raise Broken
    inside, packed, charset = Inside(), list[_File](), "cp1252"
    for number, (kind, data) in enumerate(_attributes(content, inside)):
        if number >= ATTRIBUTES_LIMIT or len(packed) > FILES_LIMIT:
            inside.is_whole = False
            break
        if kind == _CODEPAGE and len(data) >= _LONG.size:
            charset = f"cp{_long(data, 0)}"
        elif kind == _NEW_FILE:
            packed.append(_File())
        else:
            _read(kind, data, inside, packed, charset)
    for one in packed:
        if one.content is None or one.is_object:
            inside.is_whole = False
        else:
            inside.files.append((one.long_name or one.name, one.content))
    return inside


def _read(kind: int, data: bytes, inside: Inside, packed: list[_File], charset: str) -> None:
    try:
        if kind == _BODY:
            inside.text = _text(data, charset)
        elif kind == _MESSAGE_PROPERTIES:
            _read_letter(data, inside, charset)
        elif packed:
            _read_file(packed[-1], kind, data, charset)
    except Broken:
        inside.is_whole = False


def _attributes(content: bytes, inside: Inside) -> Iterator[tuple[int, bytes]]:
    """The outer records (level, kind, length, bytes, checksum) as far as they are whole."""
    at = len(SIGNATURE) + 2
    while at + _RECORD.size <= len(content):
        _level, kind, length = _RECORD.unpack_from(content, at)
        at += _RECORD.size
        if at + length > len(content):
            inside.is_whole = False
            return
        yield kind, content[at : at + length]
        at += length + 2


def _read_file(one: _File, kind: int, data: bytes, charset: str) -> None:
    if kind == _TITLE:
        one.name = _text(data, charset)
    elif kind == _DATA:
        one.content = data
    elif kind == _FILE_PROPERTIES:
        for number, form, value in _properties(data):
            if number == _FILE_LONG_NAME or (number in (_FILE_NAME, _SHOWN_NAME) and not one.long_name):
                one.long_name = _text(value, "utf-16-le" if form == _UNICODE else charset) or one.long_name
            elif number == _FILE_DATA:
                one.is_object = form == _OBJECT
                one.content = value if one.content is None else one.content


def _read_letter(data: bytes, inside: Inside, charset: str) -> None:
    for number, form, value in _properties(data):
        if number == _PLAIN and not inside.text:
            inside.text = _text(value, "utf-16-le" if form == _UNICODE else charset)
        elif number == _HTML:
            inside.html = _text(value, "utf-16-le" if form == _UNICODE else charset)


def _properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The inner properties: number, form, bytes of the first value."""
    count, at = _long(data, 0), 4
    for _number in range(min(count, ATTRIBUTES_LIMIT)):
        if at + 4 > len(data):
            return
        form, number = _WORD.unpack_from(data, at)[0], _WORD.unpack_from(data, at + 2)[0]
        at += 4
        if number >= _NAMED:
            at = _after_name(data, at)
        is_many, form = bool(form & 0x1000), form & 0x0FFF
        size = _SIZES.get(form)
        values = 1
        if is_many or size is None:
            values, at = _long(data, at), at + 4
        if values > ATTRIBUTES_LIMIT or (size is None and form not in (_STRING, _UNICODE, _BINARY, _OBJECT)):
            raise Broken
        first = b""
        for index in range(values):
            length = size
            if length is None:
                length, at = _long(data, at), at + 4
            value = data[at : at + length]
            first = value if index == 0 else first
            at += length + (-length % 4)
        yield number, form, first[_OBJECT_ID:] if form == _OBJECT else first


def _after_name(data: bytes, at: int) -> int:
    """Past the name of a named property: 16 bytes of a family, then a number or a string."""
    at += 16
    is_string, at = _long(data, at), at + 4
    length = _long(data, at)
    return at + 4 + (length + -length % 4 if is_string else 0)


def _long(data: bytes, at: int) -> int:
    if at + 4 > len(data):
        raise Broken
    return int(_LONG.unpack_from(data, at)[0])


def _text(value: bytes, charset: str) -> str:
    if charset == "utf-16-le":
        return value.decode("utf-16-le", "replace").rstrip("\0").replace("\0", "")
    return charsets.decode(value.rstrip(b"\0"), charset)
