"""DMARC (RFC 7489): what receivers do with a letter whose From is ours and which neither SPF nor DKIM confirms."""

import re

from django.utils.translation import gettext as _

from notifications.doctor.dkim import tags
from notifications.doctor.findings import About, Finding, publish, replace
from notifications.doctor.resolver import Resolver
from notifications.doctor.setup import Setup, are_related

_STARTS = re.compile(r"\s*v\s*=\s*DMARC1\s*(?:;|$)")
POLICIES = {"none", "quarantine", "reject"}


def looked_up(resolver: Resolver, domain: str) -> tuple[str, list[str]]:
    """The domain whose records count, and those: its own, else of the nearest domain above it.

    Receivers take the organisation's domain, which they find in a public list or, as here, by walking up; a domain of
    one label is never ours. Raises Unanswered.
    """
    name = domain
    while "." in name:
        found = [text for text in resolver.txt(f"_dmarc.{name}") if _STARTS.match(text)]
        if found:
            return name, found
        name = name.partition(".")[2]
    return domain, []


def look_at(setup: Setup, resolver: Resolver, *, signed_as: str = "") -> list[Finding]:
    """Whether the policy can be read and lets our own letters through. `signed_as` is the domain of our DKIM key.

    Raises Unanswered.
    """
    domain = setup.domain
    about = About(_("DMARC of %(domain)s") % {"domain": domain})
    owner, found = looked_up(resolver, domain)
    name = f"_dmarc.{owner}"
    first = f"v=DMARC1; p=none; rua=mailto:postmaster@{owner}"
    if not found:
        words = _("No record says what to do with letters that are forged in your name; large providers ask for one.")
        return [about.repair("dmarc_missing", words, publish(name, "TXT", first))]
    if len(found) > 1:
        words = _("There are %(count)s records; receivers accept one only, and take several for none.")
        return [about.repair("dmarc_several", words % {"count": len(found)}, replace(name, "TXT", found[0]))]
    policy = tags(found[0])
    if policy.get("p") not in POLICIES or policy.get("sp", "none") not in POLICIES:
        words = _("The record does not say what to do: “p=” must be none, quarantine or reject.")
        return [about.repair("dmarc_syntax", words, replace(name, "TXT", first))]
    effective = policy.get("sp", policy["p"]) if owner != domain else policy["p"]
    troubles = [
        *_of_alignment(about, setup, policy, signed_as),
        *_of_policy(about, name, policy, effective),
        *_of_reports(about, name, policy, owner, resolver),
    ]
    words = _("The policy is “%(policy)s”, published at %(name)s.") % {"policy": effective, "name": name}
    return troubles or [about.right("dmarc_right", words)]


def _of_alignment(about: About, setup: Setup, policy: dict[str, str], signed_as: str) -> list[Finding]:
    if signed_as and signed_as != setup.domain and policy.get("adkim") == "s":
        words = _(
            "The record asks that the signature bears exactly the domain of From (“adkim=s”); ours bears %(domain)s."
        )
        todo = _("Write “adkim=r” in the record, or have a DKIM key made for %(domain)s.")
        return [
            about.repair("dmarc_strict_dkim", words % {"domain": signed_as}, todo % {"domain": setup.domain}),
        ]
    provider = setup.provider
    if not signed_as and provider and not provider.needs_spf and policy["p"] != "none":
        words = _("%(provider)s sends under its own name, so DMARC goes by DKIM alone, and no DKIM key was found.")
        todo = _("Put DKIM right first (see above); until then write “p=none” in the record.")
        return [about.look("dmarc_rests_on_dkim", words % {"provider": provider.name}, todo)]
    return []


def _of_policy(about: About, name: str, policy: dict[str, str], effective: str) -> list[Finding]:
    if effective == "none":
        words = _("The policy is “none”: receivers only watch, and let forged letters through.")
        stricter = _("When SPF and DKIM have been right for some weeks, write “%(policy)s” in the record %(name)s.")
        policy_now = "p=quarantine" if policy["p"] == "none" else "sp=quarantine"
        return [about.look("dmarc_none", words, stricter % {"policy": policy_now, "name": name})]
    if policy.get("pct", "100") != "100":
        words = _("The policy covers a part of the letters only (“pct=%(pct)s”).") % {"pct": policy["pct"][:5]}
        return [about.look("dmarc_part", words, _("When all works, take “pct=” out of the record."))]
    return []


def _of_reports(about: About, name: str, policy: dict[str, str], owner: str, resolver: Resolver) -> list[Finding]:
    readers = re.findall(r"mailto:[^@,!;\s]+@([^,!;\s]+)", policy.get("rua", ""), re.IGNORECASE)
    if not readers:
        words = _("Nobody receives the reports, so nobody sees when letters are refused.")
        todo = _("Add “rua=mailto:postmaster@%(domain)s” (or a mailbox that you read) to the record %(name)s.")
        return [about.look("dmarc_no_reports", words, todo % {"domain": owner, "name": name})]
    for domain in readers:
        if are_related(domain.lower(), owner):
            continue
        leave = f"{owner}._report._dmarc.{domain.lower()}"  # section 7.1
        if not any(_STARTS.match(text) for text in resolver.txt(leave)):
            words = _("The reports go to %(domain)s, which has not agreed to take them.") % {"domain": domain}
            todo = _("Name a mailbox of your own domain in “rua=”, or ask them to publish: %(record)s")
            return [about.look("dmarc_reports_refused", words, todo % {"record": f'{leave} TXT "v=DMARC1"'})]
    return []
