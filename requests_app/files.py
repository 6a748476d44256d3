"""What a file that somebody sent is, judged by its content, and the name to show for it.

Neither its name nor the type its sender announces is believed. Only kinds of a short list are taken, and none that is
a second kind as well: a picture that is also an archive, a text that is also a web page. Nothing is decoded or
unpacked here.
"""

import re
import struct
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _

from requests_app import sounds

HEAD_BYTES = 128 * 1024
TAIL_BYTES = 128 * 1024  # the table of contents of an office document stands at its end
LONGEST_NAME = 120  # characters, extension included
LONGEST_TYPED_NAME = 1_000  # characters looked at, from the end
ARCHIVE_LIMIT_ENTRIES = 2_000
ARCHIVE_LIMIT_UNPACKED_BYTES = 100 * 1024 * 1024
ARCHIVE_LIMIT_RATIO = 100  # unpacked to packed; written text reaches 20


class FileKind(NamedTuple):
    """How a kind is served and named. `also` are other usual endings of its name."""

    mime: str
    extension: str
    also: tuple[str, ...] = ()


KINDS = {
    "pdf": FileKind("application/pdf", ".pdf"),
    "jpeg": FileKind("image/jpeg", ".jpg", (".jpeg", ".jpe", ".jfif")),
    "png": FileKind("image/png", ".png"),
    "webp": FileKind("image/webp", ".webp"),
    "heic": FileKind("image/heic", ".heic", (".heif",)),
    "docx": FileKind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    "odt": FileKind("application/vnd.oasis.opendocument.text", ".odt"),
    "txt": FileKind("text/plain", ".txt", (".text",)),
    "m4a": FileKind("audio/mp4", ".m4a", (".mp4", ".m4b")),
    "3gp": FileKind("audio/3gpp", ".3gp", (".3gpp", ".3ga")),
    "mp3": FileKind("audio/mpeg", ".mp3"),
    "aac": FileKind("audio/aac", ".aac"),
    "ogg": FileKind("audio/ogg", ".ogg", (".oga", ".opus")),
    "webm": FileKind("audio/webm", ".webm", (".weba",)),
    "amr": FileKind("audio/amr", ".amr", (".awb",)),
    "wav": FileKind("audio/wav", ".wav", (".wave",)),
}
PICTURES = frozenset({"jpeg", "png", "webp", "heic"})
SOUNDS = frozenset({"m4a", "3gp", "mp3", "aac", "ogg", "webm", "amr", "wav"})
PLAYED_BY_BROWSERS = SOUNDS - {"3gp", "amr"}  # what old telephones record is downloaded

OTHER = "other"  # came by mail, and is none of the above: only ever downloaded

_OUR_EXTENSIONS = tuple(ending for kind in KINDS.values() for ending in (kind.extension, *kind.also))
_FORBIDDEN = re.compile(r'[<>:"|?*]')  # Windows refuses these in a name, and these names:
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9¹²³]", re.IGNORECASE)
_JOINERS = "\u200c\u200d"

