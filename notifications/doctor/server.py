"""The mail server, or the provider's interface: can letters leave? Everything up to a letter itself is tried."""

import smtplib
import socket
import ssl
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from anymail.exceptions import AnymailConfigurationError
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.utils import DNS_NAME
from django.utils.translation import gettext as _

from notifications.doctor import certificates, connecting
from notifications.doctor.findings import LIMIT_SECONDS, SOCKET_SECONDS, About, Finding, within
from notifications.doctor.setup import HERE, Setup

SMALLEST_SIZE_BYTES = 1_000_000  # no letter of ours comes near it
WAYS = {"setting": "EMAIL_URL", "ports": "smtp+ssl://…:465 / smtp+tls://…:587"}
INSIDE = ("locmem", "console", "filebased", "dummy", "DemoMailbox")


def backend_of(setup: Setup) -> Any:
    """Django's mail backend as the worker makes it, or the error that it raises. Nothing is connected yet."""
    try:
        return get_connection(setup.backend)
    except (ImproperlyConfigured, ImportError, ValueError, TypeError) as error:
        return error


def look_at(setup: Setup, backend: Any, *, now: datetime, online: bool = False) -> list[Finding]:
    """Whether a letter could leave now. `online` also calls at the door of a provider's interface."""
    if isinstance(backend, Exception):
        return [_unusable(setup, backend)]
    if isinstance(backend, EmailBackend):
        about = About(_("Mail server %(host)s:%(port)s") % {"host": backend.host, "port": backend.port})
        return _bounded(about, partial(_smtp, about, setup, backend, now))
    if setup.api:
        return _interface(setup, backend, now, online=online)
    about = About(_("Mail server"))
    if any(name in setup.backend for name in INSIDE):
        words = _("Letters stay inside this program; nobody receives them.")
        todo = _("For letters that leave, write the mail server into EMAIL_URL: smtp+tls://user:password@host:587")
        return [(about.repair if setup.production else about.look)("server_inside", words, todo)]
    words = _("EMAIL_BACKEND is none that this check knows.")
    return [about.look("server_other", words, _("Try it with a letter: manage.py doctor --send-to ADDRESS"))]


def _bounded(about: About, visit: Callable[[], list[Finding]]) -> list[Finding]:
    try:
        return within(LIMIT_SECONDS, visit)
    except TimeoutError:
        return [connecting.silent(about, kind="server", setting="EMAIL_URL")]


def _smtp(about: About, setup: Setup, backend: EmailBackend, now: datetime) -> list[Finding]:
    step, connection = "connect", None
    try:
        options: Any = {"context": backend.ssl_context} if backend.use_ssl else {}
        limit = min(backend.timeout or SOCKET_SECONDS, SOCKET_SECONDS)
        fqdn = DNS_NAME.get_fqdn()
        connection = backend.connection_class(backend.host, backend.port, local_hostname=fqdn, timeout=limit, **options)
        connection.ehlo_or_helo_if_needed()
        if backend.use_tls:
            step = "tls"
            connection.starttls(context=backend.ssl_context)
            connection.ehlo_or_helo_if_needed()
        is_open = not isinstance(connection.sock, ssl.SSLSocket) and str(backend.host).lower() not in HERE
        if backend.username and backend.password and not is_open:  # our password never crosses a network in the open
            step = "login"
            connection.login(backend.username, backend.password)
        if is_open:
            return [_in_the_open(about, setup)]
        step = "sender"
        code = connection.mail(setup.sender)[0]
        connection.rset()
        return _of_the_server(about, connection, code, now)
    except (OSError, ValueError) as error:  # smtplib's own errors are OSErrors; a password may hold no odd letters
        return [_what_happened(about, step, error, backend)]
    finally:
        if connection is not None:
            _leave(connection)


def _leave(connection: smtplib.SMTP) -> None:
    try:
        connection.quit()
    except OSError:
        connection.close()


def _in_the_open(about: About, setup: Setup) -> Finding:
    words = _("Letters and the password go to this server unencrypted.")
    todo = _("Write %(ports)s in %(setting)s.") % WAYS
    return (about.repair if setup.production else about.look)("server_without_tls", words, todo)


