"""Honest files are what telephones and offices make; hostile ones are built here, byte by byte."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from requests_app import files
from requests_app.files import HEAD_BYTES, KINDS, LONGEST_NAME, TAIL_BYTES, detect, safe_name

ODT_MIME = "application/vnd.oasis.opendocument.text"
WORD_PARTS = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/media/image1.png", "docProps/app.xml")
ODT_PARTS = ("content.xml", "styles.xml", "META-INF/manifest.xml", "Thumbnails/thumbnail.png")


def picture(kind, **options):
    stream = io.BytesIO()
    Image.new("RGB", (8, 6), "teal").save(stream, kind, **options)
    return stream.getvalue()


def archive(*names, first=(), content=b"<xml/>"):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as built:
        for name, stored in first:
            built.writestr(zipfile.ZipInfo(name), stored)
        for name in names:
            built.writestr(name, content)
    return stream.getvalue()


def word(*more, **options):
    return archive(*WORD_PARTS, *more, **options)


def odt(*more, mime=ODT_MIME):
    return archive(*ODT_PARTS, *more, first=[("mimetype", mime)])


PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
JPEG, PNG, WEBP = picture("JPEG"), picture("PNG"), picture("WEBP")
HEIC = struct.pack(">L4s4sL4s4s", 24, b"ftyp", b"heic", 0, b"mif1", b"heic") + b"\0\0\0\x10meta" + bytes(100)
AVIF = struct.pack(">L4s4sL4s4s", 24, b"ftyp", b"avif", 0, b"mif1", b"avif") + b"\0\0\0\x10meta" + bytes(100)
MP4 = struct.pack(">L4s4sL4s4s", 24, b"ftyp", b"isom", 0, b"mp41", b"mp42") + bytes(100)
EXIF = b"\xff\xe1" + struct.pack(">H", 65_535) + b"Exif\0\0" + bytes(65_527)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (PDF + b"\r\n" + bytes(100), "pdf"),  # scanners pad
        (JPEG, "jpeg"),
        (picture("JPEG", progressive=True, comment=b"vacances"), "jpeg"),
        (JPEG[:2] + EXIF * 3 + JPEG[2:], "jpeg"),  # the picture begins after what we look at
        (JPEG[:2] + b"\xff\xff" + JPEG[2:], "jpeg"),
        (JPEG + b"SEFT trailer of a telephone", "jpeg"),
        (PNG, "png"),
        (WEBP, "webp"),
        (picture("WEBP", lossless=True), "webp"),
        (HEIC, "heic"),
        (word(), "docx"),
        (word("customXml/item1.xml", "word/theme/thème1.xml"), "docx"),
        (odt(), "odt"),
        (odt("Pictures/été.png", "Configurations2/"), "odt"),
        (b"Bonjour\r\n\tje m'appelle Zo\xc3\xa9.\n", "txt"),
        ("مرحبا، ሰላም, Привіт".encode(), "txt"),
        ("\ufeffavec une marque".encode(), "txt"),
        ("Bonjour à tous".encode("utf-16"), "txt"),
        ("\ufeffПривіт".encode("utf-16-be"), "txt"),
        (b"3 < 4 and <3 forever", "txt"),
    ],
)
def test_an_ordinary_file_is_known_by_its_content(content, kind):
    assert detect(content) == kind
    assert detect(content[:HEAD_BYTES], content[-TAIL_BYTES:], len(content)) == kind


def bomb():
    return word(content=bytes(3_000_000))


def lying(position_from_table, value, pattern="<L"):
    """A Word document whose table of contents says something else about its first entry."""
    content = bytearray(word())
    at = content.index(b"PK\x01\x02") + position_from_table
    struct.pack_into(pattern, content, at, value)
    return bytes(content)


NOT_ON_THE_LIST = {
    "empty": b"",
    "blank": b" \n\n ",
    "html": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "html after words": b"Bonjour\n<script src=//evil.example></script>",
    "html in utf-16": "<html><body>".encode("utf-16"),
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "php": b"<?php system($_GET[0]); ?>",
    "script": b"#!/bin/sh\nrm -rf ~\n",
    "rtf": b"{\\rtf1\\ansi hello}",
    "exe": b"MZ\x90\0\x03\0\0\0\x04" + bytes(200),
    "elf": b"\x7fELF\x02\x01\x01" + bytes(200),
    "gif": picture("GIF"),
    "bmp": picture("BMP"),
    "tiff": picture("TIFF"),
    "avif": AVIF,
    "mp4": MP4,
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "nul in text": b"hello\0world",
    "escape in text": b"hello \x1b[2J",
    "latin-1": "été".encode("latin-1"),
    "utf-32": "hello".encode("utf-32"),
    "broken utf-16": b"\xff\xfeh",
}


@pytest.mark.parametrize("content", NOT_ON_THE_LIST.values(), ids=NOT_ON_THE_LIST)
def test_what_is_not_on_the_list_is_not_taken(content):
    assert detect(content) is None


TWO_OR_HALF = {
    "jpeg and zip": JPEG + archive("evil.class"),
    "png and zip": PNG + archive("evil.class"),
    "pdf and zip": PDF[:-6] + archive("evil.class") + b"%%EOF\n",
    "page in the comment of a jpeg": JPEG[:2] + b"\xff\xfe\x00\x20<html><script>alert(1)</script>" + JPEG[2:],
    "jpeg and page": JPEG + b"<html><script>alert(1)</script>",
    "png and php": PNG + b"<?php phpinfo();",
    "html that begins as a jpeg": b"\xff\xd8\xff<html><script>alert(1)</script></html>",
    "html that begins as a png": b"\x89PNG\r\n\x1a\n<html></html>",
    "html that begins as a pdf": b"%PDF-1.7\n<html><script>alert(1)</script>\n%%EOF",
    "words that say pdf": b"%PDF-1.7 is what this text is not",
    "pdf after something": b"MZ" + PDF,
    "webp with more behind": WEBP + b"more",
    "jpeg cut off": JPEG[:12],
    "png without end": PNG[:-12],
    "png of no width": PNG[:16] + bytes(4) + PNG[20:],
    "heic of one box": HEIC[:24],
}


@pytest.mark.parametrize("content", TWO_OR_HALF.values(), ids=TWO_OR_HALF)
def test_a_file_that_is_two_things_or_half_a_thing_is_not_taken(content):
    assert detect(content) is None


ODD_ARCHIVES = {
    "any zip": archive("readme.txt"),
    "spreadsheet": archive("[Content_Types].xml", "xl/workbook.xml"),
    "java": archive("META-INF/MANIFEST.MF", "Evil.class"),
    "word with macros": word("word/vbaProject.bin"),
    "word with macros elsewhere": word("word/x/VBAPROJECT.BIN"),
    "word with activex": word("word/activeX/activeX1.bin"),
    "word with a stranger": word("evil.exe"),
    "word climbing out": word("word/../../etc/passwd"),
    "word from the root": word("/etc/passwd"),
    "word on a drive": word("word/C:evil"),
    "word with backslash": word("word/a").replace(b"word/a", b"word\\a"),
    "word twice the same": word("WORD/document.xml"),
    "word and page before": b"<html>" + word(),
    "word and page behind": word() + b"<html>",
    "odt with basic": odt("Basic/Standard/Module1.xml"),
    "odt with scripts": odt("Scripts/python/evil.py"),
    "odt that says spreadsheet": odt(mime="application/vnd.oasis.opendocument.spreadsheet"),
    "odt that says template": odt(mime=ODT_MIME + "-template"),
    "odt without its type first": archive(*ODT_PARTS, "mimetype"),
    "bomb": bomb(),
    "bomb that says so": lying(24, 4_000_000_000),
    "encrypted": lying(8, 1, "<H"),
    "odd compression": lying(10, 12, "<H"),
    "entries sharing bytes": lying(42, 60),
    "entry past the end": lying(20, 1_000_000),
    "broken table": word().replace(b"PK\x01\x02", b"PK\x01\x03", 1),
    "end cut off": word()[:-1],
}


@pytest.mark.parametrize("content", ODD_ARCHIVES.values(), ids=ODD_ARCHIVES)
def test_an_archive_is_taken_only_as_a_plain_document(content):
    assert detect(content) is None


def test_a_comment_behind_an_archive_is_not_taken():
    content = bytearray(word() + b"<html>")
    content[-8:-6] = struct.pack("<H", 6)

    assert detect(bytes(content)) is None


def test_a_document_of_too_many_parts_is_not_taken(monkeypatch):
    monkeypatch.setattr(files, "ARCHIVE_LIMIT_ENTRIES", 4)

    assert detect(word()) is None


def test_a_long_text_is_known_when_both_ends_show_all_of_it_and_only_then():
    long, longer = b"x" * (HEAD_BYTES + TAIL_BYTES), b"x" * (HEAD_BYTES + TAIL_BYTES + 1)

    assert detect(long[:HEAD_BYTES], long[-TAIL_BYTES:], len(long)) == "txt"
    assert detect(longer[:HEAD_BYTES], longer[-TAIL_BYTES:], len(longer)) is None
    assert detect(longer) == "txt"
    assert detect(b"x" * HEAD_BYTES, b"\0" * 10, HEAD_BYTES + 10) is None


@given(st.binary(max_size=400), st.sampled_from([b"", PDF, JPEG, PNG, WEBP, HEIC, word(), odt()]), st.integers(0, 400))
def test_no_bytes_do_worse_than_being_refused(noise, honest, at):
    assert detect(honest[:at] + noise + honest[at:]) in {None, *KINDS}
    assert detect(honest[:at] + noise) in {None, *KINDS}


@pytest.mark.parametrize("cut", range(0, len(word()), 40))
def test_a_document_cut_off_anywhere_is_not_taken(cut):
    assert detect(word()[:cut]) is None


@pytest.mark.parametrize(
    ("original", "kind", "shown"),
    [
        ("lettre.pdf", "pdf", "lettre.pdf"),
        ("Lettre.PDF", "pdf", "Lettre.pdf"),
        ("photo.jpeg", "jpeg", "photo.jpg"),
        ("photo", "jpeg", "photo.jpg"),
        ("photo.png", "jpeg", "photo.jpg"),
        ("virus.exe", "pdf", "virus.exe.pdf"),
        ("facture.pdf.pdf", "pdf", "facture.pdf"),
        ("C:\\Users\\Zoé\\mes photos\\été.heic", "heic", "été.heic"),
        ("../../etc/passwd", "txt", "passwd.txt"),
        ("/etc/passwd", "txt", "passwd.txt"),
        ("..\\..\\boot.ini", "txt", "boot.ini.txt"),
        ("..", "txt", "document.txt"),
        ("dossier/", "pdf", "document.pdf"),
        ("", "pdf", "document.pdf"),
        (".htaccess", "txt", "htaccess.txt"),
        (".pdf", "pdf", "document.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "pdf", "a Set-Cookie_ b.pdf"),
        ("nul\0byte\x1b.pdf", "pdf", "nulbyte.pdf"),
        ("facture\u202egpj.exe", "jpeg", "facturegpj.exe.jpg"),
        ("\u2066a\u2069\u200f\ufeff.pdf", "pdf", "a.pdf"),
        ('<b>"?*|.png', "png", "_b_____.png"),
        ("NUL.txt", "txt", "_NUL.txt"),
        ("con.tar.pdf", "pdf", "_con.tar.pdf"),
        ("رسالة.pdf", "pdf", "رسالة.pdf"),
        ("نامه‌ها.pdf", "pdf", "نامه‌ها.pdf"),
        ("ደብዳቤ.pdf", "pdf", "ደብዳቤ.pdf"),
        ("Лист від Ганни.docx", "docx", "Лист від Ганни.docx"),
        ("Rapport v1.2 final", "pdf", "Rapport v1.2 final.pdf"),
        ("photo.exe", "", "photo.exe"),
        ("../évil\u202e.svg", "", "évil.svg"),
    ],
)
def test_a_name_is_shown_without_tricks_and_with_the_ending_of_its_kind(original, kind, shown):
    assert safe_name(original, kind) == shown


def test_an_endless_name_is_cut_before_its_ending():
    shown = safe_name("é" * 500 + ".pdf", "pdf")

    assert len(shown) == LONGEST_NAME
    assert shown.endswith("é.pdf")


def test_a_name_of_a_megabyte_is_no_more_work_than_another():
    assert safe_name("a/" * 300_000 + ".pdf" * 100_000, "pdf") == "document.pdf"


@given(st.text() | st.text("./\\:\u202e\x00 apdfCON"), st.sampled_from(["", *KINDS]))
def test_every_name_is_short_plain_and_of_its_kind(original, kind):
    shown = safe_name(original, kind)

    assert 0 < len(shown) <= LONGEST_NAME
    assert not set(shown) & set('/\\\0\r\n\u202d\u202e\u2066<>:"|?*')
    assert shown.endswith(KINDS[kind].extension if kind else shown[-1])
    assert not shown.startswith((".", " "))
    assert safe_name(shown, kind) == shown
