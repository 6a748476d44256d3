"""The frame of a message: its parts, its headers as each mail program writes them, and the outcome we expect."""

import base64
import hashlib
import quopri
from collections.abc import Sequence
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any, NamedTuple

BOX = "guichet@guichet.example.org"
TOKEN = "r+be-abcdefghijklmnopqrstuvwx@guichet.example.org"
OUR_ID = "<4f1c0b7e9a2d4c3f8e6b5a7d9c0e1f23@guichet.example.org>"
OKSANA = "Oksana Koval <oksana@example.net>"
KNOWN = {"auto": "append", "bounce": "flag", "complaint": "flag", "human": "append", "list": "append"}
UNKNOWN = {"auto": "hold", "bounce": "drop", "complaint": "hold", "human": "new", "list": "hold"}
ALWAYS = {"challenge": "hold", "delay": "drop", "loop": "drop", "receipt": "drop"}


class Unseen(NamedTuple):
    name: str
    raw: bytes
    expected: dict[str, Any]


def digest(name: str, length: int = 16) -> str:
    """Letters and digits that look drawn by lot and are the same at every run."""
    return hashlib.sha256(name.encode()).hexdigest()[:length]


def word(text: str, charset: str = "utf-8", coding: str = "B") -> str:
    """A header's text as encoded words of at most 75 letters, folded; plain ASCII stays as it is."""
    if text.isascii():
        return text
    size = 36 // len("я".encode(charset, "replace")) if coding == "B" else 10
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    return "\n ".join(_one_word(piece, charset, coding) for piece in pieces)


def _one_word(text: str, charset: str, coding: str) -> str:
    raw = text.encode(charset)
    if coding == "B":
        return f"=?{charset}?B?{base64.b64encode(raw).decode()}?="
    coded = "".join(chr(c) if chr(c).isalnum() and c < 128 else "_" if c == 32 else f"={c:02X}" for c in raw)
    return f"=?{charset}?Q?{coded}?="


# --- Parts: each is its own headers, a blank line, its body ---------------------------------------------------------


def text(
    words: str, kind: str = "plain", charset: str = "utf-8", coding: str = "quoted-printable", more: str = ""
) -> bytes:
    raw = words.encode(charset if charset != "us-ascii" else "cp1252", "replace")
    if coding == "quoted-printable":
        body = quopri.encodestring(raw + b"\n")
    elif coding == "base64":
        body = base64.encodebytes(raw.replace(b"\n", b"\r\n"))
    else:
        body = raw + b"\n"
    return (
        f"Content-Type: text/{kind}; charset={charset}{more}\nContent-Transfer-Encoding: {coding}\n\n".encode() + body
    )


def html(inside: str, charset: str = "utf-8", coding: str = "quoted-printable", more: str = "") -> bytes:
    return text(inside, "html", charset, coding, more)


def file(kind: str, headers: str | bytes, content: bytes) -> bytes:
    """An attachment; `headers` are the lines that name it, as some program writes them."""
    named = headers if isinstance(headers, bytes) else headers.encode()
    top = b"Content-Type: " + kind.encode() + named + b"\nContent-Transfer-Encoding: base64\n\n"
    return top + base64.encodebytes(content)


def several(kind: str, mark: str, *parts: bytes, more: str = "", preamble: str = "") -> bytes:
    line = f"--{mark}\n".encode()
    top = f'Content-Type: multipart/{kind}; boundary="{mark}"{more}\n\n{preamble}'.encode()
    return top + b"".join(line + part.rstrip(b"\n") + b"\n\n" for part in parts) + f"--{mark}--\n".encode()


def part(kind: str, content: str | bytes, more: str = "") -> bytes:
    """A part that needs no coding: message/rfc822, message/delivery-status and their like."""
    raw = content if isinstance(content, bytes) else content.encode()
    return f"Content-Type: {kind}\n{more}\n".encode() + raw


def alternative(
    name: str, plain: str, rich: str, *, coding: str = "quoted-printable", charset: str = "utf-8", mark: str = ""
) -> bytes:
    return several(
        "alternative",
        mark or f"000000000000{digest(name)}",
        text(plain, charset=charset, coding=coding),
        html(rich, charset=charset, coding=coding),
    )


# --- Headers ----------------------------------------------------------------------------------------------------------


def later(date: str, seconds: int) -> str:
    return format_datetime(parsedate_to_datetime(date) + timedelta(seconds=seconds))


