"""The order of the checks: what depends on nothing first, so that the first line to repair is the one to begin with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _

from notifications.doctor import dkim, dmarc, exchange, house, mailbox, names, server, spf, webhooks
from notifications.doctor.findings import About, Finding
from notifications.doctor.resolver import RealResolver, Resolver, Unanswered
from notifications.doctor.setup import Setup, of_settings
from notifications.imap import DOOR
from notifications.models import MailboxReading

ALWAYS_THERE = "a.root-servers.net"


@dataclass(frozen=True)
class Examination:
    """One call of the doctor. `resolver` is asked for only when a check of the DNS is wanted."""

    now: datetime
    setup: Setup
    resolver: Callable[[], Resolver] = RealResolver
    online: bool = False

    def of(self, parts: list[str]) -> list[Finding]:
        """The findings of the named parts, or of all, in the order of PARTS."""
        return [finding for name, look in PARTS.items() if not parts or name in parts for finding in look(self)]


def begin(now: datetime, *, resolver: Callable[[], Resolver] = RealResolver, online: bool = False) -> Examination:
    """As the desk is set up now."""
    return Examination(now=now, setup=of_settings(), resolver=resolver, online=online)


def _names(examination: Examination) -> list[Finding]:
    return names.look_at(examination.setup)


def _dns(examination: Examination) -> list[Finding]:
    setup, resolver = examination.setup, examination.resolver()
    if not setup.domain or names.is_example(setup.domain):
        return []  # said already, by the names
    if not _knows_the_world(setup.domain, resolver):
        return [_away("DNS", setup.domain)]
    signed_as = ""

    def keys() -> list[Finding]:
        nonlocal signed_as
        seen = dkim.look_at(setup, resolver)
        signed_as = seen.domain
        return seen.findings

    found = [
        *_asked("SPF", setup.domain, lambda: spf.look_at(setup, resolver)),
        *_asked("DKIM", setup.domain, keys),
        *_asked("DMARC", setup.domain, lambda: dmarc.look_at(setup, resolver, signed_as=signed_as)),
    ]
    for domain in dict.fromkeys([setup.domain, setup.inbound_domain]):
        if domain:
            found += _asked("MX", domain, lambda domain=domain: exchange.look_at(domain, setup, resolver))  # type: ignore[misc]
    return found


def _asked(kind: str, domain: str, look: Callable[[], list[Finding]]) -> list[Finding]:
    try:
        return look()
    except Unanswered:
        return [_away(kind, domain)]


def _away(kind: str, domain: str) -> Finding:
    about = About(_("%(kind)s of %(domain)s") % {"kind": kind, "domain": domain})
    words = _("The DNS does not answer, so that nothing can be said.")
    todo = _("Try again later, or run this check on a machine that may ask the DNS (port 53).")
    return about.look("dns_away", words, todo)


def _knows_the_world(domain: str, resolver: Resolver) -> bool:
    """False where the DNS of a closed network denies every name outside: then nothing is missing, it cannot be seen.

    Who believed it would publish a second SPF record, which is worse than none.
    """
    try:
        is_known = resolver.txt(domain) or resolver.mx(domain) or resolver.a(domain)
        return bool(is_known or resolver.a(ALWAYS_THERE))
    except Unanswered:
        return True  # each check says for itself what got no answer


def _mail(examination: Examination) -> list[Finding]:
    setup, now = examination.setup, examination.now
    backend = server.backend_of(setup)
    letters = server.look_at(setup, backend, now=now, online=examination.online)
    box = mailbox.look_at(settings.IMAP_URL, last_uid=_last_uid(), now=now)
    return [*letters, *box]


def _last_uid() -> int:
    try:
        row = MailboxReading.objects.filter(mailbox=DOOR).first()
    except DatabaseError:
        return 0
    return row.last_uid if row else 0


def _webhooks(examination: Examination) -> list[Finding]:
    return webhooks.look_at(examination.setup, hosts=settings.ALLOWED_HOSTS)


def _house(examination: Examination) -> list[Finding]:
    return house.look_at(examination.now)


PARTS: dict[str, Callable[[Examination], list[Finding]]] = {
    "names": _names,
    "dns": _dns,
    "mail": _mail,
    "webhooks": _webhooks,
    "house": _house,
}
