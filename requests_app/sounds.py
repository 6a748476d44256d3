"""What telephones and browsers record, known by its structure from the first byte to the last.

A name for each kind, or None. A film is no sound: what holds a picture track is not taken. Nothing is decoded here.
Sources: ISO 14496-12 (boxes), RFC 3533 (Ogg), RFC 8794 (EBML), RFC 4867 (AMR), ISO 11172-3 and 13818-3/-7 (frames).
"""

from collections.abc import Callable, Iterator

MARKED_AT_LEAST = 3  # frames in a row: two bytes that look like the start of one turn up by chance
LONGEST_FRAME_BYTES = 8192
MOST_PARTS = 200_000  # boxes, pages or frames looked at; an hour of sound has fewer

_FTYP_SOUND = (b"M4A ", b"M4B ", b"mp4", b"iso", b"dash", b"3gp", b"3g2", b"avc1", b"MSNV", b"F4A ")
_EBML = b"\x1a\x45\xdf\xa3"
_SEGMENT = b"\x18\x53\x80\x67"
_AMR_BYTES = (13, 14, 16, 18, 20, 21, 27, 32, 6, 6, 6, 6, 1, 1, 1, 1)
_AMR_WIDE_BYTES = (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 6, 1, 1, 1, 1, 1)
_MP3_KILOBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MP3_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def kind_of(content: bytes) -> str | None:
    """`m4a`, `3gp`, `mp3`, `aac`, `ogg`, `webm`, `amr` or `wav`; None for what is no sound of these."""
    for looks_right in _KINDS:
        kind = looks_right(content)
        if kind:
            return kind
    return None


# --- MP4 and 3GP: boxes in boxes ----------------------------------------------------------------------------------
def _mp4(content: bytes) -> str | None:
    if content[4:8] != b"ftyp" or not content[8:12].startswith(_FTYP_SOUND):
        return None
    boxes = list(_boxes(content, 0, len(content)))
    if not boxes or boxes[-1][2] != len(content):
        return None
    tracks = [
        content[start + 8 : start + 12]
        for name, begin, end in boxes
        if name == b"moov"
        for start in _handlers(content, begin, end)
    ]
    if not tracks or set(tracks) - {b"soun", b"text", b"meta"} or b"soun" not in tracks:
        return None
    return "3gp" if content[8:11] in (b"3gp", b"3g2") else "m4a"


