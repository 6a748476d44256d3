"""Handing letters to an SMTP server: as smtplib does it, with two savings that count when there are many.

A server that offers PIPELINING (RFC 2920; nearly all do) is told sender, reader and DATA in one go: two answers to
wait for instead of four. And while it thinks we have something else to do: noting what became of the letter before.
"""

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from notifications.composing import Letter

Reply = tuple[int, bytes]

GO_ON, CLOSING = 354, 421
_DOTS = re.compile(rb"(?m)^\.")  # a line of one dot ends a letter, so each dot that begins a line is doubled


class Backend(EmailBackend):
    """Django's own, for letters that are written down already."""

    def _send(self, email_message: EmailMessage) -> bool:
        connection: smtplib.SMTP | None = self.connection
        if not isinstance(email_message, Letter) or connection is None:
            return bool(super()._send(email_message))  # type: ignore[misc]  # not in the stubs
        sender, reader = email_message.envelope
        post(connection, sender, reader, email_message.raw, meanwhile=email_message.meanwhile)
        return True


def post(connection: smtplib.SMTP, sender: str, reader: str, raw: bytes, *, meanwhile: Callable[[], None]) -> None:
    """Hand over one letter. `meanwhile` is called when the server has been asked, and before it gets the body.

    Raises what smtplib raises: SMTPSenderRefused, SMTPRecipientsRefused, SMTPDataError, SMTPServerDisconnected …
    """
    connection.ehlo_or_helo_if_needed()
    size = f" size={len(raw)}" if connection.has_extn("size") else ""
    lines = [f"MAIL FROM:{smtplib.quoteaddr(sender)}{size}", f"RCPT TO:{smtplib.quoteaddr(reader)}", "DATA"]
    replies = _ask(connection, lines, meanwhile)
    refusal = _refusal(replies, sender, reader)
    if refusal is None:
        connection.send(_DOTS.sub(b"..", raw) + (b"" if raw.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        code, words = connection.getreply()
        refusal = None if code == 250 else smtplib.SMTPDataError(code, words)
    if refusal is not None:
        _begin_anew(connection, replies)
        raise refusal


def _ask(connection: smtplib.SMTP, lines: list[str], meanwhile: Callable[[], None]) -> list[Reply]:
    """The server's answers, up to the first that is no yes; all of them where they were asked in one go."""
    replies: list[Reply] = []
    in_one_go = connection.has_extn("pipelining")
    connection.send("".join(f"{line}\r\n" for line in (lines if in_one_go else lines[:1])))
    meanwhile()
    for number, line in enumerate(lines):
        if number and not in_one_go:
            connection.putcmd(line)
        replies.append(connection.getreply())
        if replies[-1][0] == CLOSING or (replies[-1][0] >= 400 and not in_one_go):
            break
    return replies


def _refusal(replies: list[Reply], sender: str, reader: str) -> smtplib.SMTPException | None:
    """The first no, as smtplib says it."""
    (code, words), *others = replies
    if code != 250:
        return smtplib.SMTPSenderRefused(code, words, sender)
    (code, words), *others = others
    if code not in {250, 251}:
        return smtplib.SMTPRecipientsRefused({reader: (code, words)})
    ((code, words),) = others
    return None if code == GO_ON else smtplib.SMTPDataError(code, words)


def _begin_anew(connection: smtplib.SMTP, replies: list[Reply]) -> None:
    """Leave the connection fit for the next letter, if it still is one."""
    with suppress(smtplib.SMTPServerDisconnected, OSError):
        if replies[-1][0] == GO_ON and any(code >= 400 for code, _words in replies):
            connection.send(b".\r\n")  # it wants a body for nobody
            connection.getreply()
        if all(code != CLOSING for code, _words in replies):
            connection.rset()
