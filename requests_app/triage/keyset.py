"""Pages of a long list by the values of its last row: page 1,000 costs what page 1 costs, and nothing is counted."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

Row = TypeVar("Row", bound=Model)


def _moment(value: Any) -> datetime:
    read = datetime.fromisoformat(value)
    if read.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return read.astimezone(UTC)


def _number(value: Any) -> int:
    if type(value) is not int or abs(value) >= 2**63:
        raise ValueError("not a number of a column")
    return value


@dataclass(frozen=True)
class Column:
    """One column of an order. Rows without a value come last, so only an ascending column may be empty."""

    name: str
    read: Callable[[Any], Any]  # what a cursor holds -> the column's value; raises ValueError or TypeError
    descending: bool = False
    nullable: bool = False

    def ordering(self, *, backwards: bool) -> OrderBy:
        descending = self.descending != backwards
        if not self.nullable:
            return F(self.name).desc() if descending else F(self.name).asc()
        return F(self.name).desc(nulls_first=True) if descending else F(self.name).asc(nulls_last=True)

    def same(self, value: Any) -> Q:
        """Rows with this value."""
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def beyond(self, value: Any, *, backwards: bool) -> Q | None:
        """Rows that come after this value; None when none can."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if backwards else None
        further = Q(**{f"{self.name}__{self._further(backwards)}": value})
        return further | Q(**{f"{self.name}__isnull": True}) if self.nullable and not backwards else further

    def bound(self, value: Any, *, backwards: bool) -> Q:
        """What beyond() and same() have in common, as one range that an index can start from."""
        if value is None or self.nullable:
            return Q()
        return Q(**{f"{self.name}__{self._further(backwards)}e": value})

    def _further(self, backwards: bool) -> str:
        return "lt" if self.descending != backwards else "gt"


def moment(name: str, *, descending: bool = False, nullable: bool = False) -> Column:
    """A column of dates with time."""
    return Column(name, _moment, descending, nullable)


def number(name: str, *, descending: bool = False) -> Column:
    """A column of whole numbers."""
    return Column(name, _number, descending)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, and the cursors of the pages beside them ("" when there is none)."""

    rows: list[Row]
    previous: str = ""
    next: str = ""


class Keyset:
    """An order over several columns, the last of them unique. `name` keeps the cursors of two orders apart."""

    def __init__(self, name: str, *columns: Column) -> None:
        self.name = name
        self.columns = columns

    def page(self, queryset: QuerySet[Row], *, size: int, after: str = "", before: str = "") -> Page[Row]:
        """The `size` rows after one cursor or before the other, by one statement; a bad cursor: the first."""
        if values := self._values(before):
            found = list(self.slice(queryset, size=size + 1, beyond=values, backwards=True))
            rows = found[:size][::-1]
            return Page(rows, previous=self.cursor(rows[0]) if len(found) > size else "", next=self._last(rows))
        values = self._values(after)
        found = list(self.slice(queryset, size=size + 1, beyond=values))
        rows = found[:size]
        return Page(
            rows,
            previous=self.cursor(rows[0]) if rows and values else "",
            next=self._last(rows) if len(found) > size else "",
        )

    def slice(
        self, queryset: QuerySet[Row], *, size: int, beyond: Sequence[Any] | None, backwards: bool = False
    ) -> QuerySet[Row]:
        """The query behind a page."""
        if beyond:
            queryset = queryset.filter(self._condition(beyond, backwards=backwards))
        return queryset.order_by(*[column.ordering(backwards=backwards) for column in self.columns])[:size]

    def cursor(self, row: Model) -> str:
        """Where a row stands, opaque, safe in an address."""
        values = [getattr(row, column.name) for column in self.columns]
        plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
        return base64.urlsafe_b64encode(json.dumps([self.name, *plain]).encode()).decode().rstrip("=")

    def _last(self, rows: Sequence[Row]) -> str:
        return self.cursor(rows[-1]) if rows else ""

    def _values(self, cursor: str) -> list[Any] | None:
        """What a cursor holds; None for none, a damaged one, or one of another order."""
        if not cursor or len(cursor) > 400:
            return None
        try:
            name, *plain = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            if name != self.name or len(plain) != len(self.columns):
                return None
            return [
                None if value is None and column.nullable else column.read(value)
                for column, value in zip(self.columns, plain, strict=True)
            ]
        except (binascii.Error, ValueError, TypeError, OverflowError, RecursionError):
            return None

    def _condition(self, values: Sequence[Any], *, backwards: bool) -> Q:
        """Lexicographic order written out: beyond in one column and the same in all before it."""
        ways: list[Q] = []
        same_so_far = Q()
        for column, value in zip(self.columns, values, strict=True):
            further = column.beyond(value, backwards=backwards)
            if further is not None:
                ways.append(same_so_far & further)
            same_so_far &= column.same(value)
        return self.columns[0].bound(values[0], backwards=backwards) & reduce(or_, ways)