def _boxes(content: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, begin and end of the inside of each box; stops where one does not fit, so its end tells."""
    for _number in range(MOST_PARTS):
        if at + 8 > end:
            return
        length, head = int.from_bytes(content[at : at + 4]), 8
        if length == 1:
            length, head = int.from_bytes(content[at + 8 : at + 16]), 16
        elif length == 0:
            length = end - at
        if length < head or at + length > end:
            return
        yield content[at + 4 : at + 8], at + head, at + length
        at += length


def _handlers(content: bytes, begin: int, end: int) -> Iterator[int]:
    """Where each track says what it is (the inside of moov > trak > mdia > hdlr)."""
    for track, in_track, track_end in _boxes(content, begin, end):
        if track != b"trak":
            continue
        for media, in_media, media_end in _boxes(content, in_track, track_end):
            if media == b"mdia":
                yield from (at for name, at, _end in _boxes(content, in_media, media_end) if name == b"hdlr")


# --- Frames one after the other -----------------------------------------------------------------------------------
def _framed(content: bytes, at: int, length_of: Callable[[bytes, int], int]) -> tuple[int, int]:
    """How many frames follow each other from `at` on, and where the last one ends."""
    count = 0
    while count < MOST_PARTS and (length := length_of(content, at)) and at + length <= len(content):
        at += length
        count += 1
    return count, at


def _is_rest(content: bytes, at: int) -> bool:
    """Whether what follows the last frame is a piece of one, cut off, or a tag with the title."""
    rest = content[at : at + 8]
    return len(content) - at < LONGEST_FRAME_BYTES or rest.startswith((b"TAG", b"APETAGEX"))


def _mp3(content: bytes) -> str | None:
    at = 0
    if content.startswith(b"ID3") and len(content) > 10:
        size = content[6:10]
        at = 10 + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3]) if max(size) < 128 else len(content)
        while content.startswith(b"\0", at) and at < len(content):
            at += 1
    count, end = _framed(content, at, _mp3_frame)
    return "mp3" if count >= MARKED_AT_LEAST and _is_rest(content, end) else None


def _mp3_frame(content: bytes, at: int) -> int:
    head = int.from_bytes(content[at : at + 4])
    version, layer, rate, hertz = head >> 19 & 3, head >> 17 & 3, head >> 12 & 15, head >> 10 & 3
    if head >> 21 != 0x7FF or version == 1 or layer != 1 or rate in (0, 15) or hertz == 3:
        return 0
    is_first = version == 3
    return (144 if is_first else 72) * _MP3_KILOBITS[is_first][rate] * 1000 // _MP3_HERTZ[version][hertz] + (
        head >> 9 & 1
    )


def _aac(content: bytes) -> str | None:
    count, end = _framed(content, 0, _aac_frame)
    return "aac" if count >= MARKED_AT_LEAST and _is_rest(content, end) else None


def _aac_frame(content: bytes, at: int) -> int:
    if len(content) < at + 7 or content[at] != 0xFF or content[at + 1] & 0xF6 != 0xF0:
        return 0
    length = (content[at + 3] & 3) << 11 | content[at + 4] << 3 | content[at + 5] >> 5
    return length if length >= 7 else 0


def _amr(content: bytes) -> str | None:
    for mark, sizes in ((b"#!AMR\n", _AMR_BYTES), (b"#!AMR-WB\n", _AMR_WIDE_BYTES)):
        if content.startswith(mark):
            count, end = _framed(content, len(mark), lambda content, at, sizes=sizes: _amr_frame(content, at, sizes))  # type: ignore[misc]
            return "amr" if count >= MARKED_AT_LEAST and len(content) - end < max(sizes) else None
    return None


def _amr_frame(content: bytes, at: int, sizes: tuple[int, ...]) -> int:
    if at >= len(content) or content[at] & 0x83:
        return 0
    return sizes[content[at] >> 3 & 15]


# --- Pages, elements, chunks --------------------------------------------------------------------------------------
def _ogg(content: bytes) -> str | None:
    if not content.startswith(b"OggS\0") or content[5:6] not in (b"\2", b"\6"):
        return None
    first = content[27 + content[26] :] if len(content) > 28 else b""
    if not first[:8].startswith((b"OpusHead", b"\x01vorbis", b"Speex   ")):
        return None
    _count, end = _framed(content, 0, _ogg_page)
    return "ogg" if end == len(content) and b"\x80theora" not in content[:4096] else None


def _ogg_page(content: bytes, at: int) -> int:
    if not content.startswith(b"OggS\0", at) or len(content) < at + 27:
        return 0
    pieces = content[at + 26]
    return 27 + pieces + sum(content[at + 27 : at + 27 + pieces])


def _webm(content: bytes) -> str | None:
    head = content[:4096]
    if not head.startswith(_EBML) or b"webm" not in head[:64] or _SEGMENT not in head[:128]:
        return None
    speaks = b"A_OPUS" in head or b"A_VORBIS" in head
    return "webm" if speaks and not any(codec in head for codec in (b"V_VP", b"V_AV1", b"V_MPEG", b"V_MS")) else None


def _wav(content: bytes) -> str | None:
    if not content.startswith(b"RIFF") or content[8:12] != b"WAVE":
        return None
    names: list[bytes] = []
    at = 12
    while at + 8 <= len(content) and len(names) < MOST_PARTS:
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        names.append(content[at : at + 4])
        at += 8 + length + length % 2
    whole = at in (len(content), len(content) + 1) and int.from_bytes(content[4:8], "little") + 8 in (at, at - 1)
    return "wav" if whole and b"fmt " in names and b"data" in names else None


_KINDS: tuple[Callable[[bytes], str | None], ...] = (_mp4, _ogg, _webm, _wav, _amr, _mp3, _aac)
