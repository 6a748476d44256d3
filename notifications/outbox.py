"""The outbox: letters are queued here in the transaction that makes them true, and posted later by a worker.

    outbox.queue(kind="reply", to="amina@example.org", subject="…", text="…", about="CAI-26-7K4M-2XQR")

What a letter says and to whom is decided by those who call; this module keeps it, sealed, until it has left.
"""

import json
import re
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime, getaddresses
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from notifications import addresses
from notifications.answers import Answer
from notifications.models import LOST_STATES, OutgoingEmail, State
from notifications.posting import Postman

# Every character at which some program, somewhere, begins a new line; and NUL.
_BREAKS = re.compile("[\r\n\v\f\x00\x1c-\x1e\x85\u2028\u2029]")
_OURS = {"to", "cc", "bcc", "from", "sender", "subject", "message-id", "date", "reply-to", "auto-submitted"}
_HEADER_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")


_together: ContextVar[list[OutgoingEmail] | None] = ContextVar("together", default=None)


class Nature(StrEnum):
    """Who speaks in a letter; other programs are told, so that two robots never talk to each other (RFC 3834)."""

    AUTOMATIC = "auto-generated"  # a notice of ours
    ACKNOWLEDGEMENT = "auto-replied"  # our answer to something just received
    HUMAN = ""  # a person's own words


class OutsideTransaction(RuntimeError):
    """A letter was queued outside a transaction: it could leave although what it tells was rolled back."""


class UnfitLetter(ValueError):
    """The letter cannot be queued: its address or one of its header lines could not be sent as it stands."""


