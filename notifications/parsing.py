"""RFC 5322 bytes to values. Whatever the bytes, something readable comes out; nothing here raises.

The modern policy of Python's parser stumbles over broken headers, so headers are read raw and decoded here.
"""

import re
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.feedparser import BytesFeedParser
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from functools import cached_property
from inspect import signature

from notifications import bodies, charsets
from notifications.bodies import File
from notifications.filenames import BROKEN, parameter, presentable

__all__ = ["File", "ParsedMail", "Writer", "head", "parse"]

SIZE_LIMIT_BYTES = 40 * 1024 * 1024
HEAD_LIMIT_BYTES = 256 * 1024
# Python's parser compares each line with every open boundary, so a hostile message could keep it for minutes. It is fed
# piece by piece; a message of 40 MB from an ordinary program takes about a second.
PARSING_SECONDS = 5.0
_PIECE = 32 * 1024
TEXT_LIMIT = 400_000  # characters of words; what is longer stays in the original
HTML_LIMIT = 1_000_000
NAME_LIMIT = 200
ADDRESSES_LIMIT = 200
_ADDRESSED = ("from", "sender", "reply-to", "to", "cc", "bcc", "delivered-to", "return-path", "x-original-to")
_ADDRESS = re.compile(r"<?[\w.+'=-]{1,80}@[\w-]{1,63}(?:\.[\w-]{1,63})+>?")
# Later versions of Python refuse a whole header for one odd address in it, unless told not to; ours may not know how.
_LENIENT = {"strict": False} if "strict" in signature(getaddresses).parameters else {}
_LANGUAGE = re.compile(r"\s*([a-zA-Z]{2,3})(?:[-_][a-zA-Z0-9]{2,8})*\s*(?:[,;]|$)")


@dataclass(frozen=True)
class Writer:
    """Somebody who may have written a message: what `header` claims, which proves nothing."""

    name: str
    address: str
    header: str  # "from", "reply-to" or "sender"


@dataclass
class ParsedMail:
    """A message as read. `headers` has every header in order, lower-case name and readable value."""

    headers: list[tuple[str, str]] = field(default_factory=list)
    addressed: list[tuple[str, str]] = field(default_factory=list)  # those with addresses, encoded words not opened
    text: str = ""
    html: str = ""
    files: list[File] = field(default_factory=list)
    reports: list[dict[str, str]] = field(default_factory=list)  # fields of reports, block by block
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
        closed = [value[:10_000] for known, value in self.addressed if known in names]
        # Encoded words are opened last: a comma, or an address, within a name divides nothing.
        found = [(charsets.header(name), address) for name, address in _people(closed)]
        found = found or _people([value[:10_000] for value in self.all(*names)])
        return [(presentable_name(name, address), address) for name, address in found][:ADDRESSES_LIMIT]

    @property
    def writers(self) -> list[Writer]:
        """Everybody who may have written it, each address once: From first, then Reply-To and Sender.

        No header proves any of them. Authentication-Results is not read at all: whoever writes a message can write it.
        """
        found: dict[str, Writer] = {}
        for header in ("from", "reply-to", "sender"):
            for name, address in self.addresses(header):
                found.setdefault(address, Writer(name, address, header))
        return list(found.values())

    @cached_property
    def sender(self) -> tuple[str, str]:
        """Name and address of who says to have written; empty when there is none."""
        return next(iter(self.addresses("from") or self.addresses("sender")), ("", ""))

    @property
    def language(self) -> str:
        """The language that the sender's program names, as two or three letters; empty if none."""
        found = _LANGUAGE.match(self.header("content-language"))
        return found[1].lower() if found else ""

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
            moment = parsedate_to_datetime(self.header("date")[:100])
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except BROKEN:
            return None


def parse(raw: bytes) -> ParsedMail:
    """Read a message. What goes past a limit is left in the original, and `incomplete` says so."""
    try:
        root, incomplete = _parsed(raw)
        contents = bodies.read(root)
    except BROKEN:
        text = charsets.decode(raw[:TEXT_LIMIT])
        return replace(head(raw), text=text, incomplete="broken")
    plain = "\n\n".join(text for words in contents.words if (text := words.plain.strip("\n")).strip())
    html = "\n".join(contents.html)
    if len(plain) > TEXT_LIMIT:
        incomplete = incomplete or "text"
    return replace(
        _headers(root),
        text=plain.replace("\r\n", "\n").replace("\r", "\n")[:TEXT_LIMIT].strip(),
        html=html[:HTML_LIMIT],
        files=contents.files,
        reports=contents.reports,
        original=contents.original,
        content_type=root.get_content_type(),
        report_type=str(parameter(root, "report-type") or "").lower(),
        incomplete=incomplete or contents.incomplete,
    )


def head(raw: bytes) -> ParsedMail:
    """The headers only: quick, whatever comes behind them."""
    end = re.search(rb"\r?\n\r?\n", raw[:HEAD_LIMIT_BYTES])
    part = raw[: end.end()] if end else raw[:HEAD_LIMIT_BYTES]
    try:
        return _headers(message_from_bytes(part, policy=policy.compat32))
    except BROKEN:
        return ParsedMail(incomplete="broken")


def presentable_name(name: str, address: str) -> str:
    """A person's name, safe to show. An address in it that is not hers would only deceive, and is left out."""
    shown = presentable(name.replace("/", "\u2215").replace("\\", "\u2216"))
    shown = _ADDRESS.sub(lambda found: found[0] if found[0].strip("<>").lower() == address else "", shown)
    return " ".join(shown.split()).strip("'\" ")[:NAME_LIMIT]


def _parsed(raw: bytes) -> tuple[Message, str]:
    """As much of a message as can be read in time, and which limit it went past."""
    parser = BytesFeedParser(policy=policy.compat32)
    until = time.monotonic() + PARSING_SECONDS
    incomplete = "size" if len(raw) > SIZE_LIMIT_BYTES else ""
    for begin in range(0, min(len(raw), SIZE_LIMIT_BYTES), _PIECE):
        parser.feed(raw[begin : min(begin + _PIECE, SIZE_LIMIT_BYTES)])
        if time.monotonic() > until:
            incomplete = "time"
            break
    return parser.close(), incomplete


def _headers(part: Message) -> ParsedMail:
    closed = bodies.headers_of(part)
    addressed = [(name, value) for name, value in closed if name in _ADDRESSED]
    return ParsedMail(headers=bodies.opened(closed), addressed=addressed)


def _people(values: list[str]) -> list[tuple[str, str]]:
    try:
        found = getaddresses(values, **_LENIENT)
    except BROKEN:
        return []
    return [(name, address.lower()) for name, address in found if _is_address(address)]


def _is_address(address: str) -> bool:
    local, at, domain = address.rpartition("@")
    return bool(local and at and "." in domain) and len(address) < 255 and not any(c.isspace() for c in address)


def _bracketed(value: str) -> list[str]:
    return [part.partition(">")[0].strip() for part in value.split("<")[1:] if ">" in part]
