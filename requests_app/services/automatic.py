"""How many letters the house sends by itself to one address: enough for people, too few for a loop or a flood.

Source: RFC 3834 section 2 (an automatic answer goes to one sender once in a while, never to a machine).
"""

from datetime import datetime

from django.conf import settings

from notifications import outbox
from notifications.outbox import Sent
from requests_app.models import Contact, Ticket
from requests_app.models.tickets import Channel

# Where thousands of people have their mailbox, many of them write within an hour. Elsewhere a domain is one house, and
# several new addresses of it at once are rather one robot than several people.
SHARED_DOMAINS = frozenset(
    {
        "gmail.com", "googlemail.com", "outlook.com", "outlook.be", "outlook.fr", "hotmail.com", "hotmail.be",
        "hotmail.fr", "live.com", "live.be", "live.fr", "msn.com", "yahoo.com", "yahoo.fr", "ymail.com", "icloud.com",
        "me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "gmx.com", "gmx.net", "gmx.de", "gmx.fr",
        "web.de", "mail.com", "skynet.be", "proximus.be", "telenet.be", "voo.be", "scarlet.be", "orange.fr",
        "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "mail.ru", "yandex.ru", "yandex.com", "ukr.net", "i.ua",
        "meta.ua", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "libero.it", "qq.com", "163.com", "126.com",
    }
)  # fmt: skip


def may_be_written(ticket: Ticket, contact: Contact, *, now: datetime) -> bool:
    """Whether one more automatic letter about this ticket may go to its requester."""
    if not contact.may_be_written_to:
        return False
    by_mail = ticket.channel == Channel.EMAIL
    if not (settings.PUBLIC_GUARDS or by_mail):
        return True
    sent = outbox.sent_by_itself(contact.email, about=ticket.reference, now=now)
    return _is_few(sent) and (not by_mail or sent.to_domain_in_an_hour < _domain_limit(contact.email))


def _is_few(sent: Sent) -> bool:
    return (
        sent.in_an_hour < settings.AUTOMATIC_PER_ADDRESS_HOUR
        and sent.in_a_day < settings.AUTOMATIC_PER_ADDRESS_DAY
        and sent.about_it_in_a_day < settings.AUTOMATIC_PER_TICKET_DAY
    )


def _domain_limit(address: str) -> int:
    is_shared = address.rpartition("@")[2].lower() in SHARED_DOMAINS
    return settings.AUTOMATIC_PER_SHARED_DOMAIN_HOUR if is_shared else settings.AUTOMATIC_PER_DOMAIN_HOUR
