"""Counts that are none: refused all at once, by the argument's name and the place."""

import math

import numpy as np
import pytest

from difference.errors import BadInput
from difference.methods.populations import difference_in_proportions, odds_ratio, proportion, rate_ratio, risk_ratio

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("counts", "places"),
    [
        ((1, 0), {"total", "events"}),
        ((-1, 5), {"events"}),
        ((6, 5), {"events"}),
        ((1.5, 5), {"events"}),
        ((math.nan, 5), {"events"}),
        ((1, math.inf), {"total"}),
        (("many", 5), {"events"}),
        (([1, 9, 2, -1], [5, 5, 0, 5]), {"events, place 2", "events, place 3", "events, place 4", "total, place 3"}),
        (([1, 2], [3, 4, 5]), {"sizes"}),
    ],
)
def test_every_count_that_is_none_is_named(counts, places):
    with pytest.raises(BadInput) as refused:
        proportion(*counts)
    assert set(refused.value.fields) == places


@pytest.mark.parametrize("measure", [risk_ratio, odds_ratio, difference_in_proportions])
def test_both_groups_are_looked_at_before_anything_is_said(measure):
    with pytest.raises(BadInput) as refused:
        measure(6, 5, -2, 0)
    assert set(refused.value.fields) == {"a", "c", "n2"}


def test_exposures_are_above_zero_and_finite():
    with pytest.raises(BadInput) as refused:
        rate_ratio(6, 0, 2, [1.5, -1, math.inf])
    assert set(refused.value.fields) == {"exposure1", "exposure2, place 2", "exposure2, place 3"}


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, math.nan])
def test_a_confidence_lies_between_0_and_1(confidence):
    for measure, counts in ((proportion, (1, 5)), (risk_ratio, (1, 5, 1, 5)), (odds_ratio, (1, 5, 1, 5)), (rate_ratio, (1, 5, 1, 5))):
        with pytest.raises(BadInput) as refused:
            measure(*counts, confidence=confidence)
        assert list(refused.value.fields) == ["confidence"]


def test_a_method_that_there_is_not_is_answered_with_those_that_there_are():
    with pytest.raises(BadInput) as refused:
        risk_ratio(1, 5, 1, 5, "guess")
    assert "katz, koopman, mover" in refused.value.sentence


def test_no_places_at_all_have_no_answers():
    found = risk_ratio(np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0))
    assert found.estimate.shape == (0,)