def _of_the_server(about: About, connection: smtplib.SMTP, code: int, now: datetime) -> list[Finding]:
    """A server that lets us in may still be wrong for us."""
    days = certificates.days_left(connection.sock, now)
    found = certificates.ends_soon(about, days, kind="server")
    if code >= 400:
        words = _("The server refuses our sender address, that of DEFAULT_FROM_EMAIL (code %(code)s).") % {"code": code}
        todo = _(
            "Write an address that this account may send from into DEFAULT_FROM_EMAIL, or allow it at the provider."
        )
        found.append(about.repair("server_refuses_sender", words, todo))
    size = connection.esmtp_features.get("size", "")
    if size.isdigit() and 0 < int(size) < SMALLEST_SIZE_BYTES:
        words = _("The server takes letters of up to %(count)s bytes only.") % {"count": size}
        found.append(about.look("server_small", words, _("Ask your provider for more.")))
    if days is None:
        return found or [about.right("server_right", _("It answers and would take a letter."))]
    words = _("It answers, lets us in and would take a letter; its certificate is good for %(days)s days.")
    return found or [about.right("server_right", words % {"days": days})]


def _what_happened(about: About, step: str, error: Exception, backend: EmailBackend) -> Finding:
    is_not_offered = isinstance(error, smtplib.SMTPNotSupportedError)
    if backend.use_tls and backend.port == 465 and isinstance(error, TimeoutError | smtplib.SMTPServerDisconnected):
        return connecting.too_late(about, kind="server", port=465, **WAYS)
    if step == "tls" and is_not_offered:
        return connecting.offers_no_tls(about, kind="server", **WAYS)
    if step == "login" and (is_not_offered or isinstance(error, smtplib.SMTPAuthenticationError | ValueError)):
        return connecting.not_let_in(about, kind="server", setting="EMAIL_URL")
    if isinstance(error, smtplib.SMTPResponseException):
        words = _("The server answers that it cannot serve us (code %(code)s).") % {"code": error.smtp_code}
        todo = _("Try again in an hour; if it lasts, show this line to your provider.")
        return about.repair("server_unwell", words, todo)
    return connecting.trouble(about, error, kind="server", host=str(backend.host), **WAYS)


def _unusable(setup: Setup, error: Exception) -> Finding:
    about = About(_("Mail provider"))
    missing = _missing_keys(setup)
    if missing:
        words = _("The key of %(provider)s is missing.") % {"provider": setup.provider.name if setup.provider else ""}
        todo = _("Set %(names)s to what the provider shows you.") % {"names": ", ".join(missing)}
        return about.repair("interface_without_key", words, todo)
    words = _("EMAIL_BACKEND cannot be used (%(kind)s).") % {"kind": type(error).__name__}
    todo = _("Correct EMAIL_BACKEND, or set EMAIL_URL instead; docs/deploy.md has examples.")
    if isinstance(error, AnymailConfigurationError):
        todo = _(
            "A setting of this provider is missing: all begin with ANYMAIL_, as its documentation at Anymail says."
        )
    return about.repair("interface_unusable", words, todo)


def _missing_keys(setup: Setup) -> list[str]:
    needed = setup.provider.keys if setup.api and setup.provider else ()
    return [f"ANYMAIL_{name}" for name in needed if name not in setup.keys]


def _interface(setup: Setup, backend: Any, now: datetime, *, online: bool) -> list[Finding]:
    name = setup.provider.name if setup.provider else setup.api
    about = About(_("Mail provider %(name)s") % {"name": name})
    address = urlsplit(str(getattr(backend, "api_url", "")))
    if not online or not address.hostname:
        words = _("Its key is set; it is tried only with --send-to.")
        return [about.right("interface_set", words)]
    return _bounded(about, partial(_call, about, address.hostname, address.port or 443, now))


def _call(about: About, host: str, port: int, now: datetime) -> list[Finding]:
    """Knock, and say nothing: this shows whether the way there is open, not whether the key is right."""
    try:
        with (
            socket.create_connection((host, port), timeout=SOCKET_SECONDS) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secured,
        ):
            days = certificates.days_left(secured, now)
    except ssl.SSLCertVerificationError as error:
        return [certificates.trouble(about, error, kind="interface", host=host, setting="EMAIL_BACKEND")]
    except OSError:
        words = _("%(host)s cannot be reached from this machine.") % {"host": host}
        todo = _("Ask whoever runs this machine to let it connect to %(host)s, port %(port)s.")
        return [about.repair("interface_unreachable", words, todo % {"host": host, "port": port})]
    words = _("It can be reached, its certificate is good for %(days)s days; the key is tried only with --send-to.")
    return [about.right("interface_reached", words % {"days": days})]
