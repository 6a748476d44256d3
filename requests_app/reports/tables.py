"""A table of a report: the same values on the page, in CSV and in a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.formats import number_format
from django.utils.translation import gettext as _


class Kind(Enum):
    """What a cell holds."""

    TEXT = "text"
    COUNT = "count"
    DIFFERENCE = "difference"
    SHARE = "share"  # of 1
    MINUTES = "minutes"  # of opening hours
    HIDDEN = "hidden"  # too few people stand behind it
    TOO_FEW = "too_few"  # a delay of so few requests would mean nothing


@dataclass(frozen=True)
class Cell:
    """One value. `text` is for reading, `plain` for programs: counts as they are, shares in %, delays in hours."""

    kind: Kind
    value: str | float = ""

    @property
    def style(self) -> str:
        """Its classes in the page."""
        return "number withheld" if self.kind in (Kind.HIDDEN, Kind.TOO_FEW) else "number"

    @property
    def text(self) -> str:
        match self.kind:
            case Kind.TEXT:
                return str(self.value)
            case Kind.COUNT:
                return number_format(self.value, decimal_pos=0, force_grouping=True)
            case Kind.DIFFERENCE:
                sign = "+" if self.value > 0 else "−" if self.value < 0 else ""  # type: ignore[operator]  # a number
                return sign + number_format(abs(self.value), decimal_pos=0, force_grouping=True)  # type: ignore[arg-type]
            case Kind.SHARE:
                return _("%(number)s %%") % {"number": round(float(self.value) * 100)}
            case Kind.MINUTES:
                return hours(int(self.value))
            case Kind.HIDDEN:
                return _("hidden")
            case Kind.TOO_FEW:
                return _("too few")

    @property
    def plain(self) -> str | float:
        match self.kind:
            case Kind.COUNT | Kind.DIFFERENCE:
                return self.value
            case Kind.SHARE:
                return round(float(self.value) * 100, 1)
            case Kind.MINUTES:
                return round(float(self.value) / 60, 2)
            case _:
                return self.text


HIDDEN = Cell(Kind.HIDDEN)
TOO_FEW = Cell(Kind.TOO_FEW)


def hours(minutes: int) -> str:
    """Minutes as people say them: 6 h 30."""
    return _("%(hours)s h %(minutes)02d") % {"hours": minutes // 60, "minutes": minutes % 60}


def text(words: str) -> Cell:
    return Cell(Kind.TEXT, words)


def count(number: int | None) -> Cell:
    """A count; None is a hidden one."""
    return HIDDEN if number is None else Cell(Kind.COUNT, number)


def difference(number: int) -> Cell:
    return Cell(Kind.DIFFERENCE, number)


def share(number: float) -> Cell:
    return Cell(Kind.SHARE, number)


def minutes(number: int) -> Cell:
    return Cell(Kind.MINUTES, number)


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first cell of a row names it. `total` is the last row, where there is one."""

    headings: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    total: tuple[Cell, ...] | None = None

    @property
    def named_rows(self) -> list[tuple[str, tuple[Cell, ...]]]:
        """Each row as its name and its values."""
        return [(row[0].text, row[1:]) for row in self.rows]

    @property
    def all_rows(self) -> list[tuple[Cell, ...]]:
        return [*self.rows, *([self.total] if self.total else [])]
