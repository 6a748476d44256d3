"""MX: where the mail for a domain is taken to (RFC 5321 section 5.1)."""

import ipaddress
from collections.abc import Callable

from django.utils.translation import gettext as _

from notifications.doctor.findings import About, Finding, publish, replace
from notifications.doctor.resolver import Resolver
from notifications.doctor.setup import Setup


def look_at(domain: str, setup: Setup, resolver: Resolver) -> list[Finding]:
    """Whether mail for the domain finds its way. Raises Unanswered."""
    about = About(_("MX of %(domain)s") % {"domain": domain})
    bringer = setup.provider.mx if setup.api and setup.provider and domain == setup.inbound_domain else ""
    hosts = resolver.mx(domain)
    if hosts == ["."]:
        words = _("The domain says that it takes no mail at all; answers from people come back to them.")
        return [about.repair("mx_null", words, _right_one(domain, bringer, setup, resolver, put=replace))]
    if not hosts:
        return [_without(about, domain, _right_one(domain, bringer, setup, resolver), resolver)]
    lost = [host for host in hosts if _is_number(host) or not resolver.a(host)]
    if lost:
        words = _("The record names %(host)s, which has no address; mail does not arrive there.") % {"host": lost[0]}
        todo = _("Correct the name, or take this record out: %(record)s")
        todo %= {"record": f'{domain} MX "{lost[0]}"'}
        is_all = len(lost) == len(hosts)
        return [about.repair("mx_lost", words, todo) if is_all else about.look("mx_partly_lost", words, todo)]
    if bringer and not any(host.lower().endswith(bringer.partition(".")[2]) for host in hosts) and setup.provider:
        if setup.reads_a_mailbox:
            return [_arrives(about, hosts)]
        words = _("Mail for this domain goes to %(host)s and not to %(provider)s, which would bring it to us.")
        todo = _("If %(provider)s shall bring it: %(todo)s")
        fill = {"host": hosts[0], "provider": setup.provider.name, "todo": replace(domain, "MX", f"10 {bringer}")}
        return [about.look("mx_elsewhere", words % fill, todo % fill)]
    return [_arrives(about, hosts)]


def _arrives(about: About, hosts: list[str]) -> Finding:
    return about.right("mx_right", _("Mail goes to %(host)s.") % {"host": hosts[0]})


def _right_one(
    domain: str, bringer: str, setup: Setup, resolver: Resolver, *, put: Callable[[str, str, str], str] = publish
) -> str:
    """The record to publish: the provider's, or that of our other domain, or what one looks like."""
    others = [host for host in resolver.mx(setup.domain) if host != "."] if domain != setup.domain else []
    if bringer or others:
        return put(domain, "MX", f"10 {bringer or others[0]}")
    record = f'{domain} MX "10 mail.{domain}"'
    return _("Publish the MX record that your mail provider shows you; it looks like this: %(record)s") % {
        "record": record
    }


def _without(about: About, domain: str, todo: str, resolver: Resolver) -> Finding:
    if resolver.a(domain):
        words = _("There is no record; senders then try the machine of the web site, which often takes no mail.")
        return about.look("mx_implicit", words, todo)
    words = _("No mail can reach this domain, and many servers refuse letters that come from it.")
    return about.repair("mx_missing", words, todo)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
