"""Reading a mailbox by IMAP (RFC 3501): every message is kept by us before we note that we have it.

Nothing in the mailbox is changed: no message is deleted, moved or marked, so people may go on reading it with any
program, and any server will do. How far we have come is noted by the numbers that the server gives to messages, which
only grow; should it number anew, all is read again, and what we have is recognised.
"""

import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from notifications import inbox
from notifications.models import Fate, MailboxReading
from notifications.parsing import SIZE_LIMIT_BYTES

logger = logging.getLogger(__name__)

DOOR = "imap"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # RFC 3501 date-month
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_UID = re.compile(rb"UID (\d+)")


class Unreadable(Exception):
    """The mailbox cannot be read; `code` says why in one word, and what a server says is never kept."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


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
        """Raises ImproperlyConfigured, naming the setting, for what is no address of a mailbox."""
        parts = urlsplit(url)
        if parts.scheme not in {"imap", "imaps"} or not parts.hostname or not parts.username:
            raise ImproperlyConfigured("IMAP_URL must look like imaps://user:password@host:993/INBOX.")
        is_tls = parts.scheme == "imaps"
        return cls(
            host=parts.hostname,
            port=parts.port or (993 if is_tls else 143),
            user=unquote(parts.username),
            password=unquote(parts.password or ""),
            folder=unquote(parts.path.lstrip("/")) or "INBOX",
            is_tls=is_tls,
        )


def fetch(now: datetime) -> int:
    """Keep what has come since the last reading; how many messages. Notes in MailboxReading how it went.

    Two workers may do this at once. Raises Unreadable.
    """
    mailbox = Mailbox.of(settings.IMAP_URL)
    reading = MailboxReading.objects.get_or_create(mailbox=DOOR)[0]
    try:
        with _opened(mailbox) as (server, validity):
            if validity != reading.uid_validity:
                reading.uid_validity, reading.last_uid = validity, 0
                reading.save(update_fields=["uid_validity", "last_uid"])
            kept = sum(_keep(server, uid, reading, now) for uid in _new_uids(server, reading, now))
    except Unreadable as trouble:
        MailboxReading.objects.filter(pk=reading.pk).update(tried_at=now, failure=trouble.code)
        raise
    MailboxReading.objects.filter(pk=reading.pk).update(read_at=now, tried_at=now, failure="")
    return kept


@contextmanager
def _opened(mailbox: Mailbox) -> Iterator[tuple[imaplib.IMAP4, int]]:
    """The folder, opened for reading only, and the validity of its numbers."""
    server = None
    try:
        server = _connected(mailbox)
        _logged_in(server, mailbox)
        folder = '"' + mailbox.folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
        if server.select(folder, readonly=True)[0] != "OK":
            raise Unreadable("no_folder")
        validity = server.response("UIDVALIDITY")[1]
        yield server, int(validity[0]) if validity and validity[0] else 0
    except TimeoutError:
        raise Unreadable("silent") from None
    except ssl.SSLError:
        raise Unreadable("tls") from None
    except (OSError, EOFError):
        raise Unreadable("unreachable") from None
    except imaplib.IMAP4.error:  # its abort too: the server broke off, or said something that is no IMAP
        raise Unreadable("broken") from None
    finally:
        if server is not None:
            _leave(server)


def _connected(mailbox: Mailbox) -> imaplib.IMAP4:
    if mailbox.is_tls:
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=context, timeout=settings.IMAP_TIMEOUT)
    server = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=settings.IMAP_TIMEOUT)
    if mailbox.host not in LOOPBACK:
        server.starttls(ssl.create_default_context())  # a password never crosses a network in the open
    return server


def _logged_in(server: imaplib.IMAP4, mailbox: Mailbox) -> None:
    try:
        server.login(mailbox.user, mailbox.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        raise Unreadable("not_let_in") from None


def _leave(server: imaplib.IMAP4) -> None:
    try:
        server.logout()
    except (OSError, EOFError, imaplib.IMAP4.error) as error:
        logger.debug("The mailbox did not take our good-bye (%s).", type(error).__name__)


def _new_uids(server: imaplib.IMAP4, reading: MailboxReading, now: datetime) -> list[int]:
    """The numbers of what came since, in order. The first reading of a mailbox goes back MAILBOX_FIRST_DAYS only.

    Otherwise a desk that is connected to an old mailbox would answer ten years of letters in its first minute.
    """
    if reading.last_uid:
        found = _asked(server.uid("SEARCH", f"UID {reading.last_uid + 1}:*"))
    else:
        since = now - timedelta(days=settings.MAILBOX_FIRST_DAYS)
        found = _asked(server.uid("SEARCH", f"SINCE {since.day}-{MONTHS[since.month - 1]}-{since.year}"))
    numbers = sorted(int(number) for line in found if isinstance(line, bytes) for number in line.split())
    return [number for number in numbers if number > reading.last_uid]  # "n:*" always names the last one, too


def _keep(server: imaplib.IMAP4, uid: int, reading: MailboxReading, now: datetime) -> int:
    """Keep one message, then note that we have it. A kill in between reads it once more, and finds it there."""
    size = _size(server, uid)
    if size is None:  # gone meanwhile: somebody deleted it
        return 0
    is_small = size <= SIZE_LIMIT_BYTES
    raw = _bytes_of(server, uid, "BODY.PEEK[]" if is_small else "BODY.PEEK[HEADER]")
    row = inbox.keep(raw or b"Subject: ?\r\n\r\n", mailbox=DOOR, now=now)
    if (not is_small or not raw) and row.fate == Fate.WAITING:
        inbox.settle(row, Fate.HELD, because="size" if not is_small else "unreadable", now=now)
    further = MailboxReading.objects.filter(pk=reading.pk, uid_validity=reading.uid_validity, last_uid__lt=uid)
    further.update(last_uid=uid)
    return 1


def _size(server: imaplib.IMAP4, uid: int) -> int | None:
    for line in _asked(server.uid("FETCH", str(uid), "(RFC822.SIZE)")):
        found = _SIZE.search(line if isinstance(line, bytes) else b"")
        if found:
            return int(found[1])
    return None


def _bytes_of(server: imaplib.IMAP4, uid: int, part: str) -> bytes:
    for line in _asked(server.uid("FETCH", str(uid), f"({part})")):
        if isinstance(line, tuple) and len(line) > 1:
            return bytes(line[1])
    return b""


def _asked(answer: tuple[str, list[object]]) -> list[object]:
    status, lines = answer
    if status != "OK":
        raise Unreadable("refused")
    return lines
