"""DKIM (RFC 6376): the public key by which receivers check that a letter is ours and was not changed on its way."""

import base64
import binascii
import re
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.utils.translation import gettext as _

from notifications.doctor.findings import About, Finding
from notifications.doctor.providers import USUAL_SELECTORS
from notifications.doctor.resolver import Resolver
from notifications.doctor.setup import Setup

LEAST_BITS, GOOD_BITS = 1024, 2048  # RFC 8301 section 3.2


@dataclass(frozen=True)
class Seen:
    """What was found, and the domain that signs; empty where no key was found."""

    findings: list[Finding]
    domain: str = ""


def tags(record: str) -> dict[str, str]:
    """`v=DKIM1; p=…` as a dictionary (RFC 6376 section 3.2); DMARC is written the same way."""
    found: dict[str, str] = {}
    for piece in record.split(";"):
        name, equals, value = piece.partition("=")
        if equals:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def look_at(setup: Setup, resolver: Resolver) -> Seen:
    """Whether a key of ours can be found and used. Raises Unanswered."""
    provider = setup.provider
    guesses = (provider.selectors if provider else ()) or USUAL_SELECTORS
    seen, domain = [], ""
    for selector in setup.selectors or guesses:
        for signer in _signers(setup.domain):
            name = f"{selector}._domainkey.{signer}"
            if found := _keys(resolver, name):
                domain = domain or signer
                seen.append(_judged(About(_("DKIM, key %(name)s") % {"name": name}), found))
                break
        else:
            if setup.selectors:
                seen.append(_missing(setup, selector))
    if seen:
        return Seen(seen, domain)
    return Seen([_unknown(setup, guesses, is_certain=bool(provider and provider.are_certain))])


def _signers(domain: str) -> list[str]:
    """Whose key may sign for the domain: its own, or its parent's."""
    parent = domain.partition(".")[2]
    return [domain, parent] if "." in parent else [domain]


def _keys(resolver: Resolver, name: str) -> list[str]:
    """What stands where a key should. A wildcard of the domain answers to any name, with something else."""
    return [text for text in resolver.txt(name) if re.search(r"(?:^|;)\s*(?:p|k)\s*=|^\s*v\s*=\s*DKIM", text)]


def _missing(setup: Setup, selector: str) -> Finding:
    about = About(_("DKIM of %(domain)s") % {"domain": setup.domain})
    words = _("There is no key under the name “%(selector)s” that DKIM_SELECTORS gives.") % {"selector": selector}
    todo = _(
        "Publish in the DNS of your domain the record %(name)s that your mail provider shows you, "
        "or correct DKIM_SELECTORS."
    )
    return about.repair("dkim_missing", words, todo % {"name": f"{selector}._domainkey.{setup.domain}"})


def _unknown(setup: Setup, guesses: tuple[str, ...], *, is_certain: bool) -> Finding:
    about = About(_("DKIM of %(domain)s") % {"domain": setup.domain})
    if is_certain and setup.provider:
        words = _("There is no key of %(provider)s: receivers cannot see that our letters are ours.")
        todo = _("At %(provider)s, add the domain and publish the records that it shows, such as %(name)s.")
        fill = {"provider": setup.provider.name, "name": f"{guesses[0]}._domainkey.{setup.domain}"}
        return about.repair("dkim_missing_at_provider", words % fill, todo % fill)
    words = _("No key was found under the usual names.")
    todo = _(
        "Ask your mail provider for the name of its DKIM key (the “selector”, before “._domainkey”) and write it into "
        "DKIM_SELECTORS; if it has none, have DKIM switched on there."
    )
    return about.look("dkim_unknown", words, todo)


def _judged(about: About, found: list[str]) -> Finding:
    again = _("Copy the record once more from your mail provider, whole and on one line.")
    if len(found) > 1:
        words = _("There are several records under this name; receivers take any of them, or none.")
        return about.repair("dkim_several", words, _("Keep the one that your mail provider shows you."))
    key = tags(found[0])
    if key.get("v", "DKIM1") != "DKIM1" or "p" not in key:
        return about.repair("dkim_syntax", _("This is no DKIM key that receivers can read."), again)
    if not key["p"]:
        words = _("The key is empty: it was revoked, and letters signed with it count as forged.")
        return about.repair("dkim_revoked", words, _("Have a new key made by your mail provider, and publish it."))
    bits = _bits(key)
    if bits is None:
        return about.repair("dkim_broken", _("The key is cut or damaged; receivers cannot use it."), again)
    return _of_use(about, key, bits)


def _of_use(about: About, key: dict[str, str], bits: int) -> Finding:
    is_rsa = key.get("k", "rsa") == "rsa"
    longer = _("Have a key of 2048 bits made by your mail provider, and publish it.")
    if is_rsa and bits < LEAST_BITS:
        words = _("The key has %(bits)s bits only; receivers ignore keys under 1024.") % {"bits": bits}
        return about.repair("dkim_weak", words, longer)
    if not {"*", "email"} & {word.strip() for word in key.get("s", "*").split(":")}:
        words = _("The key is not meant for e-mail (its “s=” says so).")
        return about.repair("dkim_other_use", words, _("Write “s=email” or take “s=” out of the record."))
    if "sha256" not in key.get("h", "sha256"):
        words = _("The key allows only signatures that receivers no longer accept (its “h=” says so).")
        return about.repair("dkim_old_hash", words, _("Take “h=” out of the record."))
    if "y" in {word.strip() for word in key.get("t", "").split(":")}:
        words = _("The key says that it is only being tried out (“t=y”); receivers may ignore it.")
        return about.look("dkim_testing", words, _("When all works, take “t=y” out of the record."))
    if is_rsa and bits < GOOD_BITS:
        words = _("The key has %(bits)s bits; 2048 are usual today.") % {"bits": bits}
        return about.look("dkim_short", words, longer)
    return about.right("dkim_right", _("The key can be read, %(bits)s bits.") % {"bits": bits})


def _bits(key: dict[str, str]) -> int | None:
    """How long the key is; None for no key at all."""
    try:
        der = base64.b64decode("".join(key["p"].split()), validate=True)
    except binascii.Error:
        return None
    if key.get("k", "rsa") == "ed25519":  # RFC 8463: the bare 32 bytes
        return 256 if len(der) == 32 else None
    try:
        public = load_der_public_key(der)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return public.key_size if isinstance(public, rsa.RSAPublicKey) else None
