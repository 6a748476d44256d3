"""What was decided about a request and concerns its author: each date that moved, and what she said herself.

It is read off the history, which no decision can leave out: so the day on which to come back never moves in silence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from requests_app.days import day_in_words
from requests_app.models import Ticket

COLUMNS = ("history_date", "history_change_reason", "first_response_due_at", "first_response_at")


@dataclass(frozen=True)
class Told:
    """One sentence, and when it became true."""

    at: datetime
    text: str


def told(ticket: Ticket) -> list[Told]:
    """The sentences, oldest first."""
    return sentences(ticket.history.order_by("history_date", "history_id").values(*COLUMNS))


def sentences(rows: Iterable[dict[str, Any]]) -> list[Told]:
    """The same from rows of the history, oldest first."""
    found: list[Told] = []
    expected: date | None = None
    for row in rows:
        due = timezone.localdate(row["first_response_due_at"])
        if expected is not None and due != expected and row["first_response_at"] is None:
            text = _("The date has changed: come back from %(day)s.") % {"day": day_in_words(due)}
            found.append(Told(row["history_date"], text))
        expected = due
        if row["history_change_reason"] == "person_contact":
            found.append(Told(row["history_date"], _("You said how we may reach you.")))
        elif row["history_change_reason"] == "person_contact_removed":
            found.append(Told(row["history_date"], _("You took away your name, address and number.")))
    return found
