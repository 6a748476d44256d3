"""The exchange and the notes of one ticket, newest first by one statement, shown oldest first, page by page."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField, CharField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from notifications import addresses, quoting
from notifications.quoting import Segment
from requests_app import links
from requests_app.models import Attachment, Message, Ticket
from requests_app.triage import moments

MESSAGE, NOTE = "message", "note"  # in this order when two were written in the same instant
CURSOR = re.compile(r"(?P<at>\d{1,19})-(?P<kind>message|note)-(?P<pk>\d{1,18})", re.ASCII)
FOLD_LIMIT = 50_000  # characters
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Entry:
    """A message, or a note of the staff."""

    kind: str  # "in", "out" or "note"
    pk: int
    body: str
    author: str
    at: datetime
    email_id: str
    origin: str = ""
    sender: str = ""  # whom a message that came by mail says it is from
    incoming: int | None = None  # the row of the mail it came by
    pieces: list[Segment] = field(default_factory=list)  # the body in order, what is quoted apart
    stranger: str = ""  # the sender, where it is not the address that the ticket knows
    files: list[Attachment] = field(default_factory=list)
    letter: Any = None  # what became of the letter, filled in by the page

    @property
    def when(self) -> str:
        return moments.full(self.at)

    @property
    def iso(self) -> str:
        return self.at.isoformat()

    @property
    def has_malware(self) -> bool:
        """Whether one of its files does: then its original is not given out either."""
        return any(file.is_infected for file in self.files)

    @property
    def is_automatic(self) -> bool:
        """Whether a program answered, which moves nothing."""
        return self.origin == Message.Origin.ROBOT


@dataclass(frozen=True)
class Conversation:
    """One page of it, oldest first. `earlier` is the cursor of the page before, "" when there is none."""

    entries: list[Entry]
    earlier: str
    is_newest: bool
    last_message: int  # the newest message there is, 0 for none; only told on the newest page


def read(ticket: Ticket, *, before: str = "") -> Conversation:
    """The newest CONVERSATION_PAGE_ROWS entries, or those before a cursor. A cursor that is no good: the newest."""
    size = settings.CONVERSATION_PAGE_ROWS
    point = _point(before)
    of_mail = {"letter_id": F("email_id"), "spoken_by": F("origin"), "sent_by": F("sender"), "row": F("incoming_id")}
    nothing = Value("", output_field=CharField())
    of_note = {"letter_id": nothing, "spoken_by": nothing, "sent_by": nothing, "row": Value(None, BigIntegerField())}
    both = _side(ticket.messages.all(), MESSAGE, F("direction"), of_mail, point).union(
        _side(ticket.notes.all(), NOTE, Value(NOTE), of_note, point), all=True
    )
    found = list(both.order_by("-created_at", "-table", "-pk")[: size + 1])
    entries = [
        Entry(
            kind=kind, pk=pk, body=body, author=author, at=at, email_id=email_id, origin=origin, sender=by, incoming=row
        )
        for _table, pk, kind, body, author, at, email_id, origin, by, row in found[:size]
    ]
    known = addresses.normal(ticket.requester.email) if ticket.requester else ""
    for entry in entries:
        if entry.sender or entry.incoming:
            entry.pieces = folded(entry.body)
            entry.stranger = entry.sender if addresses.normal(entry.sender) != known else ""
    earlier = _cursor(entries[-1]) if len(found) > size else ""
    last_message = max((entry.pk for entry in entries if entry.kind != NOTE), default=0)
    if not last_message and earlier and point is None:  # nothing but notes on this page
        last_message = ticket.messages.order_by("-pk").values_list("pk", flat=True).first() or 0
    return Conversation(entries[::-1], earlier, is_newest=point is None, last_message=last_message)


def folded(text: str) -> list[Segment]:
    """A text that came by mail, in order, in pieces: what is quoted from our letters stands apart, nothing is lost.

    Of each piece only the blank lines around it go. A very long text is shown as it is: looking for quotations in it
    would keep the page waiting.
    """
    if len(text) > FOLD_LIMIT:
        return [Segment(text, is_quoted=False)]
    pieces = [
        Segment(piece.text.strip("\r\n"), piece.is_quoted) for piece in quoting.split(text, links.our_addresses())
    ]
    return [piece for piece in pieces if piece.text.strip()]


def _side(
    rows: QuerySet[Any, Any], table: str, kind: Any, more: dict[str, Any], point: tuple[datetime, str, int] | None
) -> QuerySet[Any, Any]:
    if point:
        at, other, pk = point
        same = Q(created_at=at) if table < other else Q(created_at=at, pk__lt=pk) if table == other else Q(pk__in=[])
        rows = rows.filter(Q(created_at__lte=at) & (Q(created_at__lt=at) | same))
    author = Coalesce("author__name", Value(""), output_field=CharField())
    named = rows.order_by().annotate(table=Value(table, output_field=CharField()), kind=kind, author_name=author)
    columns = ("table", "pk", "kind", "body", "author_name", "created_at", *more)
    side: QuerySet[Any, Any] = named.annotate(**more).values_list(*columns)
    return side


def _cursor(entry: Entry) -> str:
    microseconds = (entry.at - EPOCH) // (datetime.resolution)
    return f"{microseconds}-{NOTE if entry.kind == NOTE else MESSAGE}-{entry.pk}"


def _point(cursor: str) -> tuple[datetime, str, int] | None:
    read = CURSOR.fullmatch(cursor)
    if read is None:
        return None
    try:
        return EPOCH + int(read["at"]) * datetime.resolution, read["kind"], int(read["pk"])
    except OverflowError:
        return None


def newer_messages(ticket: Ticket, last_seen: int) -> list[Message]:
    """What has come or gone since an agent opened the page, oldest first."""
    return list(ticket.messages.filter(pk__gt=last_seen).select_related("author").order_by("pk"))
