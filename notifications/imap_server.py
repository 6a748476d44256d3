"""One conversation with an IMAP server (RFC 3501): a folder is opened for reading only, and what it says is values.

Nothing of what a server says is kept or logged, for it may quote what people wrote; troubles have codes.
"""

import base64
import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from notifications.parsing import HEAD_LIMIT_BYTES

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # RFC 3501 date-month
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_NO_CONTENT = re.compile(rb'BODY\[[^\]]*\](<\d+>)? (""|NIL)', re.IGNORECASE)


class Unreadable(Exception):
    """The mailbox cannot be read; `code` says why in one word."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Broken(Unreadable):
    """The server broke off, fell silent, or says what is no IMAP: this conversation is over."""


class NotGiven(Exception):
    """The server does not give out this one message, and goes on."""


@dataclass(frozen=True)
class Mailbox:
    """IMAP_URL, taken apart."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    is_tls: bool

    @classmethod
    def of(cls, url: str) -> "Mailbox":
        """Raises ImproperlyConfigured, naming the setting and nothing of its value, for what is no mailbox."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme not in {"imap", "imaps"} or not parts.hostname or not parts.username:
            raise ImproperlyConfigured("IMAP_URL must look like imaps://user:password@host:993/INBOX.")
        is_tls = parts.scheme == "imaps"
        return cls(
            host=parts.hostname,
            port=port or (993 if is_tls else 143),
            user=unquote(parts.username),
            password=unquote(parts.password or ""),
            folder=unquote(parts.path.lstrip("/")) or "INBOX",
            is_tls=is_tls,
        )


@contextmanager
def opened(mailbox: Mailbox) -> Iterator["Conversation"]:
    """The folder, opened. Raises Unreadable."""
    with _codes("unreachable"):
        connection = _connected(mailbox)
    with _limited(connection):
        try:
            with _codes():
                _log_in(connection, mailbox)
                if connection.select(_quoted(_utf7(mailbox.folder)), readonly=True)[0] != "OK":
                    raise Unreadable("no_folder")
                validity = connection.response("UIDVALIDITY")[1]
            yield Conversation(connection, int(validity[0]) if validity and validity[0] else 0)
            with suppress(Broken), _codes():
                connection.logout()
        finally:
            with suppress(OSError):
                connection.shutdown()


class Conversation:
    """What is asked of the open folder. Messages go by the numbers (UIDs) that the server gives them; they only grow.

    `validity` changes when the server numbers anew. Every question may raise Broken, after which there is no other.
    """

    def __init__(self, connection: imaplib.IMAP4, validity: int) -> None:
        self._connection = connection
        self.validity = validity

    def after(self, uid: int) -> list[int]:
        """The messages that came after this one, in order."""
        # "n:*" always names the last message too, even when its number is smaller than n.
        return [number for number in self._search(f"UID {uid + 1}:*") if number > uid]

    def since(self, day: datetime) -> list[int]:
        """The messages that arrived on that day or later, in order."""
        return self._search(f"SINCE {day.day}-{MONTHS[day.month - 1]}-{day.year}")

    def size(self, uid: int) -> int | None:
        """Bytes of the message; None if it is gone."""
        for line in self._fetch(uid, "RFC822.SIZE"):
            found = _SIZE.search(line if isinstance(line, bytes) else b"")
            if found:
                return int(found[1])
        return None

    def whole(self, uid: int) -> bytes | None:
        """The message as it came, unmarked as seen; None if it is gone. Raises NotGiven."""
        return self._part(uid, "BODY.PEEK[]")

    def head(self, uid: int) -> bytes | None:
        """Its headers only."""
        return self._part(uid, f"BODY.PEEK[HEADER]<0.{HEAD_LIMIT_BYTES}>")

    def _part(self, uid: int, part: str) -> bytes | None:
        for line in self._fetch(uid, part):
            if isinstance(line, tuple) and len(line) > 1 and b"BODY[" in line[0].upper():
                return bytes(line[1])
            if isinstance(line, bytes) and _NO_CONTENT.search(line):
                return b""
        return None

    def _fetch(self, uid: int, part: str) -> list[object]:
        with _codes():
            status, lines = self._connection.uid("FETCH", str(uid), f"({part})")
        if status != "OK":
            raise NotGiven
        return lines

    def _search(self, what: str) -> list[int]:
        with _codes():
            status, lines = self._connection.uid("SEARCH", what)
        if status != "OK":
            raise Unreadable("refused")
        return sorted(int(number) for line in lines if isinstance(line, bytes) for number in line.split())


def _connected(mailbox: Mailbox) -> imaplib.IMAP4:
    if mailbox.is_tls:
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=context, timeout=settings.IMAP_TIMEOUT)
    connection = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=settings.IMAP_TIMEOUT)
    if mailbox.host not in LOOPBACK:
        connection.starttls(ssl.create_default_context())  # a password never crosses a network in the open
    return connection


@contextmanager
def _limited(connection: imaplib.IMAP4) -> Iterator[None]:
    """IMAP_TIMEOUT limits the wait for the next bytes. A server that drips them for ever is cut off all the same."""

    def cut() -> None:
        with suppress(OSError):
            connection.socket().shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(settings.MAILBOX_LEASE_SECONDS, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _log_in(connection: imaplib.IMAP4, mailbox: Mailbox) -> None:
    try:
        if f"{mailbox.user}{mailbox.password}".isascii():
            connection.login(_quoted(mailbox.user), mailbox.password)
        else:  # LOGIN takes ASCII only
            said = f"\0{mailbox.user}\0{mailbox.password}".encode()
            connection.authenticate("PLAIN", lambda _challenge: said)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        # RFC 5530: the server is not well, and says nothing about the password.
        raise Unreadable("unavailable" if "[UNAVAILABLE]" in str(error) else "not_let_in") from None


@contextmanager
def _codes(without_connection: str = "broken") -> Iterator[None]:
    """Turn what goes wrong on the way into its code."""
    try:
        yield
    except TimeoutError:
        raise Broken("silent") from None
    except ssl.SSLError:
        raise Broken("tls") from None
    except (OSError, EOFError):
        raise Broken(without_connection) from None
    except imaplib.IMAP4.error:  # its abort too: the server broke off, or said something that is no IMAP
        raise Broken("broken") from None


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _utf7(folder: str) -> str:
    """The name of a folder as IMAP writes it (RFC 3501 section 5.1.3)."""

    def shifted(found: re.Match[str]) -> str:
        letters = base64.b64encode(found[0].encode("utf-16-be")).decode("ascii")
        return "&" + letters.rstrip("=").replace("/", ",") + "-"

    return re.sub(r"[^\x20-\x7e]+", shifted, folder.replace("&", "&-"))
