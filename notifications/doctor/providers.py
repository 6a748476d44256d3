"""What the usual providers need in the DNS and in the settings, so that the right record can be named.

Taken from each provider's own instructions; where a key differs from one customer to the next nothing is guessed.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Provider:
    """One provider.

    `selectors` are the names of its DKIM keys; `are_certain` when every customer has them. `needs_spf`: the envelope
    bears our own domain, so that SPF decides; else the provider's, and our letters live by DKIM.
    `keys` are the names in settings.ANYMAIL without which it cannot be used; `signs_with` the one by which its webhooks
    prove themselves without ANYMAIL_WEBHOOK_SECRET. `mx` is what a domain points to whose mail it should bring us.
    """

    name: str
    spf: str = ""
    selectors: tuple[str, ...] = ()
    are_certain: bool = False
    needs_spf: bool = False
    keys: tuple[str, ...] = ()
    signs_with: str = ""
    mx: str = ""
    hosts: tuple[str, ...] = ()  # its SMTP servers end so


API = {
    "amazon_ses": Provider("Amazon SES", "amazonses.com", hosts=("amazonaws.com",)),
    "brevo": Provider(
        "Brevo", "spf.brevo.com", ("brevo1", "brevo2", "mail"), True,
        keys=("BREVO_API_KEY",), hosts=("brevo.com", "sendinblue.com"),
    ),
    "mailersend": Provider(
        "MailerSend", "_spf.mailersend.net", ("mlsend", "mlsend2"), True,
        keys=("MAILERSEND_API_TOKEN",), signs_with="MAILERSEND_SIGNING_SECRET", hosts=("mailersend.net",),
    ),
    "mailgun": Provider(
        "Mailgun", "mailgun.org", ("mailo", "smtp", "mx", "k1", "pic", "email"),
        keys=("MAILGUN_API_KEY",), signs_with="MAILGUN_WEBHOOK_SIGNING_KEY", mx="mxa.mailgun.org",
        hosts=("mailgun.org",),
    ),
    "mailjet": Provider(
        "Mailjet", "spf.mailjet.com", ("mailjet",), True,
        keys=("MAILJET_API_KEY", "MAILJET_SECRET_KEY"), mx="parse.mailjet.com", hosts=("mailjet.com",),
    ),
    "mailtrap": Provider(
        "Mailtrap", "_spf.smtp.mailtrap.live", ("rwmt1", "rwmt2"), True,
        keys=("MAILTRAP_API_TOKEN",), hosts=("mailtrap.io",),
    ),
    "mandrill": Provider(
        "Mandrill", "spf.mandrillapp.com", ("mte1", "mte2", "mandrill"), True,
        keys=("MANDRILL_API_KEY",), signs_with="MANDRILL_WEBHOOK_KEY", hosts=("mandrillapp.com",),
    ),
    "postal": Provider("Postal", keys=("POSTAL_API_URL", "POSTAL_API_KEY"), signs_with="POSTAL_WEBHOOK_KEY"),
    "postmark": Provider(
        "Postmark", "spf.mtasv.net", keys=("POSTMARK_SERVER_TOKEN",), mx="inbound.postmarkapp.com",
        hosts=("postmarkapp.com",),
    ),
    "resend": Provider(
        "Resend", "", ("resend",), True,
        keys=("RESEND_API_KEY",), signs_with="RESEND_SIGNING_SECRET", hosts=("resend.com",),
    ),
    "scaleway": Provider(
        "Scaleway", "_spf.tem.scaleway.com", needs_spf=True,
        keys=("SCALEWAY_SECRET_KEY", "SCALEWAY_PROJECT_ID"), hosts=("tem.scaleway.com", "tem.scw.cloud"),
    ),
    "sendgrid": Provider(
        "SendGrid", "sendgrid.net", ("s1", "s2"), True,
        keys=("SENDGRID_API_KEY",), mx="mx.sendgrid.net", hosts=("sendgrid.net",),
    ),
    "sparkpost": Provider("SparkPost", "sparkpostmail.com", keys=("SPARKPOST_API_KEY",), hosts=("sparkpostmail.com",)),
    "unisender_go": Provider(
        "Unisender Go", keys=("UNISENDER_GO_API_KEY", "UNISENDER_GO_API_URL"), signs_with="UNISENDER_GO_API_KEY",
    ),
}  # fmt: skip
MAILBOXES = (
    Provider("Google", "_spf.google.com", ("google",), needs_spf=True, hosts=("gmail.com", "google.com")),
    Provider(
        "Microsoft 365", "spf.protection.outlook.com", ("selector1", "selector2"), needs_spf=True,
        hosts=("office365.com", "outlook.com"),
    ),
    Provider("OVH", "mx.ovh.com", needs_spf=True, hosts=("ovh.net", "ovh.com")),
    Provider("Gandi", "_mailcust.gandi.net", ("gm1", "gm2", "gm3"), True, needs_spf=True, hosts=("gandi.net",)),
    Provider("Infomaniak", "spf.infomaniak.ch", needs_spf=True, hosts=("infomaniak.com", "infomaniak.ch")),
)  # fmt: skip

# Names under which those who run a server of their own usually keep their key.
USUAL_SELECTORS = ("default", "mail", "dkim", "selector1", "s1", "k1")
# Everybody's domains: who sends from them through another server is refused by DMARC.
PERSONAL_DOMAINS = {
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.be", "hotmail.fr", "live.be", "live.com",
    "msn.com", "outlook.be", "outlook.fr", "yahoo.com", "yahoo.fr", "icloud.com", "me.com", "aol.com", "gmx.net",
    "gmx.com", "skynet.be", "proximus.be", "telenet.be", "voo.be", "base.be", "orange.fr", "free.fr", "laposte.net",
    "wanadoo.fr", "sfr.fr", "proton.me", "protonmail.com",
}  # fmt: skip


def of_host(host: str) -> Provider | None:
    """The provider whose SMTP server this is."""
    name = host.lower().rstrip(".")
    known = (*API.values(), *MAILBOXES)
    return next((one for one in known if any(name == end or name.endswith(f".{end}") for end in one.hosts)), None)
