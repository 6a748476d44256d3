"""The rows of the table: what is compared with what, and the goal."""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass

from bench.house import House, Server
from bench.load import Ask, Figure, fetch, measure, typical
from bench.people import People

ROUNDS = 3
FORM = "/fr/contact/general/demande/"


@dataclass(frozen=True)
class Row:
    """One figure beside its goal; `got` is a ratio unless the name says otherwise."""

    name: str
    goal: str
    got: float
    met: bool


Figures = dict[str, Figure]


def all_figures(house: House, people: People, told: Callable[[str], None]) -> Figures:
    """Every page and every yardstick in turn, several times over: what disturbs one round disturbs both alike."""
    facts = people.facts
    team_status = f"team={facts['team']}&status=closed&sort=activity"
    asks = {
        "L1": people.floor("/yardstick/l1/"),
        "L3": people.floor("/yardstick/l3/"),
        "F list": people.floor("/yardstick/list/"),
        "queue": people.agent("/desk/"),
        "F filtered": people.floor(f"/yardstick/list/?team={facts['team_pk']}"),
        "team, status": people.agent(f"/desk/?{team_status}"),
        "deep page": people.agent(f"/desk/?{team_status}&after={facts['cursor']}"),
        "F ticket": people.floor(f"/yardstick/ticket/{facts['few'][0]}/"),
        "ticket, 3": people.agent(f"/desk/tickets/{facts['few'][1]}/"),
        "ticket, 200": people.agent(f"/desk/tickets/{facts['many'][1]}/"),
        "form": Ask(FORM),
        "F send": people.floor_sender(),
        "send": people.sender(),
        "reports": people.manager("/desk/reports/"),
    }
    rounds = [{name: measure(house, ask) for name, ask in asks.items()} for _round in range(ROUNDS)]
    figures = {name: typical([one[name] for one in rounds]) for name in asks}
    for name, figure in figures.items():
        told(f"{name:14} {line(figure)}")
    return figures


def line(figure: Figure) -> str:
    """The absolute figures, for whoever wants them."""
    return (
        f"p50 {figure.p50:6.1f} ms  p99 {figure.p99:6.1f} ms  CPU {figure.cpu:6.2f} ms  {figure.rate:6.0f}/s at 16  "
        f"{figure.statements:2} SQL  {figure.size / 1000:5.1f} kB  {figure.gzipped / 1000:4.1f} kB gzip"
    )


def rows(figures: Figures, form_gzipped: int) -> list[Row]:
    """Rows 1, 2, 4, 5, 6 and 8: each page beside its yardstick. `form_gzipped`: bytes of a form and its styles."""
    return [*_lists(figures), *_ticket(figures), *_forms(figures, form_gzipped), *_reports(figures)]


def _lists(figures: Figures) -> list[Row]:
    queue, filtered, deep = figures["queue"], figures["team, status"], figures["deep page"]
    return [
        at_most("1 queue: CPU / F", queue.cpu / figures["F list"].cpu, 2),
        at_most("1 queue: CPU / L3", queue.cpu / figures["L3"].cpu, 6),
        at_least("1 queue: requests/s at 16", queue.rate, 100),
        at_most("1 queue: SQL", queue.statements, 6),
        at_most("1 queue: kB", queue.size / 1000, 40),
        at_most("1 queue: kB gzip", queue.gzipped / 1000, 8),
        at_most("2 team and status: CPU / F", filtered.cpu / figures["F filtered"].cpu, 2),
        at_most("2 team and status: CPU / L3", filtered.cpu / figures["L3"].cpu, 6),
        at_most("2 deep page: p50 / first page", deep.p50 / filtered.p50, 1.2),
    ]


def _ticket(figures: Figures) -> list[Row]:
    few, many = figures["ticket, 3"], figures["ticket, 200"]
    return [
        at_most("4 ticket of 3: CPU / F", few.cpu / figures["F ticket"].cpu, 2.5),
        at_most("4 ticket of 3: SQL", few.statements, 8),
        at_most("4 ticket of 200: SQL", many.statements, 8),
        at_most("4 ticket of 200: p50 / of 3", many.p50 / few.p50, 3),
        at_most("4 ticket of 200: kB", many.size / 1000, 60),
    ]


def _forms(figures: Figures, form_gzipped: int) -> list[Row]:
    form, send = figures["form"], figures["send"]
    return [
        at_most("5 form: CPU / L1", form.cpu / figures["L1"].cpu, 1.5),
        at_least("5 form: requests/s / L1", form.rate / figures["L1"].rate, 0.5),
        at_most("5 form: SQL", form.statements, 0),
        at_most("5 form: kB gzip, with styles", form_gzipped / 1000, 14),
        at_most("6 send: CPU / F", send.cpu / figures["F send"].cpu, 3),
        at_least("6 send: requests/s at 16", send.rate, 250),
        at_most("6 send: SQL", send.statements, 12),
        at_most("6 send: commits", send.commits, 1),
    ]


def _reports(figures: Figures) -> list[Row]:
    reports = figures["reports"]
    return [
        at_most("8 reports: CPU / L3", reports.cpu / figures["L3"].cpu, 3),
        at_most("8 reports: SQL", reports.statements, 8),
        at_most("8 reports: worker grown by, MB", reports.grown, 5),
    ]


def flat_rows(small: Figures, large: Figures, sizes: str) -> list[Row]:
    """Whether a page costs the same in a full house."""
    goals = {"queue": 1.25, "team, status": 1.25, "ticket, 3": 1.25, "send": 1.2, "reports": 1.25}
    return [
        at_most(f"flat {name}: p50 {sizes}", large[name].p50 / small[name].p50, goal) for name, goal in goals.items()
    ]


def with_styles(server: Server) -> int:
    """Bytes of the first page of a form and the styles it asks for, each compressed."""
    page = fetch(server, FORM)
    styles = [fetch(server, path) for path in re.findall(r'href="(/static/[^"]+\.css)"', page.decode())]
    return sum(len(gzip.compress(content)) for content in [page, *styles])


def at_most(name: str, got: float, goal: float) -> Row:
    return Row(name, f"≤ {goal:g}", got, got <= goal)


def without_goal(name: str, got: float) -> Row:
    """To be looked at beside the others; nothing is promised."""
    return Row(name, "", got, met=True)


def at_least(name: str, got: float, goal: float) -> Row:
    return Row(name, f"≥ {goal:g}", got, got >= goal)
