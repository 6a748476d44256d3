"""Pictures that strangers send: how large each says to be, and a clean copy of it, made in a process of its own."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings

CHILD = Path(__file__).with_name("picture_child.py")
CHILD_TOO_LARGE = 3  # its exit code
COPY_KIND = "jpeg"  # whatever came
GRACE_SECONDS = 10  # a process that waits uses no seconds of its own
# Frames of a JPEG that carry its size; C4, C8 and CC among them are tables.
_SIZED = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class NotMade(Exception):
    """There is no clean copy: the picture is broken, or too large for the memory and time that it is given."""


def pixels(kind: str, content: bytes) -> int:
    """How many pixels the picture says to have, read without decoding it; 0 where it does not say."""
    width, height = {"jpeg": _jpeg, "png": _png, "webp": _webp, "heic": _heic}[kind](content)
    return width * height


def clean_copy(kind: str, content: bytes) -> bytes:
    """The same picture as a JPEG that holds its colours and nothing else: no place, no camera, no hidden file.

    Upright, and of at most PICTURE_KEPT_PIXELS. Raises NotMade.
    """
    limits = (
        settings.PICTURE_LIMIT_PIXELS,
        settings.PICTURE_KEPT_PIXELS,
        settings.PICTURE_LIMIT_MEMORY_BYTES,
        settings.PICTURE_LIMIT_SECONDS,
    )
    command = [sys.executable, "-I", str(CHILD), kind, *(str(limit) for limit in limits)]
    try:
        done = subprocess.run(  # noqa: S603 (our own program; the picture is its input, never an argument)
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},  # no secret goes where strangers' bytes are decoded
            check=False,
            timeout=settings.PICTURE_LIMIT_SECONDS + GRACE_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise NotMade from None
    if done.returncode or not done.stdout.endswith(b"\xff\xd9"):
        raise NotMade
    return done.stdout


def _jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(content):
        marker = content[at + 1]
        if marker == 0xFF == content[at]:
            at += 1
        elif content[at] != 0xFF:
            break
        elif marker in _SIZED:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return 0, 0


def _png(content: bytes) -> tuple[int, int]:
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _webp(content: bytes) -> tuple[int, int]:
    match content[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
        case b"VP8L":
            bits = int.from_bytes(content[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    bits = int.from_bytes(content[26:30], "little")
    return bits & 0x3FFF, bits >> 16 & 0x3FFF


def _heic(content: bytes) -> tuple[int, int]:
    """The largest of the pictures that it lists: a photo, its thumbnail, the tiles that both are made of."""
    head, sizes, at = content[: 128 * 1024], [(0, 0)], 0
    while (at := head.find(b"ispe", at) + 4) > 4:
        sizes.append((int.from_bytes(head[at + 4 : at + 8]), int.from_bytes(head[at + 8 : at + 12])))
    return max(sizes, key=lambda size: size[0] * size[1])
