"""RFC 5322 bytes to values. Whatever the bytes, something readable comes out; nothing here raises.

The modern policy of Python's parser stumbles over broken headers, so headers are read raw and decoded here.
"""

import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from notifications import charsets, webtext

SIZE_LIMIT_BYTES = 40 * 1024 * 1024
HEAD_LIMIT_BYTES = 256 * 1024
DEPTH_LIMIT = 12
PARTS_LIMIT = 200
TIME_LIMIT_SECONDS = 5.0
TEXT_LIMIT = 400_000  # characters of words; what is longer stays in the original
NAME_LIMIT = 200
_BROKEN = (LookupError, ValueError, TypeError, AttributeError, RecursionError)  # what the parser raises on nonsense


@dataclass(frozen=True)
class File:
    """A part that is kept as a file."""

    name: str
    mime: str
    content: bytes


@dataclass
class ParsedMail:
    """A message as read. `headers` has every header in order, lower-case name and readable value."""

    headers: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""
    html: str = ""
    files: list[File] = field(default_factory=list)
    reports: list[dict[str, str]] = field(default_factory=list)  # fields of delivery and feedback reports
    original: list[tuple[str, str]] = field(default_factory=list)  # headers of our letter that a report returns
    content_type: str = "text/plain"
    report_type: str = ""
    incomplete: str = ""  # why not all of it was read

    def header(self, name: str) -> str:
        """The first header of that name, or nothing."""
        return next((value for known, value in self.headers if known == name), "")

    def all(self, *names: str) -> list[str]:
        """Every value of these headers."""
        return [value for known, value in self.headers if known in names]

    def addresses(self, *names: str) -> list[tuple[str, str]]:
        """Name and address of everybody in these headers; addresses in lower case, nonsense left out."""
        try:
            found = _getaddresses([value[:10_000] for value in self.all(*names)])
        except _BROKEN:
            return []
        return [(name[:NAME_LIMIT], address.lower()) for name, address in found if _is_address(address)]

    @property
    def sender(self) -> tuple[str, str]:
        """Name and address of who says to have written; empty when there is none."""
        return next(iter(self.addresses("from") or self.addresses("sender")), ("", ""))

    @property
    def subject(self) -> str:
        return self.header("subject")[:500]

    @property
    def message_id(self) -> str:
        return (self.ids("message-id") or [""])[0]

    def ids(self, *names: str) -> list[str]:
        """Message-IDs in these headers, brackets included, in order."""
        return [f"<{part}>" for value in self.all(*names) for part in _bracketed(value)][:100]

    @property
    def written_at(self) -> datetime | None:
        """When the sender says it was written."""
        try:
            moment = parsedate_to_datetime(self.header("date"))
        except _BROKEN:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def parse(raw: bytes) -> ParsedMail:
    """Read a message. What goes past a limit is left in the original, and `incomplete` says so."""
    mail = ParsedMail()
    try:
        root = message_from_bytes(raw[:SIZE_LIMIT_BYTES], policy=policy.compat32)
    except _BROKEN:
        return ParsedMail(text=charsets.decode(raw[:TEXT_LIMIT]), incomplete="broken")
    mail.headers = _headers(root)
    reading = _Reading(mail, time.monotonic() + TIME_LIMIT_SECONDS)
    if len(raw) > SIZE_LIMIT_BYTES:
        mail.incomplete = "size"
    mail.content_type, mail.report_type = root.get_content_type(), str(_parameter(root, "report-type") or "").lower()
    reading.part(root, 0)
    mail.html = "\n".join(reading.html)[:TEXT_LIMIT]
    plain = "\n\n".join(text for text in reading.plain if text.strip())
    mail.text = (plain or webtext.words_of(mail.html))[:TEXT_LIMIT].replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(plain) > TEXT_LIMIT:
        mail.incomplete = mail.incomplete or "text"
    return mail


def head(raw: bytes) -> ParsedMail:
    """The headers only: quick, whatever comes behind them."""
    end = re.search(rb"\r?\n\r?\n", raw[:HEAD_LIMIT_BYTES])
    part = raw[: end.end()] if end else raw[:HEAD_LIMIT_BYTES]
    try:
        return ParsedMail(headers=_headers(message_from_bytes(part, policy=policy.compat32)))
    except _BROKEN:
        return ParsedMail(incomplete="broken")


def _getaddresses(values: list[str]) -> list[tuple[str, str]]:
    """Leniently: what cannot be told apart is left out later. Python learnt the word `strict` in 3.11.10 only."""
    try:
        return getaddresses(values, strict=False)
    except TypeError:
        return getaddresses(values)


