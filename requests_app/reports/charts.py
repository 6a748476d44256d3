"""Charts as positions: the templates draw them as SVG on the server, and the same values stand in the table beside.

Lengths along the text are percentages, so a chart fits any width while its words keep their size; from right to left
is a matter of counting from the other side. Numbers leave here as text, since a decimal comma means nothing in SVG.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language_bidi

ROW_HEIGHT = 40  # pixels
ROWS_SHOWN = 12
LABEL_LENGTH = 34  # letters that fit beside a number on a telephone
LINE_HEIGHT = 200  # pixels of the plot
LINE_TOP = 24
TICKS = 4  # on the axis of time, at equal distances; more would touch on a telephone


@dataclass(frozen=True)
class Part:
    """One stretch of a bar."""

    series: int
    x: str
    width: str


@dataclass(frozen=True)
class Bar:
    """One row: words, its number as text, and its stretches."""

    label: str
    value: str
    text_y: int
    bar_y: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class BarChart:
    """Bars under their labels, plain (one series) or stacked."""

    name: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    series: tuple[str, ...] = ()  # the words of the legend; none for a single series
    kind: str = field(default="bar", init=False)

    @property
    def height(self) -> int:
        return ROW_HEIGHT * len(self.bars)

    @property
    def start(self) -> str:
        return "100%" if get_language_bidi() else "0%"

    @property
    def end(self) -> str:
        return "0%" if get_language_bidi() else "100%"


def bar_chart(
    name: str,
    title: str,
    description: str,
    rows: Sequence[tuple[str, str, Sequence[float]]],
    *,
    series: Sequence[str] = (),
    full: float = 0,
) -> BarChart:
    """`rows` are (label, value as text, lengths by series); `full` is the length of the whole width, or the longest.

    Only the first ROWS_SHOWN are drawn; the table has them all.
    """
    full = full or max((sum(lengths) for _, _, lengths in rows), default=0) or 1
    bars = tuple(
        Bar(_short(label), value, index * ROW_HEIGHT + 16, index * ROW_HEIGHT + 22, tuple(_parts(lengths, full)))
        for index, (label, value, lengths) in enumerate(rows[:ROWS_SHOWN])
    )
    return BarChart(name, title, description, bars, tuple(series))


def _parts(lengths: Sequence[float], full: float) -> list[Part]:
    parts, used = [], 0.0
    for series, length in enumerate(lengths):
        if length:
            start, width = used, 100 * length / full
            x = 100 - start - width if get_language_bidi() else start
            parts.append(Part(series, f"{x:.2f}%", f"{width:.2f}%"))
            used += width
    return parts


def _short(label: str) -> str:
    return label if len(label) <= LABEL_LENGTH else label[: LABEL_LENGTH - 1].rstrip() + "…"


@dataclass(frozen=True)
class Point:
    """A value of one series, and the way to it from the one before."""

    x: str
    y: str
    from_x: str
    from_y: str
    is_first: bool


@dataclass(frozen=True)
class Mark:
    """Words on an axis."""

    label: str
    x: str
    y: str
    anchor: str = "middle"


@dataclass(frozen=True)
class LineChart:
    """Values over time, one line a series."""

    name: str
    title: str
    description: str
    lines: tuple[tuple[Point, ...], ...]
    levels: tuple[Mark, ...]  # horizontal lines and their values
    ticks: tuple[Mark, ...]
    series: tuple[str, ...]
    kind: str = field(default="line", init=False)
    height: int = field(default=LINE_TOP + LINE_HEIGHT + 28, init=False)

    @property
    def start(self) -> str:
        return "100%" if get_language_bidi() else "0%"


def line_chart(
    name: str,
    title: str,
    description: str,
    labels: Sequence[str],
    values: Sequence[Sequence[int | None]],
    *,
    series: Sequence[str],
) -> LineChart:
    """`values` holds one sequence a series, as long as `labels`; None leaves a gap (a hidden value)."""
    highest = _round_up(max((value or 0 for line in values for value in line), default=0))
    across = [_across(index, len(labels)) for index in range(len(labels))]
    return LineChart(
        name=name,
        title=title,
        description=description,
        lines=tuple(_points(line, across, highest) for line in values),
        levels=tuple(Mark(f"{level:g}", "", _down(level, highest)) for level in (0, highest / 2, highest)),
        ticks=_ticks(labels, across),
        series=tuple(series),
    )


def _across(index: int, size: int) -> float:
    share = 50.0 if size == 1 else 9 + 88 * index / (size - 1)  # room for the numbers
    return 100 - share if get_language_bidi() else share


def _down(value: float, highest: int) -> str:
    return f"{LINE_TOP + LINE_HEIGHT * (1 - value / highest):.1f}"


def _points(values: Sequence[int | None], across: Sequence[float], highest: int) -> tuple[Point, ...]:
    points: list[Point] = []
    before: tuple[str, str] | None = None
    for value, share in zip(values, across, strict=True):
        here = None if value is None else (f"{share:.2f}%", _down(value, highest))
        if here is not None:
            points.append(Point(*here, *(before or here), is_first=before is None))
        before = here
    return tuple(points)


def _ticks(labels: Sequence[str], across: Sequence[float]) -> tuple[Mark, ...]:
    y = f"{LINE_TOP + LINE_HEIGHT + 20}"
    shown = range(0, len(labels), -(-(len(labels) - 1) // (TICKS - 1)) or 1)
    last = len(labels) - 1
    anchors = {0: "start", last: "end"} if last else {}
    return tuple(Mark(labels[index], f"{across[index]:.2f}%", y, anchors.get(index, "middle")) for index in shown)


def _round_up(value: int) -> int:
    """The next even number of the kind 2, 4, 6, 8, 10, 20, 40 … so that its half is whole."""
    step = 1
    while value > 10 * step:
        step *= 10
    return max(2 * step, -(-value // (2 * step)) * 2 * step)
