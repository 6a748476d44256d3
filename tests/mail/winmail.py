"""winmail.dat as Outlook writes it, made here: enough of TNEF to pack names, bytes and words."""

from struct import pack

NEW_FILE, TITLE, DATA, FILE_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
BODY, CODEPAGE, VERSION, MESSAGE_PROPERTIES = 0x0002800C, 0x00069007, 0x00089006, 0x00069003


def attribute(level: int, kind: int, data: bytes) -> bytes:
    return pack("<BII", level, kind, len(data)) + data + pack("<H", sum(data) & 0xFFFF)


def padded(value: bytes) -> bytes:
    return pack("<I", len(value)) + value + b"\0" * (-len(value) % 4)


def properties(*pairs: tuple[int, int, bytes]) -> bytes:
    """Properties of a form with a length: number, form, value."""
    return pack("<I", len(pairs)) + b"".join(
        pack("<HHI", form, number, 1) + padded(value) for number, form, value in pairs
    )


def file(name: str, content: bytes, *, title: bytes = b"FILE~1.PDF\0") -> bytes:
    """One file with its short name, and its long one in UTF-16 behind a number and a named property."""
    long_name = (name + "\0").encode("utf-16-le")
    named = pack("<HH", 0x0003, 0x8001) + b"\0" * 16 + pack("<II", 0, 7) + pack("<I", 1)
    inner = (
        pack("<I", 3) + pack("<HHI", 0x0003, 0x0E21, 5) + named + pack("<HHI", 0x001F, 0x3707, 1) + padded(long_name)
    )
    return (
        attribute(2, NEW_FILE, b"\1\0" + b"\0" * 12)
        + attribute(2, TITLE, title)
        + attribute(2, DATA, content)
        + attribute(2, FILE_PROPERTIES, inner)
    )


def winmail(*files: bytes, body: str = "") -> bytes:
    words = attribute(1, BODY, body.encode("cp1251") + b"\0") if body else b""
    top = attribute(1, VERSION, b"\0\0\1\0") + attribute(1, CODEPAGE, pack("<II", 1251, 0))
    return b"\x78\x9f\x3e\x22\x01\x00" + top + words + b"".join(files)
