"""Who changed which setting, and when: the history of every setting, in sentences, newest first.

One statement finds the entries of a page over all the histories; then two for each kind of setting on it, and four for
names. So the number of statements has a limit that does not depend on how much there is to remember.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, Subquery, Value, Window
from django.db.models.functions import Coalesce, Lag
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from requests_app.models import Form, SlaPolicy, Team, User
from requests_app.reports.record_kinds import KINDS, Kind, Names, value_words

PAGE_ENTRIES = 30
NO_DAY = date(1, 1, 1)


@dataclass(frozen=True)
class Change:
    """One field, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One decision about a setting."""

    at: datetime
    sentence: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Page:
    """Entries, newest first; `older` is the cursor of the next page, "" on the last one."""

    entries: list[Entry]
    older: str


@dataclass(frozen=True)
class Place:
    """Where an entry stands among all of them. Written in the URL as one word."""

    at: datetime
    kind: str
    number: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.number}_{self.kind}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place meant by `text`; None when it means none, which is the first page."""
        moment, _sign, rest = text.partition("_")
        number, _sign, kind = rest.partition("_")
        try:
            at = parse_datetime(moment)
            # The first and last days of the calendar have no equal in every zone: found here, not in the database.
            at = at.astimezone(UTC) if at and at.tzinfo else None
        except (ValueError, OverflowError):
            return None
        if at is None or kind not in KINDS or not (number.isascii() and number.isdigit()):
            return None
        return cls(at, kind, int(number[:18]))


def page(cursor: str) -> Page:
    """The entries older than `cursor`, or the newest ones."""
    after = Place.read(cursor)
    first, *others = (_places(name, kind, after) for name, kind in KINDS.items())
    found = first.union(*others, all=True)  # in one go: one within another, SQLite refuses so many
    places = [Place(*row) for row in found.order_by("-place_at", "-place_kind", "-place_number")[: PAGE_ENTRIES + 1]]
    older = str(places[PAGE_ENTRIES - 1]) if len(places) > PAGE_ENTRIES else ""
    return Page(list(_entries(places[:PAGE_ENTRIES])), older)


def _places(name: str, kind: Kind, after: Place | None) -> Any:
    rows = kind.history.objects.order_by()
    if name == "user":
        rows = _without_mere_logins(rows, kind.fields)
    if after is not None:
        same_moment = Q(pk__lt=after.number) if name == after.kind else Q() if name < after.kind else Q(pk__in=[])
        rows = rows.filter(Q(history_date__lt=after.at) | Q(history_date=after.at) & same_moment)
    constant = Value(name, output_field=CharField())
    marked = rows.annotate(place_at=F("history_date"), place_kind=constant, place_number=F("history_id"))
    return marked.values_list("place_at", "place_kind", "place_number")


def _without_mere_logins(rows: Any, fields: Iterable[str]) -> Any:
    """Each log-in saves its time in the row of the person, which is no decision of anybody."""
    values = {field: _comparable(rows.model, field) for field in fields}
    before = {
        f"{field}_before": Window(Lag(value), partition_by="id", order_by="history_id")
        for field, value in values.items()
    }
    before["earlier"] = Window(Lag("history_id"), partition_by="id", order_by="history_id")
    login = Q(history_type="~", earlier__isnull=False)
    unchanged = reduce(and_, (Q(**{f"{field}_before": value}) for field, value in values.items()), login)
    return rows.annotate(**before).filter(~unchanged)


def _comparable(model: Any, field: str) -> Any:
    """The column, or where it may hold nothing a day that nobody means: in SQL nothing is not even equal to nothing."""
    return Coalesce(field, Value(NO_DAY)) if model._meta.get_field(field).null else F(field)


def _entries(places: list[Place]) -> Iterable[Entry]:
    """The sentences of these places, in their order."""
    names = _names()
    rows: dict[tuple[str, int], tuple[Any, Any]] = {}
    for name in {place.kind for place in places}:
        numbers = [place.number for place in places if place.kind == name]
        for row, before in _with_the_one_before(KINDS[name], numbers):
            rows[name, row.history_id] = (row, before)
    for place in places:
        row, before = rows[place.kind, place.number]
        yield _entry(KINDS[place.kind], row, before, names)


def _with_the_one_before(kind: Kind, numbers: list[int]) -> Iterable[tuple[Any, Any]]:
    histories = kind.history.objects
    earlier = histories.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    rows = histories.filter(history_id__in=numbers).annotate(number_before=Subquery(earlier.values("history_id")[:1]))
    rows = list(rows.select_related("history_user"))
    before = histories.in_bulk([row.number_before for row in rows if row.history_type == "~" and row.number_before])
    return [(row, before.get(row.number_before)) for row in rows]


def _entry(kind: Kind, row: Any, before: Any, names: Names) -> Entry:
    who = str(row.history_user) if row.history_user else "Guichet"
    facts = {"who": who, "what": kind.words, "name": kind.call(row, names)}
    changes: tuple[Change, ...] = ()
    match row.history_type:
        case "+":
            sentence = _("%(who)s added: %(what)s “%(name)s”")
        case "-":
            sentence = _("%(who)s deleted: %(what)s “%(name)s”")
        case _:
            sentence = _("%(who)s changed: %(what)s “%(name)s”")
            changes = tuple(_changes(kind, before, row, names)) if before else ()
    return Entry(row.history_date, sentence % facts, changes)


def _changes(kind: Kind, before: Any, after: Any, names: Names) -> Iterable[Change]:
    for name in kind.fields:
        field: Any = kind.model._meta.get_field(name)
        if getattr(before, field.attname) != getattr(after, field.attname):
            words = [value_words(field, row, names) for row in (before, after)]
            yield Change(str(field.verbose_name), *words)


def _names() -> Names:
    """What to call those that history rows only number."""
    return {
        User: {user.pk: str(user) for user in User.objects.only("name", "email")},
        Team: {team.pk: str(team) for team in Team.objects.only("name").order_by()},
        Form: {form.pk: str(form) for form in Form.objects.only("title").order_by()},
        SlaPolicy: dict(SlaPolicy.objects.order_by().values_list("pk", "name")),
    }
