"""Requests by what they were: form, team, topic, priority, channel, languages, municipality, outcome."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.reports import charts, queries, tables
from requests_app.reports.cells import hide_small
from requests_app.reports.labels import Labels
from requests_app.reports.parts import Asked, Figure, Section
from requests_app.reports.queries import Count4
from requests_app.reports.tables import Cell, Table

TITLES = {
    "form": gettext_lazy("By form"),
    "team": gettext_lazy("By team"),
    "topic": gettext_lazy("By topic"),
    "priority": gettext_lazy("By priority"),
    "channel": gettext_lazy("By channel"),
    "language": gettext_lazy("By language of the answer"),
    "interpreter_language": gettext_lazy("By interpreter needed"),
    "commune": gettext_lazy("By municipality"),
    "outcome": gettext_lazy("By outcome"),
}
ABOUT = {
    "form": gettext_lazy(
        "Requests received in the period, by the form that they came through or that staff filled in."
    ),
    "team": gettext_lazy("Requests received in the period, by the team that has them today."),
    "topic": gettext_lazy("Requests received in the period, by the topic that they have today."),
    "priority": gettext_lazy("Requests received in the period, by the priority that they have today."),
    "channel": gettext_lazy("Requests received in the period, by the way in which they reached us."),
    "language": gettext_lazy("Requests received in the period, by the language in which the person wants an answer."),
    "interpreter_language": gettext_lazy(
        "Requests received in the period, by the interpreter that the person asked for."
    ),
    "commune": gettext_lazy("Requests received in the period, by the municipality where the person lives, if said."),
    "outcome": gettext_lazy("Requests ended in the period, by the way in which they ended."),
}
Lengths = Sequence[tuple[int, ...]]
# These say which door was taken, not who took it: a small number of confidential requests gives nobody away here.
ABOUT_THE_HOUSE = {"form", "team"}


def received_figure(counts: Iterable[Count4], asked: Asked) -> Figure:
    about = _("Requests received in the period, by every channel, confidential ones included.")
    return _figure("received", _("Requests received"), about, _of("form", counts), asked)


def ended_figure(counts: Iterable[Count4], asked: Asked) -> Figure:
    about = _("Requests ended in the period and not reopened since, whenever they were received.")
    return _figure("ended", _("Requests ended"), about, _of("outcome", counts), asked)


def _figure(name: str, title: str, about: str, rows: Sequence[Count4], asked: Asked) -> Figure:
    now = sum(row.now + row.confidential_now for row in rows)
    before = sum(row.before + row.confidential_before for row in rows)
    confidential = sum(row.confidential_now for row in rows)
    details: tuple[str, ...] = ()
    if asked.publication:
        shown = [tables.count(hide_small([size]).total) for size in (now, before)]
    else:
        shown = [tables.count(now), tables.count(before)]
        details = (_("Confidential among them: %(number)s") % {"number": tables.count(confidential).text},)
    return Figure(name, title, shown[0].text, about, was=shown[1].text, details=details)


def sections(counts: Iterable[Count4], labels: Labels, asked: Asked) -> list[Section]:
    """One section for each dimension."""
    counts = list(counts)
    return [_section(name, _sorted(_of(name, counts)), labels, asked) for name in (*queries.RECEIVED_BY, "outcome")]


def _of(dimension: str, counts: Iterable[Count4]) -> list[Count4]:
    return [row for row in counts if row.dimension == dimension]


def _sorted(rows: list[Count4]) -> list[Count4]:
    """The largest first; priorities in their own order."""
    if rows and rows[0].dimension == "priority":
        return sorted(rows, key=attrgetter("code"), reverse=True)
    return sorted(rows, key=lambda row: (-(row.now + row.confidential_now), -row.before, row.code))


def _section(name: str, rows: list[Count4], labels: Labels, asked: Asked) -> Section:
    names = [labels.of(name, row.code) for row in rows]
    title, about = str(TITLES[name]), str(ABOUT[name])
    table, lengths = _published(title, names, rows) if asked.publication else _for_managers(name, title, names, rows)
    series = [_("confidential requests")] if any(len(length) > 1 and length[1] for length in lengths) else []
    bars = [
        (words, table.rows[index][1].text, lengths[index]) for index, words in enumerate(names) if any(lengths[index])
    ]
    chart = charts.bar_chart(
        name, title, _description(bars), bars, series=[_("other requests"), *series] if series else []
    )
    return Section(name, title, about, table, chart if bars else None)


def _for_managers(name: str, title: str, names: list[str], rows: list[Count4]) -> tuple[Table, Lengths]:
    """True counts of ordinary requests; those of confidential ones with their small cells hidden."""
    counts = [row.confidential_now for row in rows]
    secret = counts if name in ABOUT_THE_HOUSE else list(hide_small(counts).cells)
    cells = [
        (
            tables.text(words),
            tables.count(row.now),
            tables.count(row.before),
            tables.difference(row.now - row.before),
            tables.count(hidden),
        )
        for words, row, hidden in zip(names, rows, secret, strict=True)
    ]
    now, before = sum(row.now for row in rows), sum(row.before for row in rows)
    sums = (tables.count(now), tables.count(before), tables.difference(now - before), tables.count(sum(counts)))
    headings = (title, _("Period"), _("Period before"), _("Difference"), _("Confidential requests"))
    lengths = [(row.now, hidden or 0) for row, hidden in zip(rows, secret, strict=True)]
    return Table(headings, cells, (tables.text(_("Total")), *sums)), lengths


def _published(title: str, names: list[str], rows: list[Count4]) -> tuple[Table, Lengths]:
    """All requests together, small cells hidden. No differences: with one term they would give the other."""
    now = hide_small([row.now + row.confidential_now for row in rows])
    before = hide_small([row.before + row.confidential_before for row in rows])
    cells: list[tuple[Cell, ...]] = [
        (tables.text(words), tables.count(size), tables.count(earlier))
        for words, size, earlier in zip(names, now.cells, before.cells, strict=True)
    ]
    if all(size is None for size in (*now.cells, *before.cells)):
        cells = []  # with so few requests, that something happened at all would already say too much
    total = (tables.text(_("Total")), tables.count(now.total), tables.count(before.total))
    return Table((title, _("Period"), _("Period before")), cells, total), [(size or 0,) for size in now.cells]


def _description(bars: Sequence[tuple[str, str, Sequence[float]]]) -> str:
    """For who does not see the chart: its three longest bars."""
    longest = sorted(bars, key=lambda bar: -sum(bar[2]))[:3]
    return "; ".join(_("%(name)s: %(value)s") % {"name": words, "value": value} for words, value, _lengths in longest)
