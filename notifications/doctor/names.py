"""Who our letters say they are from, and where answers go: do these names belong together?"""

from django.utils.translation import gettext as _

from notifications.addresses import domain_of
from notifications.doctor.findings import About, Finding
from notifications.doctor.providers import PERSONAL_DOMAINS
from notifications.doctor.setup import Setup, are_related

EXAMPLES = ("example.org", "example.com", "example.net", "localhost", "invalid", "test")  # RFC 2606


def look_at(setup: Setup) -> list[Finding]:
    """Settings only; nothing is asked of anybody."""
    return [_sender(setup), *_alarms(setup), _answers(setup)]


def _sender(setup: Setup) -> Finding:
    about = About(_("Sender (DEFAULT_FROM_EMAIL)"))
    write = _("Set DEFAULT_FROM_EMAIL to an address in a domain of your own: Name <desk@your-domain>")
    domain = setup.domain
    if not domain:
        return about.repair("from_no_address", _("It holds no e-mail address."), write)
    if domain in PERSONAL_DOMAINS:
        words = _("%(domain)s belongs to a provider, not to you; letters that leave elsewhere in its name are refused.")
        return about.repair("from_personal", words % {"domain": domain}, write)
    if is_example(domain):
        words = _("%(domain)s is an example and belongs to nobody.") % {"domain": domain}
        return (about.repair if setup.production else about.look)("from_example", words, write)
    if not are_related(domain, setup.mail_domain):
        words = _("Letters come from %(domain)s, but their numbers bear %(other)s (MAIL_DOMAIN); filters notice that.")
        todo = _("Set MAIL_DOMAIN to the domain of DEFAULT_FROM_EMAIL.")
        return about.look("from_elsewhere", words % {"domain": domain, "other": setup.mail_domain}, todo)
    if setup.sender == setup.public_address:
        words = _("It is the mailbox of the organisation (ORGANISATION_EMAIL): returned letters would fill it unseen.")
        todo = _("Give the desk an address of its own in the same domain, such as desk@%(domain)s.") % {
            "domain": domain
        }
        return about.look("from_organisation", words, todo)
    return about.right("from_right", _("Letters come from the domain %(domain)s.") % {"domain": domain})


def _alarms(setup: Setup) -> list[Finding]:
    about = About(_("Sender of alarms (SERVER_EMAIL)"))
    domain = domain_of(setup.alarm_sender)
    if domain and are_related(domain, setup.domain):
        return []
    words = _("It is in another domain than DEFAULT_FROM_EMAIL, for which nothing above was checked.")
    return [
        about.look("alarms_elsewhere", words, _("Take SERVER_EMAIL away, or set it to an address in the same domain."))
    ]


def _answers(setup: Setup) -> Finding:
    about = About(_("Answers (INBOUND_DOMAIN)"))
    inbound = setup.inbound_domain
    if not inbound:
        words = _("It is empty: our letters give no address to answer to, and people must come back to the web page.")
        todo = _("Set INBOUND_DOMAIN to a domain whose mail reaches this program, such as desk.%(domain)s.")
        return about.look("answers_nowhere", words, todo % {"domain": setup.domain or "example.org"})
    if is_example(inbound):
        words = _("%(domain)s is an example and belongs to nobody.") % {"domain": inbound}
        todo = _("Set INBOUND_DOMAIN to a domain of your own whose mail reaches this program.")
        return (about.repair if setup.production else about.look)("answers_example", words, todo)
    if not setup.reads_a_mailbox and not (setup.api and setup.webhook_secret):
        words = _("Nothing fetches the mail for %(domain)s: IMAP_URL is empty, and no provider brings it.")
        todo = _("Set IMAP_URL, or let your mail server hand each message to: manage.py receive_mail")
        return about.look("answers_by_pipe", words % {"domain": inbound}, todo)
    if setup.domain and not are_related(inbound, setup.domain):
        words = _(
            "People answer to %(domain)s, another domain than the one that we write from; that looks odd to them."
        )
        todo = _("Choose a domain under %(other)s, such as answers.%(other)s.") % {"other": setup.domain}
        return about.look("answers_elsewhere", words % {"domain": inbound}, todo)
    return about.right("answers_right", _("People answer to %(domain)s.") % {"domain": inbound})


def is_example(domain: str) -> bool:
    """Whether the domain is one of those that stand in manuals."""
    return any(domain == name or domain.endswith(f".{name}") for name in EXAMPLES)
