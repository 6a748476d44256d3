"""The two large questions of the reports as SQL, written so that SQLite and PostgreSQL read it alike.

Each reads its facts once (`WITH`) and groups them many times (`UNION ALL`); the ORM can only write this as one scan for
each grouping. All that is put together here are constants of ours; dates come as parameters.
"""

from collections.abc import Iterable

FACTS = "requests_app_ticketfact"
ALL = "all"
MEDIAN, NINETIETH = 50, 90


def counts(dimensions: Iterable[str], day: str, name: str) -> tuple[str, str]:
    """Requests by each dimension. Two pieces: the facts, called `name`, with eight days as parameters; the groupings.

    The days are first and last of the period, first and last of the one compared with, and the same four again.
    """
    dimensions = list(dimensions)
    facts = (
        f"{name} AS (SELECT {', '.join(dimensions)}, confidential, "  # noqa: S608 (constants)
        f"{day} BETWEEN %s AND %s AS is_now, {day} BETWEEN %s AND %s AS is_before "
        f"FROM {FACTS} WHERE {day} BETWEEN %s AND %s OR {day} BETWEEN %s AND %s)"
    )
    cells = [f"is_{period} AND {kind}" for period in ("now", "before") for kind in ("NOT confidential", "confidential")]
    columns = ", ".join(f"COUNT(CASE WHEN {cell} THEN 1 END)" for cell in cells)
    groupings = [
        f"SELECT '{one}', CAST({one} AS varchar(50)), {columns} FROM {name} GROUP BY {one}"  # noqa: S608
        for one in dimensions
    ]
    return facts, " UNION ALL ".join(groupings)


def delays(dimensions: Iterable[str], clock: str, day: str, *, last_counts: bool) -> tuple[str, str]:
    """Delays of a clock, in both periods together and by each dimension in the first. Two pieces, as above.

    `last_counts`: the period is closed by a day that belongs to it, else by a moment that does not.
    """
    dimensions = list(dimensions)
    end = "<=" if last_counts else "<"
    is_now, is_before = (f"{day} >= %s AND {day} {end} %s" for _period in range(2))
    facts = (
        f"{clock} AS (SELECT id, {', '.join(dimensions)}, {clock}_minutes AS minutes, {clock}_in_time AS in_time, "  # noqa: S608
        f"({is_now}) AS is_now, ({is_before}) AS is_before "
        f"FROM {FACTS} WHERE {clock}_minutes IS NOT NULL AND (({is_now}) OR ({is_before})))"
    )
    rankings = [_ranking(clock, "now", ALL), _ranking(clock, "before", ALL)]
    rankings += [_ranking(clock, "now", one) for one in dimensions]
    return facts, " UNION ALL ".join(rankings)


def _ranking(clock: str, period: str, dimension: str) -> str:
    """The one or two rows of each group that stand at the median and at the 90th percentile."""
    code, group = ("''", "") if dimension == ALL else (dimension, f"PARTITION BY {dimension}")
    places = f"(size * {MEDIAN} + 99) / 100, (size * {NINETIETH} + 99) / 100"
    return (
        f"SELECT '{clock}', '{period}', '{dimension}', code, size, kept, place, minutes FROM (SELECT "  # noqa: S608
        f"{code} AS code, minutes, COUNT(*) OVER ({group}) AS size, "
        f"COUNT(CASE WHEN in_time THEN 1 END) OVER ({group}) AS kept, "
        f"ROW_NUMBER() OVER ({group} ORDER BY minutes, id) AS place "
        f"FROM {clock} WHERE is_{period}) AS {clock}_{period}_{dimension} WHERE place IN ({places})"
    )


def together(*pieces: tuple[str, str]) -> str:
    """One statement of several."""
    return f"WITH {', '.join(facts for facts, _ in pieces)} " + " UNION ALL ".join(rows for _, rows in pieces)
