"""The disclosure rule for counts: nothing under ten, nothing whose rest is under ten, rounded, totals from what is shown."""

import itertools

import pytest

from difference.programme.equality.counting import Published, protect

pytestmark = pytest.mark.once


def test_large_cells_are_rounded_and_the_total_is_of_the_rounded():
    assert protect({"a": 12, "b": 13, "c": 41}) == Published({"a": 10, "b": 15, "c": 40}, 65)


def test_small_cells_and_zeros_are_held_back():
    assert protect({"a": 40, "b": 30, "c": 9, "d": 0, "e": 8}) == Published({"a": 40, "b": 30, "c": None, "d": None, "e": None}, 70)


def test_a_cell_whose_rest_is_small_is_held_back_too():
    assert protect({"a": 50, "b": 9, "c": 0}) == Published({"a": None, "b": None, "c": None}, None)


def test_one_small_cell_takes_the_next_with_it_when_the_rest_would_give_it_away():
    assert protect({"a": 50, "b": 30, "c": 4}) == Published({"a": 50, "b": None, "c": None}, 50)


def test_nobody_at_all_shows_nothing():
    assert protect({"a": 0, "b": 0}) == Published({"a": None, "b": None}, None)


def test_a_count_is_never_below_zero():
    with pytest.raises(ValueError, match="never below zero"):
        protect({"a": -1})


def test_whatever_the_counts_no_cell_shown_and_no_rest_is_small():
    for counts in itertools.product((0, 1, 4, 9, 10, 12, 37), repeat=4):
        published = protect(dict(enumerate(map(int, counts))))
        shown = {key for key, cell in published.cells.items() if cell is not None}
        rest = sum(count for key, count in enumerate(counts) if key not in shown)
        assert all(counts[key] >= 10 and sum(counts) - counts[key] >= 10 for key in shown), counts
        assert not shown or rest == 0 or rest >= 10, counts
        assert all(cell % 5 == 0 for cell in published.cells.values() if cell is not None)
        assert published.total == (sum(published.cells[key] for key in shown) if shown else None)
