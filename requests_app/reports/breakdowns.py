"""Requests by what they were: form, team, topic, priority, channel, languages, municipality, outcome."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    return [_section(name, _of(name, counts), labels, asked) for name in (*queries.RECEIVED_BY, "outcome")]


def _of(dimension: str, counts: Iterable[Count4]) -> list[Count4]:
    return [row for row in counts if row.dimension == dimension]


@dataclass(frozen=True)
class _Line:
    """One row of the table and its bar. `lengths` are what may be seen of it."""

    name: str
    code: str
    values: tuple[Cell, ...]
    lengths: tuple[int, ...]


def _section(name: str, rows: list[Count4], labels: Labels, asked: Asked) -> Section:
    names = [labels.of(name, row.code) for row in rows]
    title = str(TITLES[name])
    lines, headings, sums = _published(names, rows) if asked.publication else _for_managers(name, names, rows)
    if name == "priority":
        lines.sort(key=lambda line: line.code, reverse=True)
    else:
        # By what is shown only: an order by the true numbers would tell which of two hidden ones is larger.
        lines.sort(key=lambda line: (-sum(line.lengths), line.name.casefold()))
    cells = [(tables.text(line.name), *line.values) for line in lines]
    table = Table((title, *headings), cells, (tables.text(_("Total")), *sums))
    return Section(name, title, str(ABOUT[name]), table, _chart(name, title, lines))


def _for_managers(
    name: str, names: list[str], rows: list[Count4]
) -> tuple[list[_Line], tuple[str, ...], tuple[Cell, ...]]:
    """True counts of ordinary requests; those of confidential ones with their small cells hidden."""
    counts = [row.confidential_now for row in rows]
    secret = counts if name in ABOUT_THE_HOUSE else list(hide_small(counts).cells)
    lines = [
        _Line(words, row.code, _values(row.now, row.before, shown), (row.now, shown or 0))
        for words, row, shown in zip(names, rows, secret, strict=True)
    ]
    now, before = sum(row.now for row in rows), sum(row.before for row in rows)
    headings = (_("Period"), _("Period before"), _("Difference"), _("Confidential requests"))
    return lines, headings, _values(now, before, sum(counts))


def _values(now: int, before: int, confidential: int | None) -> tuple[Cell, ...]:
    return tables.count(now), tables.count(before), tables.difference(now - before), tables.count(confidential)


def _published(names: list[str], rows: list[Count4]) -> tuple[list[_Line], tuple[str, ...], tuple[Cell, ...]]:
    """All requests together, small cells hidden. No differences: with one term they would give the other."""
    now = hide_small([row.now + row.confidential_now for row in rows])
    before = hide_small([row.before + row.confidential_before for row in rows])
    lines = [
        _Line(words, row.code, (tables.count(size), tables.count(earlier)), (size or 0,))
        for words, row, size, earlier in zip(names, rows, now.cells, before.cells, strict=True)
    ]
    if all(size is None for size in (*now.cells, *before.cells)):
        lines = []  # with so few requests, that something happened at all would already say too much
    return lines, (_("Period"), _("Period before")), (tables.count(now.total), tables.count(before.total))


def _chart(name: str, title: str, lines: list[_Line]) -> charts.BarChart | None:
    bars = [(line.name, tables.count(sum(line.lengths)).text, line.lengths) for line in lines if any(line.lengths)]
    if not bars:
        return None
    longest = sorted(bars, key=lambda bar: -sum(bar[2]))[:3]
    description = "; ".join(
        _("%(name)s: %(value)s") % {"name": words, "value": value} for words, value, _lengths in longest
    )
    two = any(len(lengths) > 1 and lengths[1] for _name, _value, lengths in bars)
    series = [_("other requests"), _("confidential requests")] if two else []
    return charts.bar_chart(name, title, description, bars, series=series)
