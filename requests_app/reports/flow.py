"""What comes in, what is ended, and what is left."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.reports import charts, queries, tables
from requests_app.reports.cells import Shown, hide_small
from requests_app.reports.parts import Asked, Figure, Section
from requests_app.reports.queries import Bucket, Waiting
from requests_app.reports.tables import Table

BANDS = (
    gettext_lazy("less than a week"),
    gettext_lazy("1 to 4 weeks"),
    gettext_lazy("4 to 13 weeks"),
    gettext_lazy("13 weeks or more"),
)
WIDTHS = {
    "day": gettext_lazy("Day"),
    "week": gettext_lazy("Week beginning"),
    "month": gettext_lazy("Month"),
}


def volume_section(buckets: Sequence[Bucket], asked: Asked) -> Section:
    """Received and ended, over time."""
    columns = [
        _column([bucket.received for bucket in buckets], asked),
        _column([bucket.ended for bucket in buckets], asked),
    ]
    width = queries.bucket_width(asked.now)
    names = [_bucket_name(bucket, width) for bucket in buckets]
    title = _("Received and ended over time")
    about = _("Requests by the day on which they were received, and by the day on which they ended.")
    table = _table(str(WIDTHS[width]), names, [_("Requests received"), _("Requests ended")], columns)
    received, ended = (cell.text for cell in (table.total or ())[1:])
    chart = charts.line_chart(
        "volume",
        title,
        _("Received: %(received)s; ended: %(ended)s.") % {"received": received, "ended": ended},
        [_tick(bucket, width) for bucket in buckets],
        [column.cells for column in columns],
        series=[_("received"), _("ended")],
    )
    return Section("volume", title, f"{about} {_part_weeks(width)}".strip(), table, chart)


def _column(counts: Sequence[int], asked: Asked) -> Shown:
    """The counts of one column: all of them in the house, without the small ones where they leave it."""
    return hide_small(counts) if asked.publication else Shown(tuple(counts), sum(counts))


def _table(heading: str, names: Sequence[str], headings: Sequence[str], columns: Sequence[Shown]) -> Table:
    rows = [
        (tables.text(name), *(tables.count(column.cells[index]) for column in columns))
        for index, name in enumerate(names)
    ]
    total = (tables.text(_("Total")), *(tables.count(column.total) for column in columns))
    return Table((heading, *headings), rows, total)


def _part_weeks(width: str) -> str:
    if width == "day":
        return ""
    return _("The first and the last row hold only the days that are in the period.")


def _bucket_name(bucket: Bucket, width: str) -> str:
    return date_format(bucket.first, "YEAR_MONTH_FORMAT" if width == "month" else "DATE_FORMAT")


def _tick(bucket: Bucket, width: str) -> str:
    return date_format(bucket.first, "m/Y" if width == "month" else "d/m")


def backlog_figure(waiting: Sequence[Waiting], asked: Asked) -> Figure:
    size = sum(band.to_do + band.paused for band in waiting)
    unanswered = sum(band.unanswered for band in waiting)
    shown = hide_small([size]).total if asked.publication else size
    never = hide_small([unanswered]).total if asked.publication else unanswered
    return Figure(
        name="backlog",
        title=_("Open now"),
        value=tables.count(shown).text,
        about=_("Requests that have not ended, today, whatever the period."),
        details=(_("Without any answer yet: %(number)s") % {"number": tables.count(never).text},),
    )


def backlog_section(waiting: Sequence[Waiting], asked: Asked) -> Section:
    """Open requests by age: those that wait for us, and those in which we wait for somebody."""
    names = [str(BANDS[band.band]) for band in waiting]
    parts = [
        (_("To do"), [band.to_do for band in waiting]),
        (_("Waiting for somebody"), [band.paused for band in waiting]),
        (_("Without any answer yet"), [band.unanswered for band in waiting]),
    ]
    if asked.publication:
        parts = [(_("Open requests"), [band.to_do + band.paused for band in waiting])]
    headings = [heading for heading, _counts in parts]
    columns = [_column(counts, asked) for _heading, counts in parts]
    table = _table(_("Received since"), names, headings, columns)
    title = _("Open now, by age")
    about = _("Requests that have not ended, today, by the days since they were received, whatever the period.")
    return Section("backlog", title, about, table, _backlog_chart(title, names, headings[:2], columns[:2]))


def _backlog_chart(
    title: str, names: Sequence[str], headings: Sequence[str], columns: Sequence[Shown]
) -> charts.BarChart | None:
    lengths = [tuple(column.cells[index] for column in columns) for index in range(len(names))]
    bars = [
        (
            name,
            tables.count(None if None in row else sum(size or 0 for size in row)).text,
            tuple(size or 0 for size in row),
        )
        for name, row in zip(names, lengths, strict=True)
    ]
    if not any(any(row) for _name, _value, row in bars):
        return None
    description = "; ".join(_("%(name)s: %(value)s") % {"name": name, "value": value} for name, value, _row in bars)
    return charts.bar_chart("backlog", title, description, bars, series=headings if len(headings) > 1 else ())
