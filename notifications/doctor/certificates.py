"""What is wrong with a server's certificate, in words; the same for the mail server and the mailbox."""

import ssl
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from notifications.doctor.findings import About, Finding

SOON_DAYS = 14
# Codes of OpenSSL's X509_V_ERR_…
NOT_YET, EXPIRED, SELF_SIGNED, UNKNOWN_ISSUERS, WRONG_NAME, WRONG_ADDRESS = 9, 10, 18, {19, 20, 21}, 62, 64


def trouble(about: About, error: ssl.SSLCertVerificationError, *, kind: str, host: str, setting: str) -> Finding:
    """`kind` begins the code of the finding: server or mailbox."""
    code = error.verify_code
    if code == EXPIRED:
        words = _("The certificate of %(host)s has expired.") % {"host": host}
        todo = _("Ask whoever runs this server to renew it; nothing on our side can.")
        return about.repair(f"{kind}_certificate_expired", words, todo)
    if code == NOT_YET:
        words = _("The certificate of %(host)s is not valid yet.") % {"host": host}
        return about.repair(
            f"{kind}_certificate_early", words, _("Look first whether the clock of this machine is right.")
        )
    if code in {WRONG_NAME, WRONG_ADDRESS}:
        words = _("The certificate does not bear the name %(host)s.") % {"host": host}
        todo = _("Write in %(setting)s the very name that your provider gives for this server.") % {"setting": setting}
        return about.repair(f"{kind}_certificate_name", words, todo)
    if code == SELF_SIGNED or code in UNKNOWN_ISSUERS:
        words = _("The certificate of %(host)s was issued by nobody that this machine knows.") % {"host": host}
        todo = _("Ask whoever runs this server for a certificate of a public authority.")
        return about.repair(f"{kind}_certificate_unknown", words, todo)
    words = _("The certificate of %(host)s is not accepted (code %(code)s).") % {"host": host, "code": code}
    return about.repair(f"{kind}_certificate_bad", words, _("Show this line to whoever runs this server."))


def days_left(connection: object, now: datetime) -> int | None:
    """How long the certificate at the other end is good; None without TLS."""
    if not isinstance(connection, ssl.SSLSocket):
        return None
    certificate = connection.getpeercert() or {}
    end = certificate.get("notAfter")
    if not isinstance(end, str):
        return None
    return (datetime.fromtimestamp(ssl.cert_time_to_seconds(end), UTC) - now).days


def ends_soon(about: About, days: int | None, *, kind: str) -> list[Finding]:
    """A finding when somebody should think of it now."""
    if days is None or days >= SOON_DAYS:
        return []
    words = _("The certificate of the server ends in %(days)s days.") % {"days": days}
    todo = _("Ask whoever runs this server whether it is renewed by itself.")
    return [about.look(f"{kind}_certificate_soon", words, todo)]
