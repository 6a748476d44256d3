"""Sounds as telephones and browsers make them, built part by part: silence, but of the right structure."""

import struct

OPUS_HEAD = b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0"


def box(name, *inside):
    content = b"".join(inside)
    return struct.pack(">L4s", len(content) + 8, name) + content


def track(handler=b"soun"):
    return box(b"trak", box(b"tkhd", bytes(84)), box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(13))))


def mp4(brand=b"M4A ", *, tracks=(b"soun",), sound=bytes(600)):
    """As an iPhone records; Android writes the brand `mp42` or `3gp4`."""
    head = box(b"ftyp", brand, bytes(4), b"isom", brand)
    return head + box(b"mdat", sound) + box(b"moov", box(b"mvhd", bytes(100)), *map(track, tracks))


def mp3(frames=20, *, tag=b""):
    """64 kbit/s, 44.1 kHz: each frame has 208 bytes."""
    return tag + (b"\xff\xfb\x50\xc4" + bytes(204)) * frames


def id3(inside):
    size = len(inside)
    return b"ID3\x03\0\0" + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127]) + inside


def aac(frames=20):
    return (b"\xff\xf1\x50\x80\x0d\x1f\xfc" + bytes(97)) * frames


def page(content, *, flags=0):
    sizes = [255] * (len(content) // 255) + [len(content) % 255]
    return b"OggS\0" + bytes([flags]) + bytes(20) + bytes([len(sizes), *sizes]) + content


def ogg(head=OPUS_HEAD, pages=5):
    return page(head, flags=2) + page(b"OpusTags" + bytes(20)) + page(bytes(300)) * pages


def webm(*codecs):
    """As Chromium records: a segment whose size nobody knows yet."""
    kind = b"\x42\x82\x84webm"
    tracks = b"".join(b"\x86" + bytes([0x80 | len(codec)]) + codec for codec in codecs or (b"A_OPUS",))
    return (
        b"\x1a\x45\xdf\xa3"
        + bytes([0x80 | len(kind)])
        + kind
        + b"\x18\x53\x80\x67\x01"
        + b"\xff" * 7
        + tracks
        + bytes(500)
    )


def amr(frames=40):
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * frames


def amr_wide(frames=40):
    return b"#!AMR-WB\n" + (b"\x44" + bytes(60)) * frames


def wav(sound=bytes(800)):
    parts = (
        b"fmt " + struct.pack("<LHHLLHH", 16, 1, 1, 8000, 8000, 1, 8) + b"data" + struct.pack("<L", len(sound)) + sound
    )
    return b"RIFF" + struct.pack("<L", len(parts) + 4) + b"WAVE" + parts


ALL = {
    "m4a": mp4(),
    "3gp": mp4(b"3gp4"),
    "mp3": mp3(),
    "aac": aac(),
    "ogg": ogg(),
    "webm": webm(),
    "amr": amr(),
    "wav": wav(),
}
