"""The effect of one study: a published example, the exact correction by integration, unbiasedness in simulation, refusals by argument."""

import math

import numpy as np
import pytest

from difference.errors import BadInput
from difference.methods.synthesis import effect_size
from difference.methods.synthesis.effects import correction
from tests.methods.synthesis import second

pytestmark = pytest.mark.once
GROUPS = {"m1": 103, "sd1": 5.5, "n1": 50, "m2": 100, "sd2": 4.5, "n2": 50}


def test_the_worked_example_of_borenstein_and_others_comes_out():
    # Borenstein et al. 2009, chapter 4: d = 0.5970, g = 0.5924.
    found = effect_size(**GROUPS)
    assert (round(found.d, 4), round(found.estimate, 4)) == (0.5970, 0.5924)
    # Hedges and Olkin: 1/50 + 1/50 + g² ÷ 200. (Borenstein et al. multiply the variance of d by J² instead: 0.0411.)
    assert found.variance == pytest.approx(0.04 + found.estimate**2 / 200, rel=1e-12)
    assert abs(found.variance - 0.0411) < 0.001
    assert (found.low, found.high) == pytest.approx((0.19194, 0.99294), abs=1e-5)


@pytest.mark.parametrize("freedom", [2, 3, 5, 10, 40, 98, 1999, 2001, 2500])
def test_the_correction_is_exact(freedom):
    assert correction(freedom) == pytest.approx(second.unbiasing(freedom), rel=2e-7)


def test_the_correction_goes_on_smoothly_for_any_size():
    assert correction(2000) < correction(2001) < correction(10**6) < correction(10**15) <= 1
    assert (1 - correction(10**6)) * 4e6 / 3 == pytest.approx(1, abs=1e-5)


def test_the_estimate_is_right_on_average_even_in_small_groups():
    chance = np.random.default_rng(7)
    treated, others = chance.normal(0.5, 1, (40_000, 5)), chance.normal(0, 1, (40_000, 4))
    parts = zip(treated.mean(1), treated.std(1, ddof=1), others.mean(1), others.std(1, ddof=1), strict=True)
    found = [effect_size(m1=m1, sd1=s1, n1=5, m2=m2, sd2=s2, n2=4) for m1, s1, m2, s2 in parts]
    estimates = np.array([one.estimate for one in found])
    assert abs(estimates.mean() - 0.5) < 3 * estimates.std() / math.sqrt(len(estimates))
    assert np.mean([one.d for one in found]) > 0.54
    covered = np.mean([one.low <= 0.5 <= one.high for one in found])
    assert 0.93 < covered < 0.97


def test_the_other_way_round_is_the_same_with_its_sign_turned_and_units_make_no_difference():
    found = effect_size(**GROUPS)
    back = effect_size(m1=100, sd1=4.5, n1=50, m2=103, sd2=5.5, n2=50)
    inches = effect_size(m1=103 / 2.54, sd1=5.5 / 2.54, n1=50, m2=100 / 2.54, sd2=4.5 / 2.54, n2=50)
    assert (-back.estimate, back.se) == pytest.approx((found.estimate, found.se))
    assert inches.estimate == pytest.approx(found.estimate)


def test_no_spread_in_one_group_is_possible_and_in_both_is_not():
    assert effect_size(**{**GROUPS, "sd1": 0}).estimate > 0
    with pytest.raises(BadInput) as caught:
        effect_size(**{**GROUPS, "sd1": 0, "sd2": 0})
    assert list(caught.value.fields) == ["sd1"]


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(BadInput) as caught:
        effect_size("OR", m1=float("nan"), sd1=-1, n1=1, m2=float("inf"), sd2=float("nan"), n2=2.5)
    assert list(caught.value.fields) == ["measure", "m1", "m2", "sd2", "sd1", "n1", "n2"]


def test_means_too_far_apart_are_refused():
    with pytest.raises(BadInput):
        effect_size(m1=1e308, sd1=1e-300, n1=5, m2=-1e308, sd2=1e-300, n2=5)
