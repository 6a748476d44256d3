"""The settings that the checks look at, as one value."""

from dataclasses import dataclass, field
from email.utils import parseaddr

from django.conf import settings

from notifications.addresses import domain_of, normal
from notifications.doctor import providers
from notifications.doctor.providers import Provider

HERE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Setup:
    """`webhook_secret` is the only secret in it, and is measured, never shown; `keys` are names without values."""

    sender: str = "desk@example.org"
    alarm_sender: str = "desk@example.org"
    public_address: str = ""
    mail_domain: str = "example.org"
    inbound_domain: str = ""
    site_url: str = "https://desk.example.org"
    production: bool = True
    backend: str = "django.core.mail.backends.smtp.EmailBackend"
    host: str = ""
    selectors: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    webhook_secret: str = field(default="", repr=False)
    reads_a_mailbox: bool = False

    @property
    def domain(self) -> str:
        """The domain that stands in From."""
        return domain_of(self.sender)

    @property
    def api(self) -> str:
        """Anymail's name of the provider that takes letters through its interface; empty with a mail server."""
        parts = self.backend.split(".")
        return parts[2] if self.backend.startswith("anymail.backends.") and len(parts) > 2 else ""

    @property
    def provider(self) -> Provider | None:
        """Who carries our letters, where that can be told."""
        return providers.API.get(self.api) if self.api else providers.of_host(self.host)


def of_settings() -> Setup:
    """As the desk runs."""
    anymail: dict[str, str] = settings.ANYMAIL
    selectors = tuple(settings.DKIM_SELECTORS)
    if not selectors and anymail.get("SCALEWAY_PROJECT_ID"):
        selectors = (anymail["SCALEWAY_PROJECT_ID"],)  # its keys bear this name
    return Setup(
        sender=_address(settings.DEFAULT_FROM_EMAIL),
        alarm_sender=_address(settings.SERVER_EMAIL),
        public_address=_address(settings.ORGANISATION["email"]),
        mail_domain=settings.MAIL_DOMAIN.lower(),
        inbound_domain=settings.INBOUND_DOMAIN.lower(),
        site_url=settings.SITE_URL,
        production=settings.PRODUCTION,
        backend=settings.EMAIL_BACKEND,
        host=settings.EMAIL_HOST or "",
        selectors=selectors,
        keys=frozenset(name for name, value in anymail.items() if value),
        webhook_secret=anymail.get("WEBHOOK_SECRET", ""),
        reads_a_mailbox=bool(settings.IMAP_URL),
    )


def are_related(one: str, other: str) -> bool:
    """Whether one domain is the other, or stands under it: what DMARC calls relaxed alignment, as far as names tell."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _address(value: str) -> str:
    address = normal(parseaddr(value)[1])
    return address if "@" in address else ""
