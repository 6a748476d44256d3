"""A reader of what is published cannot tell that a hidden cell is small."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.reports.cells import SMALL, hide_small

COUNTS = st.lists(st.one_of(st.integers(0, 8), st.integers(0, 500)), max_size=12)


@pytest.mark.parametrize(
    ("counts", "cells", "total"),
    [
        ([], (), 0),
        ([0, 0], (0, 0), 0),
        ([12, 7, 5], (12, 7, 5), 24),
        ([12, 7, 3], (12, None, None), 22),
        ([12, 7, 3, 0], (12, None, None, 0), 22),
        ([40, 3, 4], (40, None, None), 47),
        ([40, 9, 1, 1], (40, None, None, None), 51),
        ([3, 0], (None, None), None),
        ([1, 1, 1, 1, 1], (None,) * 5, 5),
        ([100, 2], (None, None), 102),
    ],
)
def test_small_cells_are_hidden_with_as_many_others_as_it_takes(counts, cells, total):
    shown = hide_small(counts)

    assert (shown.cells, shown.total) == (cells, total)


@given(COUNTS)
def test_no_small_number_is_ever_shown(counts):
    shown = hide_small(counts)

    assert not any(cell and cell < SMALL for cell in [*shown.cells, shown.total])


@given(COUNTS)
def test_what_is_shown_is_true(counts):
    shown = hide_small(counts)

    assert all(cell in (None, count) for cell, count in zip(shown.cells, counts, strict=True))
    assert shown.total in (None, sum(counts))


@given(COUNTS)
def test_each_hidden_cell_could_be_large_to_one_who_knows_the_total(counts):
    shown = hide_small(counts)
    hidden = [count for cell, count in zip(shown.cells, counts, strict=True) if cell is None]
    if shown.total is None or not hidden:
        return
    rest = shown.total - sum(cell or 0 for cell in shown.cells)
    none_is_zero = all(hidden)  # a reader knows that: zeros are hidden only together with everything else
    others = len(hidden) - 1 if none_is_zero and len(hidden) < len(counts) else 0

    assert len(hidden) >= 2 or len(counts) == 1
    assert rest - others >= SMALL
