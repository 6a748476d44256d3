"""The letters about a ticket and every attempt at delivering them, by one statement."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from notifications.models import OutgoingEmail, Reason, State
from requests_app.models import Ticket
from requests_app.triage import moments

ROWS = 40  # letters and attempts shown at once, the newest
NAMES: dict[str, Any] = {
    "acknowledgement": _("Acknowledgement"),
    "reply": _("Reply"),
    "new_link": _("New link"),
    "team_alert": _("Alert to the team"),
    "ticket_assigned": _("Alert to the assignee"),  # until notices were folded
    "notices": _("Notice to a colleague"),
}


@dataclass
class Letter:
    """A letter, and every attempt at delivering it, oldest first."""

    pk: int
    name: str
    to: str
    state: str
    created_at: datetime
    message_id: str
    attempts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def when(self) -> str:
        return moments.full(self.created_at)

    @property
    def state_label(self) -> str:
        return str(State(self.state).label)

    @property
    def can_be_withdrawn(self) -> bool:
        return self.state == State.WAITING

    @property
    def can_be_tried_again(self) -> bool:
        """It never arrived, and nothing more happens to it unless a person asks."""
        return self.state in {State.REFUSED, State.GIVEN_UP}


def letters_about(ticket: Ticket) -> list[Letter]:
    """The newest letters first."""
    rows = (
        OutgoingEmail.objects.filter(about=ticket.reference)
        .order_by("-created_at", "-pk", "-delivery_attempts__at", "-delivery_attempts__pk")
        .values_list(
            *("pk", "kind", "to", "state", "created_at", "message_id"),
            *("delivery_attempts__at", "delivery_attempts__reason", "delivery_attempts__smtp_code"),
        )[:ROWS]
    )
    letters: dict[int, Letter] = {}
    for pk, kind, to, state, created_at, message_id, at, reason, code in rows:
        letter = letters.setdefault(pk, Letter(pk, str(NAMES.get(kind, kind)), to, state, created_at, message_id))
        if at is not None:
            letter.attempts.insert(0, {"when": moments.full(at), "words": str(Reason(reason).label), "code": code})
    return list(letters.values())
