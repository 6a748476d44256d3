"""The rows of the table: what is compared with what, and the goal."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.house import House
from bench.load import Figure, measure
from bench.people import People


@dataclass(frozen=True)
class Row:
    """One figure beside its goal; `got` is a ratio unless the name says otherwise."""

    name: str
    goal: str
    got: float
    met: bool


Figures = dict[str, Figure]


def all_figures(house: House, people: People, told: Callable[[str], None]) -> Figures:
    """Every page and every yardstick, one after the other on the same server."""
    facts = people.facts
    team_status = f"team={facts['team']}&status=closed&sort=activity"
    asks = {
        "L1": people.agent("/yardstick/l1/"),
        "L3": people.agent("/yardstick/l3/"),
        "F list": people.agent("/yardstick/list/"),
        "queue": people.agent("/desk/"),
        "F filtered": people.agent(f"/yardstick/list/?team={facts['team_pk']}"),
        "team, status": people.agent(f"/desk/?{team_status}"),
        "deep page": people.agent(f"/desk/?{team_status}&after={facts['cursor']}"),
        "F ticket": people.agent(f"/yardstick/ticket/{facts['few'][0]}/"),
        "ticket, 3": people.agent(f"/desk/tickets/{facts['few'][1]}/"),
        "ticket, 200": people.agent(f"/desk/tickets/{facts['many'][1]}/"),
        "form": people.agent("/fr/contact/general/demande/"),
        "F send": people.floor_sender(),
        "send": people.sender(),
        "reports": people.manager("/desk/reports/"),
    }
    figures = {}
    for name, ask in asks.items():
        figures[name] = measure(house, ask)
        told(f"{name:14} {line(figures[name])}")
    return figures


def line(figure: Figure) -> str:
    """The absolute figures, for whoever wants them."""
    return (
        f"p50 {figure.p50:7.1f} ms   p99 {figure.p99:7.1f} ms   CPU {figure.cpu:6.1f} ms   "
        f"{figure.rate:6.0f}/s at 16   {figure.size / 1000:6.1f} kB"
    )


def rows(figures: Figures) -> list[Row]:
    """Rows 1, 2, 4, 5, 6 and 8: each page beside its yardstick."""
    return [
        at_most("1 queue: CPU / F", figures["queue"].cpu / figures["F list"].cpu, 2),
        at_most("1 queue: CPU / L3", figures["queue"].cpu / figures["L3"].cpu, 6),
        at_least("1 queue: requests/s at 16", figures["queue"].rate, 100),
        at_most("1 queue: kB", figures["queue"].size / 1000, 40),
        at_most("2 team and status: CPU / F", figures["team, status"].cpu / figures["F filtered"].cpu, 2),
        at_most("2 deep page: p50 / first page", figures["deep page"].p50 / figures["team, status"].p50, 1.2),
        at_most("4 ticket of 3: CPU / F", figures["ticket, 3"].cpu / figures["F ticket"].cpu, 2.5),
        at_most("4 ticket of 200: p50 / of 3", figures["ticket, 200"].p50 / figures["ticket, 3"].p50, 3),
        at_most("4 ticket of 200: kB", figures["ticket, 200"].size / 1000, 60),
        at_most("5 form: CPU / L1", figures["form"].cpu / figures["L1"].cpu, 1.5),
        at_least("5 form: requests/s / L1", figures["form"].rate / figures["L1"].rate, 0.5),
        at_most("6 send: CPU / F", figures["send"].cpu / figures["F send"].cpu, 3),
        at_least("6 send: requests/s at 16", figures["send"].rate, 250),
        at_most("8 reports: CPU / L3", figures["reports"].cpu / figures["L3"].cpu, 3),
    ]


def flat_rows(small: Figures, large: Figures, sizes: str) -> list[Row]:
    """Whether a page costs the same in a full house."""
    goals = {"queue": 1.25, "team, status": 1.25, "ticket, 3": 1.25, "send": 1.2, "reports": 1.25}
    return [
        at_most(f"flat {name}: p50 {sizes}", large[name].p50 / small[name].p50, goal) for name, goal in goals.items()
    ]


def at_most(name: str, got: float, goal: float) -> Row:
    return Row(name, f"≤ {goal:g}", got, got <= goal)


def at_least(name: str, got: float, goal: float) -> Row:
    return Row(name, f"≥ {goal:g}", got, got >= goal)
