"""Small cells: when too few people stand behind a figure, it is not shown, so that nobody is recognised.

Why and where: docs/decisions/0006-small-cells.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SMALL = 5  # people; a cell of 1 to 4 is not shown


@dataclass(frozen=True)
class Shown:
    """Counts as they may be read; None stands for a hidden one."""

    cells: tuple[int | None, ...]
    total: int | None


def hide_small(counts: Sequence[int]) -> Shown:
    """The cells of one column and their total, small ones hidden, and others so that they cannot be worked out.

    The total is hidden only when it is small itself. Otherwise the hidden cells add up to a known sum, so there are at
    least two of them, and any may be `SMALL` or more as far as a reader can tell. Zero is no secret (nobody is behind
    it), unless there are so few requests that only hiding every cell keeps the others from being guessed.
    """
    total = sum(counts)
    hidden = {index for index, count in enumerate(counts) if 0 < count < SMALL}
    for index in sorted(range(len(counts)), key=counts.__getitem__):
        if not hidden or _keeps_its_secret([counts[cell] for cell in hidden]):
            break
        if counts[index]:
            hidden.add(index)
    if hidden and not _keeps_its_secret([counts[cell] for cell in hidden]):
        hidden = set(range(len(counts)))
    cells = tuple(None if index in hidden else count for index, count in enumerate(counts))
    return Shown(cells, None if 0 < total < SMALL else total)


def _keeps_its_secret(hidden: list[int]) -> bool:
    """Whether any of the hidden cells could be `SMALL` or more, to one who knows their sum and that none is zero."""
    others = len(hidden) - 1
    return others >= 1 and sum(hidden) - others >= SMALL
