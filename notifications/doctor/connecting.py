"""What goes wrong on the way to a server, in words; the same for the mail server and the mailbox."""

import socket
import ssl

from django.utils.translation import gettext as _

from notifications.doctor import certificates
from notifications.doctor.findings import LIMIT_SECONDS, About, Finding

CODED_SIGNS = "@ = %40, : = %3A, / = %2F, # = %23, % = %25"


def compare(setting: str) -> str:
    """What to do when the wrong door was knocked at."""
    return _("Compare host and port in %(setting)s with what your provider says.") % {"setting": setting}


def silent(about: About, *, kind: str, setting: str) -> Finding:
    """Nothing was heard. `kind` begins the code of every finding here: server or mailbox."""
    words = _("The server did not answer within %(seconds)s seconds.") % {"seconds": LIMIT_SECONDS}
    return about.repair(f"{kind}_silent", words, compare(setting))


def not_let_in(about: About, *, kind: str, setting: str) -> Finding:
    """Name and password were refused."""
    words = _("The server does not accept our user name and password.")
    todo = _(
        "Correct them in %(setting)s, where some signs are written in code (%(codes)s). "
        "Some providers ask for a separate password for programs."
    )
    return about.repair(f"{kind}_not_let_in", words, todo % {"setting": setting, "codes": CODED_SIGNS})


def trouble(about: About, error: Exception, *, kind: str, host: str, setting: str, ports: str) -> Finding:
    """What an error says that has nothing to do with letters. `ports` shows how the right address begins and ends."""
    write = _("Write %(ports)s in %(setting)s.") % {"ports": ports, "setting": setting}
    if isinstance(error, ssl.SSLCertVerificationError):
        return certificates.trouble(about, error, kind=kind, host=host, setting=setting)
    if isinstance(error, ssl.SSLError):
        words = _("No encrypted connection comes about; the port expects another kind of encryption.")
        return about.repair(f"{kind}_tls_wrong", words, write)
    if isinstance(error, socket.gaierror):
        words = _("There is no machine of this name, or this machine cannot ask for names.")
        return about.repair(f"{kind}_unknown_name", words, _("Correct the host in %(setting)s.") % {"setting": setting})
    if isinstance(error, TimeoutError):
        return silent(about, kind=kind, setting=setting)
    if isinstance(error, ConnectionRefusedError):
        return about.repair(f"{kind}_closed", _("Nothing listens at this port of the machine."), compare(setting))
    return about.repair(f"{kind}_cut", _("The connection was cut."), compare(setting))


def offers_no_tls(about: About, *, kind: str, setting: str, ports: str) -> Finding:
    """The server does not know STARTTLS."""
    words = _("The server offers no encryption at this port.")
    write = _("Write %(ports)s in %(setting)s.") % {"ports": ports, "setting": setting}
    return about.repair(f"{kind}_offers_no_tls", words, write)


def too_late(about: About, *, kind: str, port: int, setting: str, ports: str) -> Finding:
    """A port where TLS comes before the first word, and we waited for that word."""
    words = _("Port %(port)s expects encryption from the first word; %(setting)s asks for it later.")
    write = _("Write %(ports)s in %(setting)s.") % {"ports": ports, "setting": setting}
    return about.repair(f"{kind}_tls_late", words % {"port": port, "setting": setting}, write)
