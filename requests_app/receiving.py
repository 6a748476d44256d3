"""One message, received while somebody waits, and what became of it: for the pipe, and the administrator's "why?".

A dry run does everything as always and then undoes it: the answer is what really happens, and no trace is left.
"""

import time
from typing import Any

from django.db import transaction
from django.utils import timezone

from notifications import cleaning, inbox, posting, quoting
from notifications.mishaps import Kept
from notifications.models import Fate, IncomingEmail, OutgoingEmail
from requests_app import files, links, mailbox
from requests_app.mailbox import Decision, Understood
from requests_app.models import Ticket
from requests_app.models.tickets import FINISHED_STATUSES

DRY = "dry run"  # a door of its own: what was received before is looked at once more


def receive(raw: bytes, *, door: str, recipient: str = "", is_dry: bool = False) -> dict[str, Any]:
    """Keep the message, file it at once, and tell what became of it; of one that came before, that it did.

    Raises what keeping it raises (the database, the disk): then it is not ours, and whoever brought it must come back.
    """
    started = time.monotonic()
    told = _tried(raw, recipient) if is_dry else _received(raw, door, recipient)
    return {**told, "seconds": round(time.monotonic() - started, 4)}


def not_read(error: Exception) -> dict[str, Any]:
    """The same shape for a message that could not even be read from where it lies."""
    return {**_EMPTY, "error": type(error).__name__}


_EMPTY: dict[str, Any] = {
    "id": None, "from": "", "subject": "", "text": "", "html": "", "kind": "", "action": "", "because": "",
    "auto_ack": False, "attachments": 0, "names": [], "ticket": "", "reopen": False, "permanent_failure": False,
    "as_staff": False, "outgoing": "", "seconds": 0.0, "error": "",
}  # fmt: skip


def _received(raw: bytes, door: str, recipient: str) -> dict[str, Any]:
    now = timezone.now()
    row = inbox.keep(raw, mailbox=door, recipient=recipient, now=now)
    claimed = inbox.claim(row.pk, by="pipe", now=now) if row.fate == Fate.WAITING else None
    if claimed is None:
        return {
            **_seen(mailbox.understand(raw, recipient)),
            "action": "drop",
            "because": "same_mail",
            "ticket": row.about,
        }
    with Kept("Receiving a message") as kept:
        return _filed(claimed, raw, recipient)
    # It is kept all the same: the worker tries again, and then shows it to a person.
    return {**_EMPTY, "error": kept.failure}


class _Undone(Exception):
    """Ends a dry run."""


def _tried(raw: bytes, recipient: str) -> dict[str, Any]:
    told: dict[str, Any] = {}
    with Kept("Trying a message") as kept, inbox.storage.undone():
        try:
            with transaction.atomic():
                told = _filed(inbox.keep(raw, mailbox=DRY, recipient=recipient), raw, recipient)
                raise _Undone
        except _Undone:
            return told
    return {**_EMPTY, "error": kept.failure}


def _filed(row: IncomingEmail, raw: bytes, recipient: str) -> dict[str, Any]:
    """File the row and tell it: what was read, what was decided, what will leave because of it."""
    before = OutgoingEmail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    seen = mailbox.understand(raw, recipient)
    was_finished = seen.thread.ticket is not None and seen.thread.ticket.status in FINISHED_STATUSES
    decision = mailbox.carry_out(row, seen, now=timezone.now())
    row.refresh_from_db()
    letters = list(OutgoingEmail.objects.filter(pk__gt=before, about=row.about)) if row.about else []
    return {
        **_seen(seen),
        **_decided(decision, row, was_finished=was_finished),
        "auto_ack": any(letter.kind == "acknowledgement" for letter in letters),
        "outgoing": "\n\n".join(posting.compose(letter).message().as_string() for letter in letters),
    }


def _seen(seen: Understood) -> dict[str, Any]:
    names = [files.safe_name(file.name, "") for file in seen.mail.files]
    return {
        **_EMPTY,
        "from": seen.mail.sender[1],
        "subject": seen.mail.subject,
        "text": quoting.written(seen.mail.text, links.our_addresses()),
        "html": _shown(seen.mail.html),
        "kind": seen.verdict.kind.value,
        "attachments": len(names),
        "names": names,
        "permanent_failure": seen.verdict.permanent,
    }


def _shown(html: str) -> str:
    try:
        return cleaning.clean(html) if html else ""
    except cleaning.TooSlow:
        return ""  # its words are shown instead, as on the page of the ticket


def _decided(decision: Decision, row: IncomingEmail, *, was_finished: bool) -> dict[str, Any]:
    ticket = Ticket.objects.filter(reference=row.about).first() if row.about else None
    reopened = was_finished and ticket is not None and ticket.status not in FINISHED_STATUSES
    return {
        "action": decision.action.value,
        "because": decision.because,
        "ticket": row.about,
        "reopen": reopened and ticket is not None and ticket.follows_id is None,
    }