def queue(  # noqa: PLR0913  # a letter has many parts, each given by name
    *,
    kind: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    about: str = "",
    language: str = "fr",
    headers: Mapping[str, str] | None = None,
    reply_to: str = "",
    not_before: datetime | None = None,
    nature: Nature = Nature.AUTOMATIC,
) -> OutgoingEmail:
    """Keep one letter for the worker, in the transaction that makes it true.

    `about` is an opaque reference by which to find the letter again; `to` is one address, with or without a name;
    `headers` may add In-Reply-To, References and the like; `not_before` leaves time to withdraw it.
    Message-ID and Date are decided here and never change, however often the letter has to be tried.
    Raises OutsideTransaction, or UnfitLetter if an address is not one address or a header line holds a line break.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction("Queue a letter inside the transaction that makes it true.")
    now = timezone.now()
    message_id = f"<{secrets.token_hex(16)}@{settings.MAIL_DOMAIN}>"
    address = _one_address(to)
    letter = OutgoingEmail(
        message_id=message_id,
        kind=kind,
        about=about,
        to=to,
        to_key=addresses.key_of(address),
        to_domain_key=addresses.domain_key_of(address),
        nature=nature.value,
        subject=_one_line("Subject", subject),
        text=text,
        html=html,
        headers=json.dumps(_header_lines(headers or {}, reply_to=reply_to, nature=nature, now=now), ensure_ascii=False),
        language=language,
        not_before=not_before or now,
        attempt_after=not_before or now,
        created_at=now,
    )
    waiting = _together.get()
    if waiting is None:
        letter.save(force_insert=True)
    else:
        waiting.append(letter)
    return letter


@contextmanager
def together() -> Iterator[None]:
    """Letters queued inside are kept by one statement at its end: for an act that writes to several people."""
    letters: list[OutgoingEmail] = []
    token = _together.set(letters)
    try:
        yield
    finally:
        _together.reset(token)
    OutgoingEmail.objects.bulk_create(letters)


def withdraw(pk: int, by: str) -> bool:
    """Take back a letter that has not begun to leave; True if it will never leave now.

    `by` is an opaque name of who did it (a user's id, say). A letter that a worker holds cannot be withdrawn any more.
    """
    waiting = OutgoingEmail.objects.filter(pk=pk, state=State.WAITING)
    return waiting.update(state=State.WITHDRAWN, attempt_after=None, withdrawn_by=by) == 1


def try_again(pk: int) -> bool:
    """At a person's request: send a waiting letter now, or give a refused or given-up one a whole new schedule.

    It stays the same letter, with the same Message-ID. False if it was sent, withdrawn, settled, or is being sent.
    """
    now = timezone.now()
    letter = OutgoingEmail.objects.filter(pk=pk)
    if letter.filter(state=State.WAITING).update(attempt_after=now):
        return True
    stopped = letter.filter(state__in=[State.REFUSED, State.GIVEN_UP], settled_at__isnull=True)
    return stopped.update(state=State.WAITING, attempt_after=now, attempts=0) == 1


def settle(pk: int, *, by: str, because: str) -> bool:
    """Note that nothing more need be done about a letter that did not arrive; True if it was so, and is noted now.

    It will not be tried again. Its state stays what happened to it. `by` and `because` are opaque names.
    """
    lost = OutgoingEmail.objects.filter(pk=pk, state__in=LOST_STATES, settled_at__isnull=True)
    return lost.update(settled_at=timezone.now(), settled_by=by, settled_because=because) == 1


def deliver(pk: int, now: datetime) -> Answer | None:
    """Post one letter if it is due; None if there was nothing to do. `now` is the moment everything is dated with."""
    postman = Postman(clock=lambda: now)
    try:
        return postman.deliver(pk)
    finally:
        postman.hang_up()


def deliver_due(now: datetime, limit: int | None = None) -> int:
    """Post the letters that are due, over one connection; how many the mail server took.

    The clock runs on from `now`: in a long round each letter gets its whole lease.
    """
    started = time.monotonic()
    return Postman(clock=lambda: now + timedelta(seconds=time.monotonic() - started)).deliver_due(limit)


@dataclass(frozen=True)
class Sent:
    """How many letters a program of ours wrote by itself: to one address, and, as answers, to all of its domain."""

    in_an_hour: int
    in_a_day: int
    about_it_in_a_day: int
    to_domain_in_an_hour: int


def sent_by_itself(address: str, *, about: str, now: datetime) -> Sent:
    """Count the automatic letters of the last hour and day, whatever became of them.

    One statement. Its rows are counted here: they are never many, because whoever counts them stops at a limit.
    """
    key, hour = addresses.key_of(address), now - timedelta(hours=1)
    to_address = Q(to_key=key, created_at__gt=now - timedelta(days=1))
    to_domain = Q(to_domain_key=addresses.domain_key_of(address), created_at__gt=hour, nature=Nature.ACKNOWLEDGEMENT)
    rows = OutgoingEmail.objects.filter(to_address | to_domain).values_list("to_key", "nature", "created_at", "about")
    letters = [row for row in rows if row[1] != Nature.HUMAN]
    to_her = [(at, topic) for to, _nature, at, topic in letters if to == key]
    return Sent(
        in_an_hour=sum(at > hour for at, _topic in to_her),
        in_a_day=len(to_her),
        about_it_in_a_day=sum(topic == about for _at, topic in to_her),
        to_domain_in_an_hour=sum(nature == Nature.ACKNOWLEDGEMENT and at > hour for _to, nature, at, _about in letters),
    )


def _header_lines(extra: Mapping[str, str], *, reply_to: str, nature: Nature, now: datetime) -> dict[str, str]:
    lines = {"Date": format_datetime(timezone.localtime(now))}
    if nature:
        lines["Auto-Submitted"] = nature.value
        # Microsoft's programs go by this one. Not "All": we do want to hear that a letter could not be delivered.
        lines["X-Auto-Response-Suppress"] = "DR, RN, NRN, OOF, AutoReply"
    if reply_to:
        lines["Reply-To"] = _one_address(reply_to)
    for name, value in extra.items():
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _OURS:
            raise UnfitLetter("This header is not the caller's to set, or has no proper name.")
        lines[name] = _one_line(name, value)
    return lines


def _one_line(name: str, value: str) -> str:
    # The value is never quoted in the error: it may be personal, and errors end up in logs.
    if _BREAKS.search(value):
        raise UnfitLetter(f"{name} holds a line break: it would become a header of its own.")
    return value


def _one_address(value: str) -> str:
    _one_line("An address", value)
    try:
        ((_name, address),) = getaddresses([value])
        validate_email(address)
    except (ValueError, ValidationError):  # none, several, or not an address
        raise UnfitLetter("An address is not exactly one e-mail address.") from None
    return address
