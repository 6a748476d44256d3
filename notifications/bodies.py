"""The parts of a message: which are its words, which are files, which are reports of machines.

Words come in several versions (`multipart/alternative`) and in several pieces (text, a picture, more text). Of versions
one is taken, of pieces all, so that nothing a person wrote is lost.
"""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import Message

from notifications import charsets, tnef, webtext
from notifications.filenames import BROKEN, file_name, made_up, parameter, presentable
from notifications.flowed import unflowed

DEPTH_LIMIT = 12
PARTS_LIMIT = 200
TIME_LIMIT_SECONDS = 5.0
WORDS_LIMIT_BYTES = 4_000_000  # of one part that holds words
HEADERS_LIMIT, SAME_HEADER_LIMIT, HEADER_LIMIT = 500, 100, 50_000
STAND_IN_LIMIT = 500  # characters of a plain version that may be there for form's sake
_REPORTS = ("message/delivery-status", "message/feedback-report", "message/disposition-notification",
            "message/global-delivery-status")  # fmt: skip
_LETTERS = ("message/rfc822", "message/global", "message/news")
_VERSIONS = ("text/x-amp-html", "text/enriched", "text/richtext", "text/markdown", "text/watch-html",
             "text/vnd.google.email-reaction+json")  # fmt: skip
