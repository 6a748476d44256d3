"""How long people waited: for the first answer, and for the end. In opening hours."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.reports import charts, queries, statements, tables
from requests_app.reports.cells import Shown, hide_small
from requests_app.reports.labels import Labels
from requests_app.reports.parts import FEW, Asked, Figure, Section
from requests_app.reports.queries import Clock, Delay
from requests_app.reports.tables import HIDDEN, TOO_FEW, Cell, Table

FIGURE_TITLES = {
    "first_response": gettext_lazy("First answers in time"),
    "resolution": gettext_lazy("Requests ended in time"),
}
ABOUT = {
    "first_response": gettext_lazy(
        "First answers given in the period, and the opening hours from the request to that answer. "
        "What still waits for one stands under “Open now”."
    ),
    "resolution": gettext_lazy(
        "Requests ended in the period, and the opening hours from the request to its end, "
        "without the time in which we waited for the person or for somebody else."
    ),
}
TITLES = {
    ("first_response", "team"): gettext_lazy("Delay of the first answer, by team"),
    ("first_response", "form"): gettext_lazy("Delay of the first answer, by form"),
    ("resolution", "team"): gettext_lazy("Time to the end, by team"),
    ("resolution", "form"): gettext_lazy("Time to the end, by form"),
}
HEADINGS = {"team": gettext_lazy("Team"), "form": gettext_lazy("Form")}


def figure(clock: Clock, delays: Iterable[Delay], asked: Asked) -> Figure:
    """The share within the promise, and the median and 90th percentile in words."""
    found = {delay.when: delay for delay in delays if delay.clock == clock and delay.dimension == statements.ALL}
    now, before = found.get("now"), found.get("before")
    details: tuple[str, ...] = ()
    if now and now.size >= FEW:
        details = (
            _("Half of them within %(median)s, nine in ten within %(ninetieth)s (opening hours).")
            % {"median": tables.hours(now.median), "ninetieth": tables.hours(now.ninetieth)},
        )
    return Figure(
        name=clock,
        title=str(FIGURE_TITLES[clock]),
        value=_in_time(now).text,
        about=str(ABOUT[clock]),
        was=_in_time(before).text,
        details=details,
    )


def _in_time(delay: Delay | None) -> Cell:
    if delay is None or delay.size < FEW:
        return TOO_FEW
    return tables.share(delay.in_time / delay.size)


def sections(delays: Iterable[Delay], labels: Labels, asked: Asked) -> list[Section]:
    """First answers and ends, each by team and by form."""
    now = [delay for delay in delays if delay.when == "now"]
    clocks: tuple[Clock, ...] = ("first_response", "resolution")
    return [
        _section(clock, dimension, [delay for delay in now if delay.clock == clock], labels, asked)
        for clock in clocks
        for dimension in queries.DELAYS_BY
    ]


def _section(clock: Clock, dimension: str, delays: list[Delay], labels: Labels, asked: Asked) -> Section:
    groups = [delay for delay in delays if delay.dimension == dimension]
    everything = next((delay for delay in delays if delay.dimension == statements.ALL), None)
    total = everything.size if everything else 0
    sizes = [group.size for group in groups]
    shown = hide_small(sizes) if asked.publication else Shown(tuple(sizes), total)
    named = [(labels.of(dimension, group.code), group, size) for group, size in zip(groups, shown.cells, strict=True)]
    named.sort(key=lambda one: (-(one[2] or 0), one[0].casefold()))  # by what is shown only
    rows = [_row(*one) for one in named]
    last = _row(_("Total"), everything, shown.total) if everything else None
    headings = (str(HEADINGS[dimension]), _("Requests"), _("In time"), _("Median (h)"), _("90th percentile (h)"))
    title = str(TITLES[clock, dimension])
    return Section(
        name=f"{clock}_by_{dimension}".replace("_", "-"),
        title=title,
        about=str(ABOUT[clock]),
        table=Table(headings, rows, last),
        chart=_chart(f"{clock}-{dimension}", title, [group for _name, group, _size in named], rows),
    )


def _row(name: str, delay: Delay, size: int | None) -> tuple[Cell, ...]:
    measures: tuple[Cell, ...] = (HIDDEN,) * 3
    if size is not None:
        measures = (
            _in_time(delay),
            *(TOO_FEW if size < FEW else tables.minutes(n) for n in (delay.median, delay.ninetieth)),
        )
    return (tables.text(name), tables.count(size), *measures)


def _chart(name: str, title: str, groups: list[Delay], rows: list[tuple[Cell, ...]]) -> charts.BarChart | None:
    """In time beside late, each group on the full width. Groups too small to judge are in the table only."""
    bars = [
        (row[0].text, row[2].text, (group.in_time, group.size - group.in_time), group.size)
        for group, row in zip(groups, rows, strict=True)
        if row[2].kind is tables.Kind.SHARE
    ]
    shares = [(label, value, tuple(part / size for part in parts)) for label, value, parts, size in bars]
    description = "; ".join(_("%(name)s: %(value)s") % {"name": bar[0], "value": bar[1]} for bar in shares)
    series = [_("in time"), _("late")]
    return charts.bar_chart(name, title, description, shares, series=series, full=1) if bars else None
