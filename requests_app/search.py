"""Finding tickets by what was said in them, or by their name.

Every word asked must begin some word of the ticket; both sides are folded the same way (`folding`), so accents, case
and plurals do not matter. The words of a ticket stand in TicketSearch; a confidential ticket has none there, and is
found by its reference only. The index is the database's own (migration `ticket_words`): GIN over a tsvector on
PostgreSQL, FTS5 with prefixes on SQLite. One table of cases tests the two.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField, Expression

from requests_app import folding, references
from requests_app.models.tickets import TicketQuerySet

LONGEST_ASKED = 200  # characters; what is longer was pasted by mistake


def matching(tickets: TicketQuerySet, asked: str) -> TicketQuerySet:
    """Those of `tickets` that `asked` finds: one by its reference, however it is spelt, or all that hold its words.

    Nothing asked, or nothing but punctuation, finds nothing.
    """
    asked = asked[:LONGEST_ASKED]
    if reference := as_reference(asked):
        return tickets.filter(reference=reference)
    words = folding.query_words(asked)
    return tickets.filter(pk__in=_Holding(words)) if words else tickets.none()


def as_reference(asked: str) -> str:
    """The reference that was meant, as we write it; "" when it is none."""
    try:
        return references.normalise(asked, settings.REFERENCE_PREFIX)
    except references.BadReference:
        return ""


def slip_in_reference(asked: str) -> str:
    """What to tell a person whose reference has one wrong character; "" in all other cases."""
    try:
        references.normalise(asked, settings.REFERENCE_PREFIX)
    except references.BadReference as error:
        return str(error.messages[0]) if error.code == "check_character" else ""
    return ""


class _Holding(Expression):
    """The ids of the tickets in which each word begins some word: `(SELECT …)`, for `pk__in`."""

    output_field = BigIntegerField()

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.words = tuple(words)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        raise NotImplementedError(f"No index of words on {connection.vendor}: use PostgreSQL or SQLite.")

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        escaped = [word.replace("\\", "\\\\").replace("'", "''") for word in self.words]
        query = " & ".join(f"'{word}':*" for word in escaped)
        return "(SELECT ticket_id FROM requests_app_ticketsearch WHERE lexemes @@ %s::tsquery)", (query,)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        quoted = [word.replace('"', '""') for word in self.words]
        query = " ".join(f'"{word}"*' for word in quoted)
        return "(SELECT rowid FROM requests_app_ticketwords WHERE requests_app_ticketwords MATCH %s)", (query,)