_PDF_START = re.compile(rb"%PDF-[12]\.\d")
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis"})
_ARCHIVE_END = b"PK\x05\x06"
_MARKUP = re.compile(
    r"<\s{0,20}(?:!doctype|\?php|\?xml|html|head|body|script|svg|iframe|object|embed|meta)\b", re.IGNORECASE
)
# In a picture: long enough not to turn up by chance, as four letters do in one photograph of three thousand.
_MARKUP_BYTES = re.compile(rb"<(?:!doctype\s|\?php\s|(?:html|script|svg)[\s>/])", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_OTHER_TEXTS = ("{\\rtf", "#!", "%!PS")

_WORD_ROOTS = frozenset({"[Content_Types].xml", "_rels", "word", "docProps", "docMetadata", "customXml"})
_WORD_ACTIVE = re.compile(r"vba|activex|macro", re.IGNORECASE)
_ODT_ACTIVE = re.compile(r"^(?:basic|scripts)/", re.IGNORECASE)
_BAD_PATH = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^/|\\|:|\0")
_STORED, _DEFLATED = 0, 8
_LOCAL_HEADER_BYTES = 30
_ENCRYPTED = 0x2041  # three ways of saying so


def in_megabytes(limit_bytes: int) -> str:
    """A limit as people know it from their telephones: `10 MB`, in French `10 Mo`."""
    return _("%(count)s MB") % {"count": limit_bytes // 1024**2}


def detect(head: bytes, tail: bytes | None = None, size: int | None = None) -> str | None:
    """The kind, a key of KINDS, or None for what we do not take.

    `head` and `tail` are the first HEAD_BYTES and the last TAIL_BYTES of a file of `size` bytes (less when the file is
    smaller); with the whole content as `head`, the other two may be left out.
    """
    size = len(head) if size is None else size
    tail = head if tail is None else tail
    ends = _Ends(head[:HEAD_BYTES], tail[-TAIL_BYTES:], size)
    for kind, looks_right in _BINARY.items():
        if looks_right(ends):
            return None if _hides_another(ends) else kind
    if ends.head.startswith(b"PK\x03\x04"):
        return _office_kind(ends)
    whole = _whole(head, tail, size)
    sound = sounds.kind_of(whole)
    if sound:
        return None if _hides_another(ends) else sound
    return "txt" if _is_text(whole) else None


def safe_name(original: str, kind: str) -> str:
    """The name to show and to save under: its last part, nothing invisible or misleading, the ending of its kind.

    Letters of every script stay, and the joiners that Persian needs. With "" for a kind we do not take, the ending
    stays as it is.
    """
    name = _FORBIDDEN.sub("_", _visible(re.split(r"[/\\]", original[-LONGEST_TYPED_NAME:])[-1]))
    stem, extension = name, ""
    if kind in KINDS:
        extension = KINDS[kind].extension
        while stem.lower().endswith(_OUR_EXTENSIONS):
            stem = stem[: stem.rindex(".")]
    stem = stem.strip(" .")[: LONGEST_NAME - len(extension)].rstrip(" .") or "document"
    if _RESERVED.fullmatch(stem.split(".", 1)[0]):
        stem = f"_{stem}"[: LONGEST_NAME - len(extension)]
    return stem + extension


def _visible(text: str) -> str:
    shown = []
    for character in text:
        category = unicodedata.category(character)
        if character.isspace() or category in {"Zl", "Zp"}:
            shown.append(" ")
        elif category not in {"Cc", "Cf", "Cs", "Cn"} or character in _JOINERS:
            shown.append(character)
    return " ".join("".join(shown).split())


class _Ends(NamedTuple):
    head: bytes
    tail: bytes
    size: int


def _is_pdf(file: _Ends) -> bool:
    return bool(_PDF_START.match(file.head)) and b"%%EOF" in file.tail[-2048:]


def _is_jpeg(file: _Ends) -> bool:
    """Its segments follow each other up to the picture itself. No end is asked for: telephones add things after it."""
    if not file.head.startswith(b"\xff\xd8\xff"):
        return False
    at = 2
    while at + 4 <= len(file.head):
        marker, length = file.head[at + 1], int.from_bytes(file.head[at + 2 : at + 4])
        if marker == 0xFF == file.head[at]:  # padding before a marker
            at += 1
            continue
        if file.head[at] != 0xFF or not 0xC0 <= marker <= 0xFE or 0xD0 <= marker <= 0xD9 or length < 2:
            return False
        if marker == 0xDA:
            return True
        at += 2 + length
    return len(file.head) < file.size and at < file.size


def _is_png(file: _Ends) -> bool:
    starts = file.head.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    return starts and b"\0\0\0\0" not in (file.head[16:20], file.head[20:24]) and b"IEND\xaeB`\x82" in file.tail


def _is_webp(file: _Ends) -> bool:
    starts = file.head.startswith(b"RIFF") and file.head[8:15] == b"WEBPVP8" and file.head[15:16] in b" LX"
    return starts and int.from_bytes(file.head[4:8], "little") + 8 == file.size


def _is_heic(file: _Ends) -> bool:
    if file.head[4:8] != b"ftyp":
        return False
    length = int.from_bytes(file.head[:4])
    brands = {file.head[8:12], *(file.head[at : at + 4] for at in range(16, min(length, 256), 4))}
    return 16 <= length < file.size and bool(brands & _HEIC_BRANDS)


_BINARY: dict[str, Callable[[_Ends], bool]] = {
    "pdf": _is_pdf,
    "jpeg": _is_jpeg,
    "png": _is_png,
    "webp": _is_webp,
    "heic": _is_heic,
}


def _hides_another(file: _Ends) -> bool:
    """Whether a picture, a sound or a PDF could be opened as an archive or as a web page too."""
    return _ARCHIVE_END in file.tail or any(_MARKUP_BYTES.search(end) for end in (file.head, file.tail))


def _whole(head: bytes, tail: bytes, size: int) -> bytes:
    """The whole file if both ends show all of it, else nothing."""
    if len(head) >= size:
        return head
    missing = size - len(head)
    return head + tail[-missing:] if missing <= len(tail) else b""


def _is_text(content: bytes) -> bool:
    """UTF-8, or UTF-16 with its mark; nothing that a program would take for something else than words."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        return False
    if _CONTROLS.search(text) or _MARKUP.search(text) or "%PDF-" in text[:1024]:  # readers look that far for it
        return False
    return bool(text.strip()) and not text.lstrip().startswith(_OTHER_TEXTS)


class _Entry(NamedTuple):
    name: str
    name_bytes: int
    flags: int
    method: int
    packed_bytes: int
    unpacked_bytes: int
    at: int


def _office_kind(file: _Ends) -> str | None:
    entries = _listing(file)
    if not _is_harmless(entries, file):
        return None
    names = {entry.name for entry in entries}
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        known = {name.split("/", 1)[0] for name in names} <= _WORD_ROOTS
        return "docx" if known and not any(_WORD_ACTIVE.search(name) for name in names) else None
    if {"content.xml", "META-INF/manifest.xml"} <= names and _says_odt(entries, file.head):
        return None if any(_ODT_ACTIVE.match(name) for name in names) else "odt"
    return None


def _says_odt(entries: list[_Entry], head: bytes) -> bool:
    """An OpenDocument file begins with its own type, stored as it stands."""
    first = min(entries, key=lambda entry: entry.at)
    mime = KINDS["odt"].mime.encode()
    begins = _LOCAL_HEADER_BYTES + len("mimetype") + int.from_bytes(head[28:30], "little")
    stored = first.name == "mimetype" and first.method == _STORED and first.packed_bytes == len(mime)
    return stored and head[begins : begins + len(mime)] == mime


def _listing(file: _Ends) -> list[_Entry]:
    """The table of contents of an archive that is nothing but an archive; empty where it is broken or odd."""
    end = file.tail[-22:]
    if len(end) < 22 or not end.startswith(_ARCHIVE_END):
        return []
    disks, here, count, length, begins, comment = struct.unpack("<4xL2H2LH", end)
    if disks or comment or here != count or count > ARCHIVE_LIMIT_ENTRIES or begins + length + 22 != file.size:
        return []
    table = file.tail[-22 - length : -22] if length + 22 <= len(file.tail) else b""
    entries, at = [], 0
    while at + 46 <= len(table) and table.startswith(b"PK\x01\x02", at):
        flags, method, packed, unpacked, name_length, extra, note, local = struct.unpack_from(
            "<8x2H8x2L3H8xL", table, at
        )
        name = table[at + 46 : at + 46 + name_length].decode("utf-8", "replace")
        entries.append(_Entry(name, name_length, flags, method, packed, unpacked, local))
        at += 46 + name_length + extra + note
    return entries if at == length and len(entries) == count else []


def _is_harmless(entries: list[_Entry], file: _Ends) -> bool:
    """No encryption, no strange path, no name twice, no two entries sharing bytes, no bomb."""
    if any(
        entry.flags & _ENCRYPTED or entry.method not in (_STORED, _DEFLATED) or _BAD_PATH.search(entry.name)
        for entry in entries
    ):
        return False
    taken = 0
    for entry in sorted(entries, key=lambda entry: entry.at):
        if entry.at < taken:
            return False
        taken = entry.at + _LOCAL_HEADER_BYTES + entry.name_bytes + entry.packed_bytes
    unpacked = sum(entry.unpacked_bytes for entry in entries)
    limit = min(ARCHIVE_LIMIT_UNPACKED_BYTES, ARCHIVE_LIMIT_RATIO * file.size)
    return taken <= file.size and unpacked <= limit and len({entry.name.lower() for entry in entries}) == len(entries)