class _Reading:
    """One walk through the parts."""

    def __init__(self, mail: ParsedMail, until: float) -> None:
        self.mail, self.until = mail, until
        self.plain: list[str] = []
        self.html: list[str] = []
        self.parts = 0

    def part(self, part: Message, depth: int) -> None:
        self.parts += 1
        why = "depth" if depth > DEPTH_LIMIT else "parts" if self.parts > PARTS_LIMIT else ""
        why = why or ("time" if time.monotonic() > self.until else "")
        if why:
            self.mail.incomplete = self.mail.incomplete or why
            return
        kind = part.get_content_type()
        inner = part.get_payload()
        if kind in ("message/delivery-status", "message/feedback-report", "message/disposition-notification"):
            self._report(part)
        elif kind == "text/rfc822-headers":
            self.mail.original += _headers(message_from_bytes(_content(part), policy=policy.compat32))
        elif kind == "message/rfc822":
            self._nested(part, inner)
        elif isinstance(inner, list):
            for child in inner:
                if isinstance(child, Message):
                    self.part(child, depth + 1)
        else:
            self._leaf(part, kind)

    def _leaf(self, part: Message, kind: str) -> None:
        name, disposition = file_name(part), str(part.get("content-disposition") or "").strip().lower()
        if kind in ("text/plain", "text/html") and not name and not disposition.startswith("attachment"):
            text = charsets.decode(_content(part), str(_parameter(part, "charset") or ""))
            if kind == "text/html":
                self.html.append(text)
            else:
                self.plain.append(_unflowed(part, text))
            return
        if self.parts == 1 and not name and kind.startswith("text/"):
            self.plain.append(charsets.decode(_content(part), str(_parameter(part, "charset") or "")))
            return
        content = _content(part)
        if content:
            self.mail.files.append(File(name or _made_up(kind, len(self.mail.files) + 1), kind, content))

    def _nested(self, part: Message, inner: object) -> None:
        """A message inside: kept whole as a file; its headers say which letter a report is about."""
        message = inner[0] if isinstance(inner, list) and inner and isinstance(inner[0], Message) else None
        if message is None:
            content = _content(part)
        else:
            self.mail.original += _headers(message)
            try:
                content = message.as_bytes()
            except _BROKEN:
                content = charsets.header(str(message.get("subject", ""))).encode()
        name = file_name(part) or f"{self._subject(message) or 'message'}.eml"
        self.mail.files.append(File(name, "message/rfc822", content))

    @staticmethod
    def _subject(message: Message | None) -> str:
        return dict(_headers(message)).get("subject", "")[:80].replace("/", "-") if message else ""

    def _report(self, part: Message) -> None:
        inner = part.get_payload()
        blocks = inner if isinstance(inner, list) else [message_from_bytes(_content(part), policy=policy.compat32)]
        fields = {name: value for block in blocks if isinstance(block, Message) for name, value in _headers(block)}
        self.mail.reports.append(fields)


def file_name(part: Message) -> str:
    """The name of a part in any of the ways that programs write it (RFC 2231, RFC 2047, raw); empty if it has none."""
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        value = _parameter(part, parameter, header)
        if isinstance(value, tuple):
            charset, _language, words = value
            text = charsets.decode(str(words or "").encode("latin-1", "replace"), charset)
        else:
            text = charsets.header(str(value or ""))
        text = " ".join(charsets.header(text).split())[-NAME_LIMIT:]
        if text:
            return text
    return ""


def _parameter(part: Message, name: str, header: str = "content-type") -> object:
    try:
        return part.get_param(name, header=header)
    except _BROKEN:
        return None


def _headers(part: Message) -> list[tuple[str, str]]:
    return [(name.lower(), charsets.header(str(value))) for name, value in part.raw_items()][:500]


def _content(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except _BROKEN:
        content = None
    if isinstance(content, bytes):
        return content
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _unflowed(part: Message, text: str) -> str:
    """Lines that a program cut, whole again (RFC 3676)."""
    if str(_parameter(part, "format") or "").lower() != "flowed":
        return text
    glue = "" if str(_parameter(part, "delsp") or "").lower() == "yes" else " "
    out: list[str] = []
    open_line = False
    for line in text.replace("\r\n", "\n").split("\n"):
        words = line.removeprefix(" ")
        if open_line and out and words.startswith(">") == out[-1].startswith(">"):
            out[-1] = out[-1].rstrip(" ") + glue + (words.lstrip("> ") if words.startswith(">") else words)
        else:
            out.append(words)
        open_line = line.endswith(" ") and line.rstrip("> ") != "" and line != "-- "
    return "\n".join(out)


def _made_up(kind: str, number: int) -> str:
    endings = {"application/ms-tnef": "winmail.dat", "text/calendar": "invitation.ics", "text/html": "page.html"}
    return endings.get(kind, f"file-{number}")


def _is_address(address: str) -> bool:
    local, at, domain = address.rpartition("@")
    return bool(local and at and "." in domain) and len(address) < 255 and not any(c.isspace() for c in address)


def _bracketed(value: str) -> list[str]:
    return [part.partition(">")[0].strip() for part in value.split("<")[1:] if ">" in part]
