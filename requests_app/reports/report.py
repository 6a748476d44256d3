"""The report of one period: figures, charts and tables, as values ready to be shown or exported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from requests_app.reports import breakdowns, clocks, flow, queries
from requests_app.reports.labels import Labels
from requests_app.reports.parts import Asked, Figure, Section


@dataclass(frozen=True)
class Report:
    """Everything on the page. `sections` stand in reading order, and each can be exported by its name."""

    asked: Asked
    figures: Sequence[Figure]
    sections: Sequence[Section]

    def section(self, name: str) -> Section | None:
        return next((section for section in self.sections if section.name == name), None)


def build(asked: Asked, *, today: date) -> Report:
    """Count the period that was asked for. Five statements, however many requests there are."""
    labels = Labels(queries.words())
    counts = queries.counts(asked.now, asked.before)
    delays = queries.delays(asked.now, asked.before)
    waiting = queries.backlog(today)
    figures = [
        breakdowns.received_figure(counts, asked),
        *(clocks.figure(clock, delays, asked) for clock in ("first_response", "resolution")),
        breakdowns.ended_figure(counts, asked),
        flow.backlog_figure(waiting, asked),
    ]
    sections = [
        flow.volume_section(queries.over_time(asked.now), asked),
        *clocks.sections(delays, labels, asked),
        flow.backlog_section(waiting, asked),
        *breakdowns.sections(counts, labels, asked),
    ]
    return Report(asked, figures, sections)
