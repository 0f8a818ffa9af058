"""Studies put together: published numbers, a second way to each, the highest likelihood of all, and refusals that name everything."""

import dataclasses
import math

import numpy as np
import pytest
from scipy.stats import chi2, t

from difference.errors import BadInput
from difference.methods.synthesis import meta_analysis
from difference.methods.synthesis.spread import restricted_likelihood
from tests.methods.synthesis import second
from tests.methods.synthesis.bcg import LOG_RATIOS, VARIANCES

pytestmark = pytest.mark.once


def rounded(found, *names, places=4):
    return tuple(round(getattr(found, name), places) for name in names)


def test_the_bcg_trials_by_restricted_likelihood_give_what_is_published():
    found = meta_analysis(LOG_RATIOS, VARIANCES)
    assert rounded(found, "estimate", "se", "low", "high", "tau2", "se_tau2") == (-0.7145, 0.1798, -1.0669, -0.3622, 0.3132, 0.1664)
    assert rounded(found, "i2", "h2", "q", places=2) == (92.22, 12.86, 152.23)
    assert (found.k, found.q_p < 0.0001) == (13, True)


def test_the_bcg_trials_by_moments_and_with_one_common_effect_give_what_is_published():
    moments, common = meta_analysis(LOG_RATIOS, VARIANCES, "DL"), meta_analysis(LOG_RATIOS, VARIANCES, "FE")
    assert rounded(moments, "estimate", "se", "tau2", "se_tau2") == (-0.7141, 0.1787, 0.3088, 0.2299)
    assert rounded(common, "estimate", "se", "low", "high") == (-0.4303, 0.0405, -0.5097, -0.3509)
    assert (common.tau2, common.se_tau2, common.pi_low, common.pi_high) == (0.0, None, None, None)
    assert rounded(common, "i2", "h2", places=2) == (92.12, 12.69)


def test_the_bcg_trials_with_the_interval_of_knapp_and_hartung_give_what_is_published():
    found = meta_analysis(LOG_RATIOS, VARIANCES, test="knha")
    assert rounded(found, "estimate", "se", "low", "high") == (-0.7145, 0.1808, -1.1084, -0.3206)
    assert meta_analysis(LOG_RATIOS, VARIANCES, test="adhoc").low == pytest.approx(found.low, abs=1e-12)


@pytest.mark.parametrize("seed", range(12))
def test_a_second_implementation_finds_the_same(seed):
    chance = np.random.default_rng(seed)
    k = int(chance.integers(2, 15))
    v = chance.uniform(0.01, 0.5, k)
    y = chance.normal(0.2, np.sqrt(v + chance.choice([0, 0.05, 0.5])))
    found = meta_analysis(y, v)
    tau2 = second.reml(y, v)
    assert found.tau2 == pytest.approx(tau2, abs=1e-6)
    assert (found.estimate, found.se, found.low, found.high) == pytest.approx(second.pooled(y, v, found.tau2), rel=1e-10)
    knha = meta_analysis(y, v, test="knha")
    assert (knha.se, knha.low, knha.high) == pytest.approx(second.knapp_hartung(y, v, found.tau2), rel=1e-9)
    assert meta_analysis(y, v, "FE").q_p == pytest.approx(chi2.sf(found.q, k - 1), rel=1e-9)
    if k > 2:
        assert found.pi_high - found.estimate == pytest.approx(t.ppf(0.975, k - 2) * math.sqrt(found.tau2 + found.se**2), rel=1e-9)


def test_where_the_likelihood_has_two_tops_the_higher_one_is_taken():
    # A precise pair that agrees pulls towards zero, the imprecise rest away from it.
    y, v = np.array([0.0, 0.001, 4.0, -4.0, 5.0, -5.0]), np.array([1e-6, 1e-6, 0.2, 0.2, 0.2, 0.2])
    found = meta_analysis(y, v).tau2
    fine = np.geomspace(1e-9, 200, 40_000)
    highest = max(restricted_likelihood(y, v, point) for point in [0.0, *fine])
    assert restricted_likelihood(y, v, found) >= highest - 1e-9
    tops = [restricted_likelihood(y, v, point) for point in fine]
    assert sum(tops[place - 1] < tops[place] >= tops[place + 1] for place in range(1, len(tops) - 1)) >= 1


def test_studies_that_agree_give_no_spread_and_the_common_effect():
    found, common = (meta_analysis([0.2, 0.21, 0.19], [0.04, 0.05, 0.06], method) for method in ("REML", "FE"))
    assert (found.tau2, found.i2, found.h2) == (0.0, 0.0, 1.0)
    assert found.estimate == pytest.approx(common.estimate)


def test_few_studies_that_agree_by_chance_do_not_make_a_narrow_interval():
    plain, careful = (meta_analysis([0.2, 0.201, 0.199], [0.04, 0.05, 0.06], test=test) for test in ("knha", "adhoc"))
    assert plain.high - plain.low < 0.01 < 1 < careful.high - careful.low


def test_one_study_is_its_own_effect():
    found = meta_analysis([0.3], [0.04], "FE")
    assert rounded(found, "estimate", "se", "q", "q_p", "i2", "h2") == (0.3, 0.2, 0.0, 1.0, 0.0, 1.0)


@pytest.mark.parametrize("factor", [1e-120, 1e-6, 1e6, 1e120])
def test_the_scale_of_the_effects_makes_no_difference(factor):
    found = meta_analysis(LOG_RATIOS * factor, VARIANCES * factor**2)
    assert found.estimate / factor == pytest.approx(-0.71453234, abs=1e-7)
    assert (found.i2, found.q) == pytest.approx((92.22138, 152.23301), abs=1e-4)


def test_the_order_of_studies_makes_no_difference():
    back = meta_analysis(LOG_RATIOS[::-1], VARIANCES[::-1])
    there = meta_analysis(list(LOG_RATIOS), list(VARIANCES))
    assert dataclasses.astuple(back)[:4] == pytest.approx(dataclasses.astuple(there)[:4], rel=1e-12)


def test_everything_that_is_wrong_is_said_at_once_and_by_place():
    with pytest.raises(BadInput) as caught:
        meta_analysis([0.1, float("nan"), 0.3], [0.1, 0.0, float("inf"), -1], "MAGIC", "guess")
    assert list(caught.value.fields) == [
        "effects, study 2", "variances, study 3", "variances, study 2", "variances, study 4", "method", "test", "variances",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("effects", "variances", "method", "test"),
    [([], [], "REML", "z"), ([0.1], [0.1], "REML", "z"), ([0.1], [0.1], "FE", "knha"), (["a"], [1], "FE", "z"), ([[1]], [[1]], "FE", "z")],
)
def test_too_little_and_what_is_not_numbers_is_refused(effects, variances, method, test):
    with pytest.raises(BadInput):
        meta_analysis(effects, variances, method, test)


@pytest.mark.parametrize("level", [0, 1, -1, 95, float("nan")])
def test_a_level_that_is_none_is_refused(level):
    with pytest.raises(BadInput):
        meta_analysis(LOG_RATIOS, VARIANCES, level=level)


def test_numbers_too_far_apart_are_refused_and_never_warned_of():
    with pytest.raises(BadInput):
        meta_analysis([1e300, -1e300], [1e-300, 1e-300])
