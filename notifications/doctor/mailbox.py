"""The mailbox of IMAP_URL: can what people answer be read? Nothing in it is changed."""

import imaplib
import re
import ssl
from datetime import datetime
from functools import partial

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.doctor import certificates, connecting
from notifications.doctor.findings import LIMIT_SECONDS, SOCKET_SECONDS, About, Finding, within
from notifications.imap import LOOPBACK, Mailbox

WAYS = {"setting": "IMAP_URL", "ports": "imaps://…:993"}
_NUMBER = re.compile(rb"\d+")


def look_at(url: str, *, last_uid: int, now: datetime, context: ssl.SSLContext | None = None) -> list[Finding]:
    """`last_uid`: up to where the mailbox was read; 0 for never."""
    about = About(_("Mailbox"))
    if not url:
        return [about.right("mailbox_unused", _("IMAP_URL is empty: no mailbox is read."))]
    try:
        mailbox = Mailbox.of(url)
    except (ImproperlyConfigured, ValueError):
        words = _("IMAP_URL is not the address of a mailbox.")
        todo = _(
            "Write it as imaps://user:password@host:993/INBOX; some signs in user and password are written in code "
            "(%(codes)s)."
        )
        todo %= {"codes": connecting.CODED_SIGNS}
        return [about.repair("mailbox_address", words, todo)]
    about = About(_("Mailbox at %(host)s:%(port)s") % {"host": mailbox.host, "port": mailbox.port})
    visit = partial(_visit, about, mailbox, last_uid, now, context or ssl.create_default_context())
    try:
        return within(LIMIT_SECONDS, visit)
    except TimeoutError:
        return [connecting.silent(about, kind="mailbox", setting="IMAP_URL")]


def _visit(about: About, mailbox: Mailbox, last_uid: int, now: datetime, context: ssl.SSLContext) -> list[Finding]:
    server, step = None, "connect"
    try:
        server = _connected(mailbox, context)
        step = "login"
        server.login(mailbox.user, mailbox.password)
        step = "folder"
        folder = '"' + mailbox.folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
        status, counted = server.select(folder, readonly=True)
        if status != "OK":
            raise imaplib.IMAP4.error
        days = certificates.days_left(server.sock, now)
        soon = certificates.ends_soon(about, days, kind="mailbox")
        return soon or [_readable(about, _count(counted), _waiting(server, last_uid))]
    except (OSError, EOFError, ValueError, imaplib.IMAP4.error) as error:
        return [_what_happened(about, mailbox, step, error)]
    finally:
        if server is not None:
            _leave(server)


def _connected(mailbox: Mailbox, context: ssl.SSLContext) -> imaplib.IMAP4:
    if mailbox.is_tls:
        return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=context, timeout=SOCKET_SECONDS)
    server = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=SOCKET_SECONDS)
    if mailbox.host not in LOOPBACK:
        if "STARTTLS" not in server.capabilities:
            _leave(server)
            raise imaplib.IMAP4.error
        server.starttls(context)  # as the reader itself does: a password never crosses a network in the open
    return server


def _leave(server: imaplib.IMAP4) -> None:
    try:
        server.logout()
    except (OSError, EOFError, imaplib.IMAP4.error):
        server.shutdown()


def _count(lines: list[bytes | None]) -> int:
    found = _NUMBER.search(lines[0] or b"") if lines else None
    return int(found[0]) if found else 0


def _waiting(server: imaplib.IMAP4, last_uid: int) -> int:
    """How many messages came since the last reading; the server always names its last one, too."""
    status, lines = server.uid("SEARCH", f"UID {last_uid + 1}:*")
    if status != "OK":
        return 0
    return sum(int(number) > last_uid for line in lines if isinstance(line, bytes) for number in line.split())


def _readable(about: About, count: int, waiting: int) -> Finding:
    words = ngettext(
        "It can be read; %(waiting)s of its %(count)s message waits to be read by the desk.",
        "It can be read; %(waiting)s of its %(count)s messages wait to be read by the desk.",
        count,
    )
    return about.right("mailbox_right", words % {"count": count, "waiting": waiting})


def _what_happened(about: About, mailbox: Mailbox, step: str, error: Exception) -> Finding:
    is_refusal = isinstance(error, imaplib.IMAP4.error) and not isinstance(error, imaplib.IMAP4.abort)
    is_silence = isinstance(error, TimeoutError | imaplib.IMAP4.abort)
    if step == "connect" and is_silence and mailbox.port == 993 and not mailbox.is_tls:
        return connecting.too_late(about, kind="mailbox", port=993, **WAYS)
    if step == "login" and (is_refusal or isinstance(error, ValueError)):
        return connecting.not_let_in(about, kind="mailbox", setting="IMAP_URL")
    if step == "folder" and is_refusal:
        words = _("There is no folder “%(folder)s”.") % {"folder": mailbox.folder}
        return about.repair("mailbox_no_folder", words, _("Correct the folder at the end of IMAP_URL, such as /INBOX."))
    if step == "connect" and is_refusal:
        return connecting.offers_no_tls(about, kind="mailbox", **WAYS)
    return connecting.trouble(about, error, kind="mailbox", host=mailbox.host, **WAYS)