_BOUNDARY = re.compile(r"^--([^\s-][^\r\n]{0,98}?)[ \t]*\r?$", re.MULTILINE)
_IS_HTML = re.compile(r"\s*(?:<!doctype html|<html\b|<head\b|<body\b)", re.IGNORECASE)
_WORD = re.compile(r"\w{2,}")
_NO_HTML_HERE = re.compile(
    r"(?:not (?:support|display|show)|cannot (?:read|display|show)|can't (?:read|display)|"
    r"ne (?:prend|supporte|peut)|kan geen|"
    r"unterst[üu]tzt kein|no (?:admite|soporta))[^.\n]{0,80}html|html[ -](?:capable|compatible|enabled|viewer)|"
    r"(?:view|read) (?:this|the) (?:e-?mail|message) in (?:html|your browser)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class File:
    """A part that is kept as a file."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Words:
    """A piece of what the letter says."""

    text: str
    is_html: bool = False

    @property
    def plain(self) -> str:
        """As plain text."""
        return webtext.words_of(self.text) if self.is_html else self.text


@dataclass
class Contents:
    """All that the parts hold."""

    words: list[Words] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    reports: list[dict[str, str]] = field(default_factory=list)
    original: list[tuple[str, str]] = field(default_factory=list)
    incomplete: str = ""


def read(root: Message) -> Contents:
    """Walk through the parts. What goes past a limit is left out, and `incomplete` says which limit."""
    walk = _Walk(root)
    contents = walk.contents
    contents.words = walk.part(root, 0)
    if not any(words.text.strip() for words in contents.words):
        contents.words += walk.last_resort()
    return contents


def headers_of(part: Message) -> list[tuple[str, str]]:
    """Header by header, lower-case name and the value on one line, encoded words not yet opened."""
    found: list[tuple[str, str]] = []
    counts: dict[str, int] = {}
    for name, value in part.raw_items():
        known = name.lower()
        counts[known] = counts.get(known, 0) + 1
        # However many headers come first, the first of each name is kept.
        if counts[known] == 1 or (counts[known] <= SAME_HEADER_LIMIT and len(found) < HEADERS_LIMIT):
            found.append((known, charsets.unfolded(str(value)[:HEADER_LIMIT])))
        if len(counts) > 2 * HEADERS_LIMIT:
            break
    return found


def opened(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same as people read them."""
    return [(name, charsets.header(value)) for name, value in headers]


class _Walk:
    def __init__(self, root: Message) -> None:
        self.root, self.contents = root, Contents()
        self.until = time.monotonic() + TIME_LIMIT_SECONDS
        self.parts = 0
        self.is_report = root.get_content_type() == "multipart/report"
        self.set_aside: list[Words] = []  # words that a program sent as a file without a name

    def part(self, part: Message, depth: int) -> list[Words]:
        self.parts += 1
        why = "depth" if depth > DEPTH_LIMIT else "parts" if self.parts > PARTS_LIMIT else ""
        why = why or ("time" if time.monotonic() > self.until else "")
        if why:
            self.contents.incomplete = self.contents.incomplete or why
            return []
        kind, inner = part.get_content_type(), _payload(part)
        if kind in _REPORTS:
            self._report(part, inner)
        elif kind in ("text/rfc822-headers", "message/rfc822-headers"):
            self.contents.original += opened(headers_of(_message(content_of(part))))
        elif kind in _LETTERS:
            self._letter(part, inner)
        elif isinstance(inner, list):
            return self._several([child for child in inner if isinstance(child, Message)], kind, depth)
        elif kind.startswith("multipart/"):
            return self._unbounded(part, depth)
        else:
            return self._leaf(part, kind)
        return []

    def _several(self, children: list[Message], kind: str, depth: int) -> list[Words]:
        read = [words for child in children if (words := self.part(child, depth + 1))]
        if kind != "multipart/alternative" or not read:
            return [words for pieces in read for words in pieces]
        said = [pieces for pieces in read if any(words.text.strip() for words in pieces)]
        plain = [pieces for pieces in said if not any(words.is_html for words in pieces)]
        html = [pieces for pieces in said if any(words.is_html for words in pieces)]
        if plain and html and _stands_in(plain[0], html[-1]):
            return html[-1]
        return plain[0] if plain else said[-1] if said else []

    def _unbounded(self, part: Message, depth: int) -> list[Words]:
        """Parts whose boundary is missing or wrong: the line that looks like one, else all of it as words."""
        content = content_of(part)
        head = content[:100_000].decode("ascii", "replace")
        found = _BOUNDARY.search(head)
        if found is None or '"' in found[1] or head.count(f"--{found[1]}") < 2:
            return [self._words(part, content)]
        again = b'Content-Type: multipart/mixed; boundary="' + found[1].encode("ascii", "replace") + b'"\n\n' + content
        message = _message(again)
        inner = _payload(message)
        if not isinstance(inner, list):
            return [self._words(part, content)]
        kind = part.get_content_type() if part.get_content_type() == "multipart/alternative" else "multipart/mixed"
        return self._several([child for child in inner if isinstance(child, Message)], kind, depth)

    def _leaf(self, part: Message, kind: str) -> list[Words]:
        name, disposition = file_name(part), str(part.get("content-disposition") or "").strip().lower()
        is_set_aside = disposition.startswith("attachment")
        is_text = kind in ("text/plain", "text/html", *_VERSIONS) or (self.parts == 1 and kind.startswith("text/"))
        content = content_of(part)
        if is_text and not name:
            words = self._words(part, content)
            if not is_set_aside or self.parts == 1:
                return [words]
            self.set_aside.append(words)
        if kind in ("application/ms-tnef", "application/vnd.ms-tnef") or name.lower() == "winmail.dat":
            return self._unpacked(name, content)
        if content or name:
            self.contents.files.append(File(name or made_up(kind, len(self.contents.files) + 1), kind, content))
        return []

    def _words(self, part: Message, content: bytes) -> Words:
        if len(content) > WORDS_LIMIT_BYTES:
            self.contents.incomplete = self.contents.incomplete or "text"
        text = charsets.decode(content[:WORDS_LIMIT_BYTES], str(parameter(part, "charset") or ""))
        if part.get_content_type() in ("text/html", "text/enriched", "text/x-amp-html") or _IS_HTML.match(text):
            self.contents.html.append(text)
            return Words(text, is_html=True)
        is_flowed = str(parameter(part, "format") or "").lower() == "flowed"
        delsp = str(parameter(part, "delsp") or "").lower() == "yes"
        return Words(unflowed(text, glue="" if delsp else " ") if is_flowed else text)

    def _unpacked(self, name: str, content: bytes) -> list[Words]:
        """winmail.dat: what is in it; itself too where something in it stays unread."""
        try:
            inside = tnef.unpack(content)
        except tnef.Broken:
            self.contents.files.append(File(name or "winmail.dat", "application/ms-tnef", content))
            return []
        files = self.contents.files
        for packed, data in inside.files:
            files.append(File(presentable(packed) or f"file-{len(files) + 1}", "application/octet-stream", data))
        if not inside.is_whole or not (inside.files or inside.text or inside.html):
            files.append(File(name or "winmail.dat", "application/ms-tnef", content))
        # Programs that pack a letter mostly send its words beside it: these are for the other ones.
        words = Words(inside.html, is_html=True) if inside.html and not inside.text else Words(inside.text)
        self.set_aside.append(words)
        return []

    def last_resort(self) -> list[Words]:
        """Where no part says anything: words sent as a file, or written around the parts."""
        if self.set_aside:
            self.contents.html += [words.text for words in self.set_aside if words.is_html]
            return self.set_aside
        if self.contents.files:
            return []
        around = (self.root.preamble, self.root.epilogue)
        return [Words(charsets.header(text) if "\n" not in text else text) for text in around if isinstance(text, str)]

    def _letter(self, part: Message, inner: object) -> None:
        """A letter inside: kept whole as a file; its headers say which letter a report is about."""
        message = inner[0] if isinstance(inner, list) and inner and isinstance(inner[0], Message) else None
        if message is not None and str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
            content = charsets.unbase64(_bytes(message)) or b""
            message = _message(content)
        else:
            content = content_of(part) if message is None else _bytes(message)
        headers = opened(headers_of(message)) if message else []
        self.contents.original += headers
        if self.is_report:
            return  # our own letter, come back
        subject = presentable(dict(headers).get("subject", "")[:80].replace("/", "-").replace("\\", "-"))
        self.contents.files.append(File(file_name(part) or f"{subject or 'message'}.eml", "message/rfc822", content))

    def _report(self, part: Message, inner: object) -> None:
        """Fields of a report, block by block: the first is about the message, the others about one recipient each."""
        blocks = inner if isinstance(inner, list) else [_message(block) for block in content_of(part).split(b"\n\n")]
        found = [dict(opened(headers_of(block))) for block in blocks[:PARTS_LIMIT] if isinstance(block, Message)]
        self.contents.reports += [fields for fields in found if fields]


def _stands_in(plain: list[Words], html: list[Words]) -> bool:
    """Whether the plain version only stands there for the other: it says so, or says hardly a word of it."""
    said = " ".join(words.text for words in plain)
    if len(said) >= STAND_IN_LIMIT:
        return False
    if _NO_HTML_HERE.search(said):
        return True
    words, others = ({*_WORD.findall(text.lower())} for text in (said, " ".join(one.plain for one in html)))
    return len(words) > 2 and len(words & others) < len(words) / 4 and len(others) > len(words)


def content_of(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone; as they stand where that cannot be done."""
    raw = _payload(part)
    if isinstance(raw, str) and raw and str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
        content = charsets.unbase64(raw.encode("utf-8", "surrogateescape"))
        return raw.encode("utf-8", "surrogateescape") if content is None else content
    try:
        decoded = part.get_payload(decode=True)
    except BROKEN:
        decoded = None
    if isinstance(decoded, bytes):
        return decoded
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _payload(part: Message) -> object:
    """The parts in it, or its text; nothing where Python stumbles over the charset that it names."""
    try:
        return part.get_payload()
    except BROKEN:
        return ""


def _message(content: bytes) -> Message:
    try:
        return message_from_bytes(content, policy=policy.compat32)
    except BROKEN:
        return Message()


def _bytes(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except BROKEN:
        return charsets.header(str(message.get("subject", ""))).encode()
