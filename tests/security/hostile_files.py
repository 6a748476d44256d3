"""Files that nobody sends by mistake, each built here when it is asked for. Nothing in them harms who reads this.

`FILES` gives for each: the name under which it is sent, how to build it, and the type its sender claims.
"""

import gzip
import io
import struct
import zlib
from collections.abc import Callable
from functools import cache

from PIL import Image

from tests import sounds
from tests.clamd import eicar
from tests.pictures import photo, plain, saved
from tests.requests_app.test_files import HEIC, ODT_MIME, PDF, archive, bomb, lying, odt, word

PAGE = b"<html><script>alert(document.cookie)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
SCRIPTED_PDF = PDF.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>")
LAUNCHING_PDF = PDF.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /Launch /F (cmd.exe) >>")
MEGABYTE = 1024 * 1024


def chunk(name, content):
    return struct.pack(">L4s", len(content), name) + content + struct.pack(">L", zlib.crc32(name + content))


def png(width, height, *more, rows=b"", depth=8, colours=2):
    """A PNG that says to be so large; `rows` are its bytes, packed."""
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, depth, colours, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + b"".join(more)
        + chunk(b"IDAT", rows or zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def zeros(megabytes):
    """So many megabytes, packed a thousandfold."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(bytes(MEGABYTE)) for _number in range(megabytes)), packer.flush()])


def jpeg_of(width, height):
    content = saved(plain(), "jpeg")
    at = content.index(b"\xff\xc0")
    return content[: at + 5] + struct.pack(">HH", height, width) + content[at + 9 :]


def jpeg_of_scans(count):
    """A progressive JPEG whose last pass is repeated: each costs a pass over the whole picture."""
    content = saved(Image.new("RGB", (4000, 4000)), "jpeg", progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:last] + content[last:-2] * count + content[-2:]


def webp_of(width, height):
    size = struct.pack("<L", width - 1)[:3] + struct.pack("<L", height - 1)[:3]
    body = b"WEBPVP8X" + struct.pack("<L", 10) + bytes(4) + size + saved(plain(), "webp")[12:]
    return b"RIFF" + struct.pack("<L", len(body)) + body


def animated(kind, frames):
    stream = io.BytesIO()
    pictures = [Image.new("RGB", (400, 400), (number % 256, 0, 0)) for number in range(frames)]
    pictures[0].save(stream, kind, save_all=True, append_images=pictures[1:], duration=1)
    return stream.getvalue()


def endless_gif():
    return animated("GIF", 2)[:-1] * 2000


def exif_with(words):
    return saved(
        plain(),
        "jpeg",
        exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x0e\0\x02" + struct.pack(">LL", len(words), 26) + words,
    )


def many_entries():
    return word(*(f"word/media/{number}.xml" for number in range(3000)))


def nested_boxes():
    box = b""
    for _depth in range(5000):
        box = sounds.box(b"trak", box)
    return sounds.box(b"ftyp", b"M4A ") + sounds.box(b"moov", box)


def with_bomb_inside(name):
    return png(60, 40, chunk(name, (b"ICC\0\0" if name == b"iCCP" else b"Title\0\0") + zeros(200)))


Made = tuple[str, Callable[[], bytes], str]
FILES: dict[str, Made] = {
    # Two things at once.
    "picture and archive": ("photo.jpg", lambda: photo() + archive("evil.class"), "image/jpeg"),
    "png and archive": ("photo.png", lambda: photo("png") + archive("evil.class"), "image/png"),
    "pdf and archive": ("lettre.pdf", lambda: PDF[:-6] + archive("evil.class") + b"%%EOF\n", "application/pdf"),
    "picture and page": ("photo.jpg", lambda: photo() + PAGE, "image/jpeg"),
    "page in a comment": ("photo.jpg", lambda: saved(plain(), "jpeg", comment=PAGE), "image/jpeg"),
    "page in exif": ("photo.jpg", lambda: exif_with(PAGE), "image/jpeg"),
    "page in webp": ("photo.webp", lambda: saved(plain(), "webp", exif=b"Exif\0\0" + PAGE), "image/webp"),
    "png and php": ("photo.php.png", lambda: photo("png") + b"<?php system($_GET[0]); ?>", "image/png"),
    "gif and script": ("photo.gif", lambda: b"GIF89a/*" + bytes(20) + b"*/=1;alert(1);", "image/gif"),
    "pdf and page": ("lettre.pdf", lambda: b"%PDF-1.7\n" + PAGE + b"\n%%EOF", "application/pdf"),
    "title and page": ("voix.mp3", lambda: sounds.mp3(tag=sounds.id3(b"TIT2" + PAGE)), "audio/mpeg"),
    "title far away": (
        "voix.mp3",
        lambda: sounds.mp3(tag=sounds.id3(bytes(200_000) + PAGE)) + bytes(300_000),
        "audio/mpeg",
    ),
    "sound and page": ("voix.ogg", lambda: sounds.ogg() + sounds.page(PAGE), "audio/ogg"),
    "wave and page": ("voix.wav", lambda: sounds.wav(PAGE), "audio/wav"),
    "sound and archive": ("voix.m4a", lambda: sounds.mp4() + sounds.box(b"free", archive("a")), "audio/mp4"),
    # Pages and programs under a harmless name.
    "svg as a photo": ("photo.jpg", lambda: SVG, "image/jpeg"),
    "svg in xml": ("logo.svg", lambda: b'<?xml version="1.0"?>' + SVG, "image/svg+xml"),
    "packed svg": ("logo.svgz", lambda: gzip.compress(SVG), "image/svg+xml"),
    "page as text": ("lettre.txt", lambda: PAGE, "text/plain"),
    "page as pdf": ("lettre.pdf", lambda: PAGE, "application/pdf"),
    "page in utf-16": ("lettre.txt", lambda: PAGE.decode().encode("utf-16"), "text/plain"),
    "page in utf-7": ("lettre.txt", lambda: b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "text/html"),
    "script as text": ("lettre.txt", lambda: b"alert(document.cookie)", "text/javascript"),
    "formula as text": ("liste.txt", lambda: b"=cmd|' /C calc'!A0", "text/csv"),
    "shell": ("lettre.txt", lambda: b"#!/bin/sh\nrm -rf ~\n", "text/plain"),
    "php": ("lettre.txt", lambda: b"<?php system($_GET[0]); ?>", "text/plain"),
    "terminal": ("lettre.txt", lambda: b"\x1b]0;owned\x07\x1b[2J", "text/plain"),
    "program": ("lettre.pdf.exe", lambda: b"MZ" + bytes(5000), "application/pdf"),
    "shortcut": ("lettre.lnk", lambda: b"L\0\0\0\x01\x14\x02\0" + bytes(500), "application/pdf"),
    # Office.
    "macro": ("lettre.docx", lambda: word("word/vbaProject.bin"), "application/msword"),
    "macro under its name": ("lettre.docm", lambda: word("word/vbaProject.bin"), "application/msword"),
    "control": ("lettre.docx", lambda: word("word/activeX/activeX1.xml"), "application/msword"),
    "basic": ("lettre.odt", lambda: odt("Basic/Standard/Module1.xml"), ODT_MIME),
    "old office": ("lettre.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9000), "application/msword"),
    "rtf": ("lettre.txt", lambda: b"{\\rtf1{\\object\\objdata 0105}}", "text/plain"),
    "path in an archive": ("lettre.docx", lambda: word("../../../../etc/cron.d/evil"), "application/msword"),
    "zip bomb": ("lettre.docx", bomb, "application/msword"),
    "zip that lies": ("lettre.docx", lambda: lying(24, 100), "application/msword"),
    "three thousand entries": ("lettre.docx", many_entries, "application/msword"),
    "archive of archives": (
        "lettre.docx",
        lambda: archive("a.zip", content=archive("b", content=bytes(MEGABYTE))),
        "application/zip",
    ),
    # Bombs of pixels.
    "png of 3.6 thousand million": ("photo.png", lambda: png(60_000, 60_000), "image/png"),
    "png of 400 million": ("photo.png", lambda: png(20_000, 20_000, rows=zeros(300)), "image/png"),
    "png of 100 million": ("photo.png", lambda: png(10_000, 10_000, rows=zeros(290)), "image/png"),
    "packed title": ("photo.png", lambda: with_bomb_inside(b"zTXt"), "image/png"),
    "packed profile": ("photo.png", lambda: with_bomb_inside(b"iCCP"), "image/png"),
    "jpeg of 4 thousand million": ("photo.jpg", lambda: jpeg_of(65_000, 65_000), "image/jpeg"),
    "jpeg of 60 million": ("photo.jpg", lambda: jpeg_of(10_000, 6_000), "image/jpeg"),
    "jpeg of 150 passes": ("photo.jpg", lambda: jpeg_of_scans(150), "image/jpeg"),
    "webp of 268 million": ("photo.webp", lambda: webp_of(16_383, 16_383), "image/webp"),
    "webp of 100 million": ("photo.webp", lambda: webp_of(10_000, 10_000), "image/webp"),
    "webp of 64 million": (
        "photo.webp",
        lambda: saved(Image.new("RGB", (8000, 8000)), "webp", lossless=True, method=0),
        "image/webp",
    ),
    "animated webp": ("photo.webp", lambda: animated("WEBP", 60), "image/webp"),
    "animated png": ("photo.png", lambda: animated("PNG", 200), "image/png"),
    "endless gif": ("photo.gif", endless_gif, "image/gif"),
    "heic of 4 thousand million": ("a.heic", lambda: HEIC + b"ispe" + bytes(4) + b"\0\0\xff\xff" * 2, "image/heic"),
    "broken heic": ("a.heic", lambda: photo("heic")[:300] + bytes(2000), "image/heic"),
    "heic of nothing": ("a.heic", lambda: HEIC, "image/heic"),
    # Malware, as far as a scanner's test file is.
    "eicar": ("lettre.txt", eicar, "text/plain"),
    "eicar as a program": ("eicar.com", eicar, "application/octet-stream"),
    "eicar in a document": ("lettre.docx", lambda: word(content=eicar()), "application/msword"),
    "eicar in a photo": ("photo.jpg", lambda: photo() + eicar(), "image/jpeg"),
    "eicar in a pdf": ("lettre.pdf", lambda: PDF[:-6] + eicar() + b"\n%%EOF\n", "application/pdf"),
    # PDF that does things.
    "pdf with script": ("lettre.pdf", lambda: SCRIPTED_PDF, "application/pdf"),
    "pdf that starts a program": ("lettre.pdf", lambda: LAUNCHING_PDF, "application/pdf"),
    # Half, empty, too much, and what it is not.
    "nothing": ("lettre.pdf", lambda: b"", "application/pdf"),
    "one byte": ("lettre.txt", lambda: b"x", "text/plain"),
    "half a jpeg": ("photo.jpg", lambda: photo()[:300], "image/jpeg"),
    "half a png": ("photo.png", lambda: photo("png")[:200], "image/png"),
    "half a sound": ("voix.m4a", lambda: sounds.mp4()[:100], "audio/mp4"),
    "half a pdf": ("lettre.pdf", lambda: PDF[:40], "application/pdf"),
    "ten megabytes and one": ("lettre.pdf", lambda: PDF[:-6] + bytes(10 * MEGABYTE) + PDF[-6:], "application/pdf"),
    "ten megabytes of lines": ("lettre.txt", lambda: b"mot\n" * (10 * MEGABYTE // 4), "text/plain"),
    "pdf called a photo": ("photo.jpg", lambda: PDF, "image/jpeg"),
    "photo called a document": ("lettre.docx", lambda: photo("png"), "application/msword"),
    # Sounds.
    "film": ("voix.m4a", lambda: sounds.mp4(tracks=(b"vide", b"soun")), "audio/mp4"),
    "boxes in boxes": ("voix.m4a", nested_boxes, "audio/mp4"),
    "a million frames": ("voix.mp3", lambda: b"\xff\xfb\x10\xc4" * (2 * MEGABYTE), "audio/mpeg"),
    "empty pages": ("voix.ogg", lambda: sounds.ogg() + (b"OggS\0" + bytes(22)) * 380_000, "audio/ogg"),
    # Names.
    "way up": ("../../../../etc/passwd", lambda: b"Bonjour", "text/plain"),
    "way up on Windows": ("..\\..\\Windows\\win.ini", lambda: b"Bonjour", "text/plain"),
    "other way round": ("photo\u202egpj.exe", photo, "image/jpeg"),
    "more headers": ('a"; filename="b.html\r\nX-Evil: 1', lambda: b"Bonjour", "text/plain"),
    "tag": ("<img src=x onerror=alert(1)>\"'.txt", lambda: b"Bonjour", "text/plain"),
    "template": ("{{ settings.SECRET_KEY }}{% debug %}.txt", lambda: b"Bonjour", "text/plain"),
    "device": ("CON.txt", lambda: b"Bonjour", "text/plain"),
    "the longest name that Windows has": ("ሰ" * 251 + ".txt", lambda: b"Bonjour", "text/plain"),
    "dots": ("....", lambda: b"Bonjour", "text/plain"),
    "nothing to see": ("\u200b\u2060\ufeff", lambda: b"Bonjour", "text/plain"),
}

# Django's parser of forms knows no file without a name that can be seen, and no telephone sends one.
UNNAMED = {"nothing to see"}


@cache
def made(what: str) -> bytes:
    """Its bytes, built once."""
    return FILES[what][1]()
