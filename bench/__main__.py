"""`make bench`; BENCH_TICKETS=2000 for one short run (default: 10,000 and 100,000)."""

import json
import os
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from bench.house import open_house
from bench.mail_in import mail_in_rows
from bench.people import People
from bench.post import mail_rows
from bench.rows import Figures, Row, all_figures, flat_rows, rows, with_styles

KEPT_IN = Path(os.environ.get("DATA_DIR", "var")) / "bench"


def main() -> None:
    """Measure, print, keep. Ends well whether goals are met or not: the table says which are."""
    sizes = [int(size) for size in os.environ.get("BENCH_TICKETS", "10000,100000").split(",")]
    by_size: dict[int, Figures] = {}
    for size in sizes:
        by_size[size] = _one_size(size, with_mail=size == sizes[0])
    if len(sizes) > 1:
        small, large = sizes[0], sizes[-1]
        table = flat_rows(by_size[small], by_size[large], f"{large:,} / {small:,}")
        _show("Flat", table)
        _keep("flat", {}, table)


def _one_size(tickets: int, *, with_mail: bool) -> Figures:
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="guichet-bench-") as folder,
        open_house(Path(folder), tickets) as house,
    ):
        print(f"\n{tickets:,} tickets, ready after {time.monotonic() - started:.0f} s")
        people = People.of(house)
        figures = all_figures(house, people, print)
        table = rows(figures, with_styles(house.product))
        if with_mail:
            table += [*mail_rows(house, people), *mail_in_rows(house)]
    _show(f"{tickets:,} tickets", table)
    _keep(str(tickets), figures, table)
    return figures


def _show(title: str, table: list[Row]) -> None:
    print(f"\n{title:42} {'goal':>9} {'got':>9}")
    for row in table:
        print(f"{row.name:42} {row.goal:>9} {row.got:9.2f}  {_verdict(row)}")


def _verdict(row: Row) -> str:
    return "" if not row.goal else "met" if row.met else "MISSED"


def _keep(name: str, figures: Figures, table: list[Row]) -> None:
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    content = {"figures": {page: asdict(one) for page, one in figures.items()}, "rows": [asdict(row) for row in table]}
    (KEPT_IN / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