def received(name: str, date: str, host: str, to: str) -> str:
    number = int(digest(name, 4), 16) % 250 + 2
    return (
        f"X-Original-To: {to}\nDelivered-To: guichet@mx1.guichet.example.org\n"
        f"Received: from {host} ({host} [198.51.100.{number}])\n"
        "\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\n"
        f"\tby mx1.guichet.example.org (Postfix) with ESMTPS id 4X{digest(name + 'q', 9)}z1\n"
        f"\tfor <{to}>; {later(date, 3)}\n"
    )


def signed(name: str, domain: str, selector: str) -> str:
    return (
        f"Authentication-Results: mx1.guichet.example.org;\n\tdkim=pass header.d={domain} header.s={selector};\n"
        f"\tspf=pass smtp.mailfrom={domain}; dmarc=pass header.from={domain}\n"
        f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s={selector};\n"
        f"\th=from:to:subject:date:message-id; bh={_sum(name)};\n\tb={_sum(name + 'b')[:-1]}{_sum(name + 'c')}\n"
    )


def _sum(name: str) -> str:
    return base64.b64encode(hashlib.sha256(name.encode()).digest()).decode()


# --- Whole messages -----------------------------------------------------------------------------------------------------


def expected(kind: str, ticket: bool, action: str = "", **more: Any) -> dict[str, Any]:
    usual = ALWAYS.get(kind) or (KNOWN if ticket else UNKNOWN)[kind]
    return {"kind": kind, "action": action or usual, "ticket": ticket, "origin": "own work", **more}


def assembled(head: str, body: bytes, crlf: bool) -> bytes:
    raw = head.encode("utf-8", "surrogateescape") + body
    return raw.replace(b"\n", b"\r\n") if crlf else raw


def person(
    name: str,
    program: "Program",
    language: str,
    body: bytes,
    says: str,
    *,
    subject: str,
    date: str,
    sender: str = OKSANA,
    to: str = TOKEN,
    cites: bool = True,
    names: Sequence[str] = (),
    more: str = "",
    crlf: bool = False,
    action: str = "",
    **extra: Any,
) -> Unseen:
    """What somebody wrote with one mail program; it answers a letter of ours if it has the token or cites its number."""
    ident = program.ident.format(d=digest(name, 32), h=digest(name, 10), n=int(digest(name, 8), 16))
    thread = f"In-Reply-To: {OUR_ID}\nReferences: {OUR_ID}\n" if cites else ""
    label, _, address = sender.rpartition(" <")
    sender = f"{word(label, program.charset, program.coding)} <{address}" if label else sender
    title = word(subject, program.charset, program.coding)
    head = (
        f"Return-Path: <{address.rstrip('>')}>\n{received(name, date, program.host, to)}"
        f"{signed(name, address.rstrip('>').split('@')[1], program.selector) if program.selector else ''}"
        f"{program.trail.format(d=digest(name, 12), date=later(date, 1))}"
        f"MIME-Version: 1.0\n{thread}From: {sender}\nTo: {'CAI' if to == TOKEN else 'Guichet'} <{to}>\n"
        f"Subject: {title}\nDate: {date}\nMessage-ID: {ident}\n{program.extra}{more}"
    )
    outcome = expected(
        "human", to == TOKEN or cites, action, text=says, program=program.name, language=language, **extra
    )
    if names:
        outcome["names"] = list(names)
    return Unseen(name, assembled(head, body, crlf), outcome)


class Program(NamedTuple):
    """What a mail program and the servers behind it leave in the headers."""

    name: str
    host: str
    ident: str
    extra: str = ""
    trail: str = ""
    selector: str = "s1"
    charset: str = "UTF-8"
    coding: str = "B"


def machine(name: str, kind: str, head: str, body: bytes, *, program: str, language: str, ticket: bool, crlf: bool = False, to: str = BOX, host: str = "mail.example.net", sender: str = "", action: str = "", **more: Any) -> Unseen:  # fmt: skip
    """What a server or a robot wrote; `head` has its own headers, Date among them."""
    date = next(line[6:] for line in head.splitlines() if line.startswith("Date: "))
    top = f"Return-Path: <{sender}>\n{received(name, date, host, to)}"
    outcome = expected(kind, ticket, action, program=program, language=language, **more)
    return Unseen(name, assembled(top + head, body, crlf), outcome)
