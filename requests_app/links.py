"""Signed links and addresses that lead to one ticket. They carry an id and a signature, nothing else."""

import base64
import hashlib
import hmac
import re
from datetime import timedelta
from email.utils import getaddresses

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

SALT = "guichet.follow-up"
CODE_SALT = "guichet.code"
_REPLY = re.compile(r"r\+([a-z2-7]{1,13})-([a-z2-7]{24})", re.IGNORECASE)


class BadLink(Exception):
    """The link was not made by us, or was cut on its way."""


class ExpiredLink(BadLink):
    """The link was ours; `ticket_id` is the ticket it opened, so that a new one can be sent to the same address."""

    def __init__(self, ticket_id: int) -> None:
        super().__init__()
        self.ticket_id = ticket_id


def token_for(ticket_id: int) -> str:
    """A token for one ticket, good for FOLLOW_UP_LINK_DAYS."""
    return signing.dumps(ticket_id, salt=SALT)


def ticket_id_of(token: str) -> int:
    """The ticket that the token opens. Raises ExpiredLink or BadLink."""
    try:
        return int(signing.loads(token, salt=SALT, max_age=timedelta(days=settings.FOLLOW_UP_LINK_DAYS)))
    except signing.SignatureExpired:
        raise ExpiredLink(int(signing.loads(token, salt=SALT))) from None
    except (signing.BadSignature, ValueError, TypeError):
        raise BadLink from None


def follow_up_url(ticket_id: int, language: str) -> str:
    """The whole address of the page behind the link, as letters show it."""
    with translation.override(language):
        return settings.SITE_URL + reverse("public:follow-link", args=[token_for(ticket_id)])


def code_url(ticket_id: int, language: str) -> str:
    """The page on which somebody who never had a page of ours is given a receipt code, once."""
    with translation.override(language):
        token = signing.dumps(ticket_id, salt=CODE_SALT)
        return settings.SITE_URL + reverse("public:follow-code", args=[token])


def ticket_id_of_code_token(token: str) -> int:
    """The ticket for which the token gives a code. Raises BadLink, when it is too old too."""
    try:
        return int(signing.loads(token, salt=CODE_SALT, max_age=timedelta(days=settings.FOLLOW_UP_LINK_DAYS)))
    except (signing.BadSignature, ValueError, TypeError):
        raise BadLink from None


def follow_up_home(language: str) -> str:
    """The address where reference and receipt code are asked."""
    with translation.override(language):
        return settings.SITE_URL + reverse("public:follow")


def desk_url(reference: str) -> str:
    """The address of a ticket at the desk."""
    return settings.SITE_URL + reverse("triage:ticket", args=[reference])


def desk_post_url() -> str:
    """The address of the messages that wait for a decision."""
    return settings.SITE_URL + reverse("triage:post")


def account_url() -> str:
    """Where a member of staff chooses what she is told."""
    return f"{settings.SITE_URL}{reverse('triage:account')}#notices"


def reach_url() -> str:
    """The page of those whom our letters do not reach."""
    return settings.SITE_URL + reverse("reports:reach")


def reply_address(ticket_id: int) -> str:
    """Where an answer to a letter about this ticket is sent: `r+<token>@INBOUND_DOMAIN`; nothing without that setting.

    Letters and digits of RFC 4648 base32 only: a program that changes the case of an address does no harm. The token
    says which ticket is meant; it proves nothing about who writes.
    """
    if not settings.INBOUND_DOMAIN:
        return ""
    number = _base32(ticket_id.to_bytes(8).lstrip(b"\0") or b"\0")
    return f"r+{number}-{_reply_signature(number)}@{settings.INBOUND_DOMAIN}"


def ticket_id_of_address(address: str) -> int | None:
    """The ticket that a reply address names; None for any other address, and for one that we did not sign."""
    local, _at, domain = address.strip().rpartition("@")
    found = _REPLY.fullmatch(local)
    if found is None or not settings.INBOUND_DOMAIN or domain.lower() != settings.INBOUND_DOMAIN.lower():
        return None
    number, signature = found[1].lower(), found[2].lower()
    if not hmac.compare_digest(signature, _reply_signature(number)):
        return None
    return int.from_bytes(base64.b32decode(number.upper() + "=" * (-len(number) % 8)))


def thread_id(ticket_id: int) -> str:
    """The Message-ID that stands first in References of all letters about a ticket: programs show one thread."""
    return f"<t-{_reply_signature(f'thread {ticket_id}')}@{settings.MAIL_DOMAIN}>"


def sending_address() -> str:
    """The bare address that stands in From of all our letters."""
    ((_name, address),) = getaddresses([settings.DEFAULT_FROM_EMAIL])
    return address


def our_addresses() -> tuple[str, ...]:
    """The addresses, domains and names by which quotations of our letters are known."""
    domains = [settings.MAIL_DOMAIN, settings.INBOUND_DOMAIN]
    names = (settings.ORGANISATION["short_name"].lower(), settings.ORGANISATION["name"].lower())
    return (sending_address().lower(), *(f"@{domain.lower()}" for domain in domains if domain), *names)


def _reply_signature(text: str) -> str:
    # 120 bits: no address can be guessed, and the whole still fits the 64 characters of a local part (RFC 5321).
    return _base32(hmac.new(settings.SECRET_KEY.encode(), f"reply:{text}".encode(), hashlib.sha256).digest()[:15])


def _base32(content: bytes) -> str:
    return base64.b32encode(content).decode("ascii").rstrip("=").lower()
