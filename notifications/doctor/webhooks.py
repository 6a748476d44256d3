"""The doors at which a mail provider tells us what became of letters, and brings mail."""

from urllib.parse import urlsplit

from django.http.request import validate_host
from django.utils.translation import gettext as _

from notifications.doctor.findings import About, Finding
from notifications.doctor.setup import HERE, Setup

DOORS = "/mail/hooks/"
LEAST_CHARACTERS, LEAST_VARIETY = 32, 10
WITHOUT_INBOUND = {"scaleway", "unisender_go"}  # they bring no mail
WITHOUT_TRACKING = {"scaleway", "sendgrid"}  # Anymail has no webhook of the one, and no longer tests the other


def look_at(setup: Setup, *, hosts: list[str]) -> list[Finding]:
    """Whether the doors are locked, can be reached, and what to enter at the provider. `hosts`: ALLOWED_HOSTS."""
    about = About(_("Webhooks"))
    if not setup.api:
        words = _("Letters leave through a mail server, which has no webhooks; undelivered letters come back as mail.")
        return [about.right("hooks_unused", words)]
    if setup.api in WITHOUT_TRACKING:
        words = _("This provider has no webhooks that this program knows.")
        return [about.right("hooks_none", words)]
    return [_lock(about, setup), *(_way(about, setup, hosts) or [_addresses(about, setup)])]


def _lock(about: About, setup: Setup) -> Finding:
    secret = setup.webhook_secret
    made = _(
        "Set ANYMAIL_WEBHOOK_SECRET to guichet:PASSWORD, where PASSWORD is what this prints: "
        'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
    )
    signs_with = setup.provider.signs_with if setup.provider else ""
    if not secret and signs_with in setup.keys:
        return about.right("hooks_signed", _("The provider signs what it tells us, and we have the key."))
    if not secret:
        words = _("Nothing locks the doors, so they stay shut: we do not learn which letters did not arrive.")
        return about.repair("hooks_without_secret", words, made)
    first = secret.split(",")[0]
    name, colon, password = first.partition(":")
    if not name or not colon or not password:
        words = _("ANYMAIL_WEBHOOK_SECRET must be a name and a password with a colon between them.")
        return about.repair("hooks_bad_secret", words, made)
    if len(password) < LEAST_CHARACTERS or len(set(password)) < LEAST_VARIETY:
        words = _("The password in ANYMAIL_WEBHOOK_SECRET is too short: somebody could guess it and invent events.")
        return about.repair("hooks_weak_secret", words, made)
    return about.right("hooks_locked", _("ANYMAIL_WEBHOOK_SECRET is set and strong."))


def _way(about: About, setup: Setup, hosts: list[str]) -> list[Finding]:
    site = urlsplit(setup.site_url)
    if site.scheme != "https" or (site.hostname or "") in HERE:
        words = _("SITE_URL is not a public address that begins with https://, so the provider cannot call us safely.")
        return [about.repair("hooks_not_https", words, _("Set SITE_URL to https:// and the name of the desk."))]
    if not validate_host(site.hostname or "", hosts):
        words = _("This program refuses calls to %(host)s, the name in SITE_URL.") % {"host": site.hostname}
        return [about.repair("hooks_unknown_host", words, _("Add this name to ALLOWED_HOSTS."))]
    return []


def _addresses(about: About, setup: Setup) -> Finding:
    site = urlsplit(setup.site_url)
    place = site.hostname or "?"
    if site.port:
        place = f"{place}:{site.port}"
    lock = "NAME:PASSWORD@" if setup.webhook_secret else ""
    door = f"https://{lock}{place}{DOORS}{setup.api}"
    if setup.api == "mandrill":
        shown = f"{door.removesuffix(setup.api)}mandrill/"
    elif setup.api in WITHOUT_INBOUND:
        shown = f"{door}/tracking/"
    else:
        shown = _("%(tracking)s (what becomes of letters) and %(inbound)s (mail that comes in)") % {
            "tracking": f"{door}/tracking/",
            "inbound": f"{door}/inbound/",
        }
    words = _("To enter at the provider: %(addresses)s.") % {"addresses": shown}
    if lock:
        words = _("To enter at the provider, with ANYMAIL_WEBHOOK_SECRET in place of NAME:PASSWORD: %(addresses)s.")
        words %= {"addresses": shown}
    return about.right("hooks_addresses", words)
