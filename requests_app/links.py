"""Signed links that open one ticket, for the person who wrote. They carry an id and a signature, nothing else."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

SALT = "guichet.follow-up"


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


def follow_up_home(language: str) -> str:
    """The address where reference and receipt code are asked."""
    with translation.override(language):
        return settings.SITE_URL + reverse("public:follow")


def desk_url(reference: str) -> str:
    """The address of a ticket at the desk."""
    return settings.SITE_URL + reverse("triage:ticket", args=[reference])
