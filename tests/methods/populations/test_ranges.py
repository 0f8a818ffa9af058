"""Suppressed counts: bounds over everything that they can be, against plain loops over every combination."""

import math

import pytest

from difference.errors import BadInput
from difference.methods.populations import (
    bounds,
    difference_in_proportions,
    disproportionality,
    odds_ratio,
    proportion,
    rate_ratio,
    risk_ratio,
    total_of,
)
from tests.methods.populations import second

pytestmark = pytest.mark.once
MEASURES = [
    (risk_ratio, {}),
    (risk_ratio, {"method": "koopman"}),
    (risk_ratio, {"method": "mover", "confidence": 0.99}),
    (odds_ratio, {}),
    (odds_ratio, {"method": "exact"}),
    (difference_in_proportions, {}),
    (rate_ratio, {"method": "log-normal"}),
]


@pytest.mark.parametrize(("measure", "options"), MEASURES)
@pytest.mark.parametrize("ranges", [((1, 2), (20, 22), (1, 2), (90, 91)), ((0, 3), (40, 40), (1, 2), (30, 33)), ((5, 5), (9, 9), (0, 1), (12, 12))])
def test_bounds_are_those_of_every_combination(measure, options, ranges):
    found = bounds(measure, *ranges, **options)
    assert (found.lowest, found.highest, found.low, found.high) == pytest.approx(second.box(measure, *ranges, **options))
    assert found.every
    assert measure(*(int(count) for count in found.at_lowest), **options).estimate == pytest.approx(found.lowest)
    assert measure(*(int(count) for count in found.at_highest), **options).estimate == pytest.approx(found.highest)


def test_a_suppressed_cell_of_one_or_two_doubles_the_rate():
    found = bounds(proportion, (1, 2), 400)
    assert (found.lowest, found.highest, found.known) == (1 / 400, 2 / 400, False)
    assert (found.low, found.high) == (proportion(1, 400).low, proportion(2, 400).high)


def test_what_is_known_is_as_without_ranges():
    found, plain = bounds(risk_ratio, 3, 21, (16, 16), 254), risk_ratio(3, 21, 16, 254)
    assert (found.lowest, found.highest, found.low, found.high) == (plain.estimate, plain.estimate, plain.low, plain.high)
    assert (found.known, found.combinations, found.method) == (True, 1, plain.method)


def test_combinations_that_cannot_be_are_left_out():
    found = bounds(proportion, (1, 5), (3, 4))
    assert found.combinations == 3 + 4
    assert found.highest == 1
    with pytest.raises(BadInput):
        bounds(proportion, (5, 6), 4)


def test_a_group_with_suppressed_counts_has_bounds_of_its_part():
    found = bounds(disproportionality, (1, 2), (10, 11), (20, 24), 100)
    every = [disproportionality(x, n, total, 100) for x in (1, 2) for n in (10, 11) for total in range(20, 25)]
    assert (found.lowest, found.highest) == pytest.approx((min(one.estimate for one in every), max(one.estimate for one in every)))
    assert (found.low, found.high) == pytest.approx((min(one.low for one in every), max(one.high for one in every)))


def test_where_neither_group_may_have_any_the_ratio_says_nothing():
    found = bounds(risk_ratio, (0, 2), 30, (0, 2), 30)
    assert (found.lowest, found.highest, found.low, found.high) == (0, math.inf, 0, math.inf)
    nothing = bounds(risk_ratio, 0, 30, 0, 30)
    assert math.isnan(nothing.lowest)
    assert nothing.high == math.inf


def test_too_many_combinations_are_looked_at_in_steps_with_both_ends_and_it_says_so():
    found = bounds(risk_ratio, (100, 400), (1000, 1300), (50, 500), 2000)
    assert not found.every
    assert found.combinations <= 10_000
    assert found.lowest == pytest.approx((100 / 1300) / (500 / 2000))
    assert found.highest == pytest.approx((400 / 1000) / (50 / 2000))
    assert found.low == pytest.approx(risk_ratio(100, 1300, 500, 2000).low)
    assert found.high == pytest.approx(risk_ratio(400, 1000, 50, 2000).high)


def test_exposures_may_be_ranges_of_any_numbers():
    found = bounds(rate_ratio, (1, 2), (10.5, 12.25), 30, 100)
    assert (found.lowest, found.highest) == pytest.approx((1 / 12.25 / 0.3, 2 / 10.5 / 0.3))
    assert not found.every


def test_sums_of_suppressed_cells_run_from_the_sum_of_the_least_to_that_of_the_most():
    assert total_of([(1, 2), 7, (1, 2), (0, 4)]) == (9, 15)
    assert total_of([]) == (0, 0)


@pytest.mark.parametrize("given", [(2, 1), (1, 2, 3), "x", (0, math.inf), (math.nan, 1), None])
def test_what_is_no_range_is_refused_by_its_place(given):
    with pytest.raises(BadInput) as refused:
        bounds(proportion, given, 10)
    assert "count 1" in refused.value.fields
