"""The receipt code of a request that an agent has just noted: kept, sealed, until it has been dictated to the person.

It stands in the agent's session for CONFIRMATION_MINUTES at most, and in no address, letter or log.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from requests_app import receipts
from requests_app.services.tickets import Opened
from sealing import keyring

KEY = "to_dictate"


@dataclass(frozen=True)
class ToDictate:
    """What the agent reads to the person."""

    reference: str
    code: str


def keep(request: HttpRequest, opened: Opened) -> None:
    """Remember the code until it is dictated. A confidential request forgets sooner."""
    minutes = 10 if opened.ticket.confidential else settings.CONFIRMATION_MINUTES
    until = timezone.now() + timedelta(minutes=minutes)
    request.session[KEY] = {
        "reference": opened.ticket.reference,
        "code": keyring.seal(opened.receipt_code),
        "until": until.timestamp(),
    }


def of(request: HttpRequest, reference: str = "") -> ToDictate | None:
    """What is still to be dictated (about this ticket, if one is named)."""
    kept: dict[str, Any] = request.session.get(KEY) or {}
    if not kept or kept["until"] < timezone.now().timestamp() or (reference and kept["reference"] != reference):
        return None
    return ToDictate(kept["reference"], receipts.grouped(keyring.unseal(kept["code"])))


def forget(request: HttpRequest) -> None:
    """It has been dictated."""
    request.session.pop(KEY, None)
