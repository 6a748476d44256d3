"""How the messages of the corpus are made: raw bytes and the outcome that we expect of each.

`TOKEN` in an address stands for the signed token of the scene's ticket, which no file can know.
"""

import base64
import json
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
OUR_LETTER = "<letter-1@guichet.example.org>"
PERSON = "Oksana Koval <oksana@example.net>"
ORIGIN, LICENCE = "written for this project", "that of the project"
DATE = "Mon, 23 Nov 2026 11:02:17 +0100"


class Made(NamedTuple):
    name: str
    raw: bytes
    expected: dict[str, Any]


def head(name: str, *, subject: str, sender: str, thread: str, extra: dict[str, str]) -> str:
    to = "r+TOKEN@in.example.org" if thread == "token" else "guichet@guichet.example.org"
    lines = {"From": sender, "To": to, "Subject": subject, "Date": DATE, "Message-ID": f"<{name}@mail.example.net>"}
    if thread in ("token", "cite"):
        lines |= {"In-Reply-To": OUR_LETTER, "References": OUR_LETTER}
    lines |= {"MIME-Version": "1.0", **extra}
    return "".join(f"{key}: {_encoded(value)}\n" for key, value in lines.items() if value is not None)


def _encoded(value: str) -> str:
    if value.isascii():
        return value
    name, bracket, address = value.rpartition(" <")
    if bracket:
        return f"{_word(name)} <{address}"
    return _word(value)


def _word(text: str) -> str:
    return f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?="


def expected(kind: str, thread: str, **more: Any) -> dict[str, Any]:
    known = thread in ("token", "cite")
    action = {
        "human": "append" if known else "new",
        "auto": "append" if known else "hold",
        "list": "append" if known else "hold",
        "bounce": "flag" if known else "drop",
        "delay": "drop",
        "receipt": "drop",
        "loop": "drop",
        "complaint": "flag" if known else "hold",
        "challenge": "hold",
    }[kind]
    return {"kind": kind, "action": action, "ticket": known, **more}


def letter(
    name: str,
    reply: str | None,
    quoted: str,
    *,
    text: str | None = None,
    subject: str = "Re: Votre message",
    kind: str = "human",
    thread: str = "none",
    sender: str = PERSON,
    headers: dict[str, str] | None = None,
    charset: str | None = "utf-8",
    bytes_of: str = "utf-8",
    content_type: str = "",
    html: str = "",
    action: str = "",
) -> Made:
    """A message of plain text: what the person wrote, then what her program quoted."""
    body = "\n\n".join(part for part in (reply, quoted) if part) + "\n"
    plain = content_type or ("text/plain" + (f"; charset={charset}" if charset else ""))
    if plain.startswith("multipart/report"):
        body = f"--zz\nContent-Type: text/plain; charset=utf-8\n\n{body}\n--zz--\n"
    extra = {"Content-Type": plain, "Content-Transfer-Encoding": "8bit", **(headers or {})}
    if html:
        extra["Content-Type"] = "multipart/alternative; boundary=alt"
        body = (
            f"--alt\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"
            f"--alt\nContent-Type: text/html; charset=utf-8\n\n{html}\n--alt--\n"
        )
    raw = (
        head(name, subject=subject, sender=sender, thread=thread, extra=extra).encode() + b"\n" + body.encode(bytes_of)
    )
    outcome = expected(kind, thread)
    if action:
        outcome["action"] = action
    if kind == "human":
        outcome["text"] = text if text is not None else reply
    return Made(name, raw, outcome)


def mixed(
    name: str, text: str, files: list[tuple[str, bytes]], *, names: list[str], disposition: str = "attachment"
) -> Made:
    """A message with files; each is given as the parameter that names it, exactly as some program writes it."""
    parts = [f"--mix\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"]
    for named, content in files:
        coded = base64.encodebytes(content).decode()
        parts.append(
            f"--mix\nContent-Type: application/octet-stream\nContent-Disposition: {disposition}; {named}\n"
            f"Content-Transfer-Encoding: base64\n\n{coded}"
        )
    top = head(
        name, subject="Documents", sender=PERSON, thread="none", extra={"Content-Type": "multipart/mixed; boundary=mix"}
    )
    return Made(name, f"{top}\n{''.join(parts)}--mix--\n".encode(), expected("human", "none", text=text, names=names))


def bounce(
    name: str, *, status: str = "5.1.1", action: str = "failed", kind: str = "bounce", dsn: bool = True, text: str = "",
    sender: str = "Mail Delivery System <MAILER-DAEMON@mx.example.net>", subject: str = "Undelivered Mail Returned to Sender",
    cites: bool = True,
) -> Made:  # fmt: skip
    """What a mail server says about a letter of ours that did not arrive, by the rules (RFC 3464) or without them."""
    original = (f"Message-ID: {OUR_LETTER}\n" if cites else "") + (
        "From: CAI <guichet@guichet.example.org>\nTo: oksana@example.net\nSubject: Votre message\n"
    )
    words = text or "I'm sorry to have to inform you that your message could not be delivered."
    if dsn:
        kind_of = "multipart/report; report-type=delivery-status; boundary=dsn"
        body = (
            f"--dsn\nContent-Type: text/plain; charset=us-ascii\n\n{words}\n"
            f"--dsn\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
            f"Final-Recipient: rfc822; oksana@example.net\nAction: {action}\nStatus: {status}\n"
            f"Diagnostic-Code: smtp; {'550' if status[0] == '5' else '450'} {status} no\n\n"
            f"--dsn\nContent-Type: text/rfc822-headers\n\n{original}\n--dsn--\n"
        )
    else:
        kind_of = "text/plain; charset=utf-8"
        body = f"{words}\n\n------ This is a copy of the message, including all the headers. ------\n\n{original}\n"
    extra = {"Return-Path": "<>", "Content-Type": kind_of}
    raw = head(name, subject=subject, sender=sender, thread="none", extra=extra).encode() + b"\n" + body.encode()
    outcome = expected(kind, "cite" if cites else "none")
    return Made(name, raw, {**outcome, "permanent_failure": kind == "bounce" and (not dsn or status[0] == "5")})


def write(folder: str, made: list[Made]) -> None:
    """The messages as .eml files, and what we expect of them in one JSON beside the folder."""
    place = HERE / folder
    place.mkdir(exist_ok=True)
    for old in place.glob("*.eml"):
        old.unlink()
    for one in made:
        (place / f"{one.name}.eml").write_bytes(one.raw)
    names = [one.name for one in made]
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
    table = json.dumps({one.name: one.expected for one in made}, ensure_ascii=False, indent=1, sort_keys=True)
    (HERE / f"{folder}.json").write_text(table + "\n", encoding="utf-8")
    origins = "".join(f"{folder}/{name}.eml\t{ORIGIN}\t{LICENCE}\n" for name in sorted(names))
    (HERE / f"{folder}.origins.tsv").write_text(f"file\torigin\tlicence\n{origins}", encoding="utf-8")
