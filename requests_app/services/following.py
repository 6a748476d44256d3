"""How the person who wrote comes back: by a letter's link, or by reference and receipt code. No accounts."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app import links, receipts, references
from requests_app.emails import person as letters
from requests_app.errors import Refused
from requests_app.models import ReceiptCode, ReferenceGuess, Ticket
from sealing.keyring import blind_index

LONGEST_WAIT_SECONDS = 42
FORGOTTEN_AFTER = timedelta(days=1)
# One answer, whether the reference does not exist or the code is wrong: it must not tell which.
NOT_FOUND = _("We find no request with this reference and this code. Check both, then try again.")


class TooSoon(Refused):
    """Too many wrong codes for this reference: not yet. Nothing was compared."""

    def __init__(self, seconds: int) -> None:
        super().__init__(_("Too many tries. Wait %(seconds)s seconds, then try again."), params={"seconds": seconds})
        self.seconds = seconds


def by_token(token: str) -> Ticket:
    """The ticket of a letter's link. A confidential ticket has no such link, and none opens it.

    Raises links.ExpiredLink, links.BadLink.
    """
    ticket = Ticket.objects.filter(pk=links.ticket_id_of(token), confidential=False).select_related("contact").first()
    if ticket is None or ticket.requester is None:
        raise links.BadLink
    return ticket


@transaction.atomic
def ask_new_link(token: str) -> None:
    """Send a fresh link to the address of the ticket that an expired one opened. Says nothing, whatever happens."""
    try:
        links.ticket_id_of(token)
    except links.ExpiredLink as expired:
        ticket = Ticket.objects.select_related("contact", "team").filter(pk=expired.ticket_id).first()
        if ticket is not None:
            letters.new_link(ticket)
    except links.BadLink:
        return


def awaits_code(token: str) -> bool:
    """Whether the link of a letter still gives a code: one that was given is never shown again."""
    try:
        number = links.ticket_id_of_code_token(token)
    except links.BadLink:
        return False
    return Ticket.objects.filter(pk=number, receipt_code__isnull=True).exists()


@transaction.atomic
def give_code(token: str) -> tuple[Ticket, str]:
    """The ticket, and the receipt code of somebody who wrote by mail and so never saw one. It is given once.

    Raises links.BadLink when the token is no good, or when there is a code already.
    """
    code = receipts.derive(settings.SECRET_KEY.encode(), secrets.token_urlsafe(32))
    code_hash = receipts.hash_code(code, pepper=settings.SECRET_KEY.encode())
    ticket = Ticket.objects.select_for_update().filter(pk=links.ticket_id_of_code_token(token)).first()
    if ticket is None or ReceiptCode.objects.filter(ticket=ticket).exists():
        raise links.BadLink
    ReceiptCode.objects.create(ticket=ticket, hash=code_hash)
    return ticket, code


def by_code(reference: str, code: str, *, now: datetime) -> Ticket:
    """The ticket with this reference, if this is its receipt code.

    After FOLLOW_UP_FREE_FAILURES wrong codes each further try has to wait, twice as long each time, up to 42 seconds; a
    try that comes too soon is not compared and does not lengthen the wait, so nobody can lock a person out.
    Raises BadReference or BadReceipt for what cannot be one, Refused (the same for unknown and wrong), TooSoon.
    """
    reference = references.normalise(reference, settings.REFERENCE_PREFIX)
    code = receipts.normalise(code)
    key = blind_index(reference, purpose="guess")
    _refuse_too_soon(key, now)
    known = ReceiptCode.objects.select_related("ticket").filter(ticket__reference=reference).first()
    if not receipts.matches(code, known.hash if known else None, pepper=settings.SECRET_KEY.encode()) or known is None:
        _count_failure(key, now)
        raise Refused(NOT_FOUND)
    ReferenceGuess.objects.filter(pk=key).delete()
    return known.ticket


def _refuse_too_soon(key: str, now: datetime) -> None:
    if not settings.PUBLIC_GUARDS:
        return
    guess = ReferenceGuess.objects.filter(pk=key).first()
    if guess is None or guess.failures <= settings.FOLLOW_UP_FREE_FAILURES:
        return
    wait = min(2 ** (guess.failures - settings.FOLLOW_UP_FREE_FAILURES), LONGEST_WAIT_SECONDS)
    left = (guess.failed_at + timedelta(seconds=wait) - now).total_seconds()
    if left > 0:
        raise TooSoon(int(left) + 1)


@transaction.atomic
def _count_failure(key: str, now: datetime) -> None:
    ReferenceGuess.objects.get_or_create(pk=key, defaults={"failures": 0, "failed_at": now})
    guess = ReferenceGuess.objects.select_for_update().get(pk=key)
    guess.failures = min(guess.failures + 1, 1000)
    guess.failed_at = now
    guess.save()


def forget_guesses(now: datetime | None = None) -> int:
    """Drop yesterday's failures; how many rows. Run by the worker."""
    return ReferenceGuess.objects.filter(failed_at__lt=(now or timezone.now()) - FORGOTTEN_AFTER).delete()[0]
