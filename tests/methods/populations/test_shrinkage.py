"""Shrunken rates: lip cancer in Scotland, a second search for the highest likelihood, identities that hold there, and the edges."""

import math

import numpy as np
import pytest
from scipy.special import digamma, gammaln
from scipy.stats import gamma, nbinom, poisson

from difference.errors import BadInput
from difference.methods.populations import shrink_rates
from difference.methods.populations.dispersion import best_mean, likelihood, rising
from tests.methods.populations import second
from tests.methods.populations.lips import EXPECTED, OBSERVED

pytestmark = pytest.mark.once


def drawn(seed, places=60, shape=3.0):
    chance = np.random.default_rng(seed)
    expected = chance.gamma(2, 4, places) + 0.2
    return chance.poisson(expected * chance.gamma(shape, 1 / shape, places)), expected


def test_lip_cancer_in_scotland_is_shrunken_as_a_second_search_has_it():
    found = shrink_rates(OBSERVED, EXPECTED)
    shape, rate, height = second.gamma_poisson(OBSERVED, EXPECTED)
    assert (found.shape, found.rate) == pytest.approx((shape, rate), rel=1e-5)
    assert (round(found.shape, 2), round(found.rate, 2)) == (1.88, 1.32)
    assert found.estimate == pytest.approx((OBSERVED + shape) / (EXPECTED + rate), rel=1e-5)
    ours = nbinom.logpmf(OBSERVED, found.shape, found.rate / (found.rate + EXPECTED)).sum()
    assert ours >= height - 1e-9


def test_the_ratios_of_small_counties_move_most():
    # The raw ratios run from 0 to 6.4 (D. Clayton and J. Kaldor 1987, table 1: SMR 652 for the first, 450 for the second); shrunken, the second county
    # with its 39 cases overtakes the first with its 9, and the two without any case are above the lowest.
    found = shrink_rates(OBSERVED, EXPECTED)
    assert (found.raw.argmax(), found.estimate.argmax()) == (0, 1)
    assert found.estimate[OBSERVED == 0].min() > found.estimate.min()
    assert np.ptp(found.estimate) < 0.65 * np.ptp(found.raw)
    assert np.all((found.estimate - found.mean) * (found.raw - found.mean) >= 0)


@pytest.mark.parametrize("seed", range(8))
def test_a_second_search_finds_the_same(seed):
    observed, expected = drawn(seed, shape=[0.5, 3, 12][seed % 3])
    found = shrink_rates(observed, expected)
    shape, rate, _ = second.gamma_poisson(observed, expected)
    assert (found.shape, found.rate) == pytest.approx((shape, rate), rel=1e-4)


@pytest.mark.parametrize("seed", range(4))
def test_at_the_highest_likelihood_the_means_of_all_places_are_those_of_the_distribution(seed):
    # The steps of EM stand still there: the mean of a gamma distribution and of its logarithm are the means over the places.
    observed, expected = drawn(seed)
    found = shrink_rates(observed, expected, uncertainty="plug-in")
    assert found.estimate.mean() == pytest.approx(found.shape / found.rate, rel=1e-6)
    logs = digamma(found.own_shape) - np.log(found.own_rate)
    assert logs.mean() == pytest.approx(digamma(found.shape) - np.log(found.rate), abs=1e-6)


def test_with_shape_and_rate_as_known_the_interval_is_that_of_each_places_gamma_distribution():
    found = shrink_rates(OBSERVED, EXPECTED, threshold=1.5, confidence=0.9, uncertainty="plug-in")
    own = gamma(OBSERVED + found.shape, scale=1 / (EXPECTED + found.rate))
    assert (found.low, found.high) == (pytest.approx(own.ppf(0.05)), pytest.approx(own.ppf(0.95)))
    assert found.above == pytest.approx(own.sf(1.5))
    assert found.weight == pytest.approx(EXPECTED / (EXPECTED + found.rate))


def test_what_is_open_about_shape_and_rate_widens_intervals_a_little_with_many_places_and_much_with_few():
    def wider(observed, expected):
        full, plain = (shrink_rates(observed, expected, uncertainty=which) for which in ("full", "plug-in"))
        assert full.estimate == pytest.approx(plain.estimate)
        return np.mean((full.high - full.low) / (plain.high - plain.low))

    many, few = drawn(1, 2000), drawn(1, 9)
    assert 1 <= wider(*many) < 1.005
    assert 1.05 < wider(*few) < 1.6


def test_the_mixture_is_the_integral_of_the_likelihood_over_its_prior():
    observed, expected = np.array([3, 9, 1, 12, 4]), np.array([4.0, 5.0, 3.0, 6.0, 5.0])
    found = shrink_rates(observed, expected)
    typical = np.median(expected) * observed.sum() / expected.sum()
    t = np.exp(np.linspace(-16, 7, 240))[:, None, None]
    rate = 1 / (t * np.exp(np.linspace(-2.5, 2.5, 200))[:, None])
    heights = nbinom.logpmf(observed, 1 / t, rate / (rate + expected)).sum(axis=2)
    weights = np.exp(heights) * (t / (1 + t * typical) ** 2)[:, :, 0]
    means = (observed + 1 / t) / (expected + rate)
    squares = means * (means + 1 / (expected + rate))
    weights = np.broadcast_to(weights[:, :, None], means.shape)
    middle = np.average(means, axis=(0, 1), weights=weights)
    variance = np.average(squares, axis=(0, 1), weights=weights) - middle**2
    assert found.own_shape / found.own_rate == pytest.approx(middle, rel=0.01)
    assert np.sqrt(found.own_shape) / found.own_rate == pytest.approx(np.sqrt(variance), rel=0.03)


@pytest.mark.parametrize("uncertainty", ["full", "plug-in"])
def test_draws_have_the_means_and_the_spread_that_the_intervals_say(uncertainty):
    found = shrink_rates(OBSERVED, EXPECTED, uncertainty=uncertainty)
    made = found.draws(40_000, seed=1)
    assert made.mean(axis=0) == pytest.approx(found.own_shape / found.own_rate, rel=0.03)
    assert np.quantile(made, [0.025, 0.975], axis=0) == pytest.approx(np.array([found.low, found.high]), rel=0.12)
    assert np.mean(made > 1, axis=0) == pytest.approx(found.above, abs=0.02)
    assert np.array_equal(made, found.draws(40_000, seed=1))
    assert not np.array_equal(made, found.draws(40_000, seed=2))


def test_places_that_do_not_differ_share_one_ratio():
    found = shrink_rates([5, 5, 5, 5], [4.0, 4.0, 4.0, 4.0])
    assert (found.shape, found.rate, found.mean) == (math.inf, math.inf, 1.25)
    assert found.estimate.tolist() == [1.25] * 4
    assert "no more differences than chance makes" in found.method
    assert (found.low < 1.25).all()
    assert (found.high > 1.25).all()
    known = shrink_rates([5, 5, 5, 5], [4.0, 4.0, 4.0, 4.0], uncertainty="plug-in")
    assert known.low[0] > found.low[0]
    assert np.ptp(known.draws(5, seed=0), axis=1).tolist() == [0] * 5


def test_counts_that_vary_as_chance_has_it_are_never_told_apart_by_much():
    chance = np.random.default_rng(3)
    expected = chance.uniform(5, 50, 400)
    found = shrink_rates(chance.poisson(expected), expected)
    assert np.ptp(found.estimate) < 0.15


def test_extremes_have_answers():
    zeros = shrink_rates([0] * 99 + [1000], np.ones(100))
    assert zeros.shape < 0.01
    assert 0 < zeros.estimate[0] < 0.01
    assert zeros.high[0] > 0
    large = shrink_rates([10**9, 2 * 10**9, 15 * 10**8], [1e9, 1e9, 1e9])
    assert large.estimate == pytest.approx([1, 2, 1.5], rel=1e-6)
    assert (large.low < large.estimate).all()
    small = shrink_rates([3, 0, 1], [1e-6, 1e-9, 1e6])
    assert np.isfinite([small.estimate, small.low, small.high]).all()


def test_a_unit_of_exposure_changes_rates_alone():
    first, other = shrink_rates(OBSERVED, EXPECTED), shrink_rates(OBSERVED, EXPECTED * 1000, threshold=0.001)
    assert (other.shape, other.rate) == pytest.approx((first.shape, first.rate * 1000), rel=1e-6)
    assert other.high * 1000 == pytest.approx(first.high, rel=1e-5)
    assert other.above == pytest.approx(first.above, abs=1e-5)


@pytest.mark.parametrize("t", [0.0, 1e-12, 1e-6, 1e-3, 0.2, 30.0])
def test_the_likelihood_is_that_of_scipys_distributions_also_where_t_is_tiny(t):
    theirs = nbinom(1 / t, 1 / (1 + t * 1.2 * EXPECTED)) if t > 1e-9 else poisson(1.2 * EXPECTED)
    # What ours leaves out depends on the counts and on what was expected of them alone, not on t or the mean.
    left_out = gammaln(OBSERVED + 1).sum()
    assert likelihood(np.array([t]), np.array([1.2]), OBSERVED.astype(float), EXPECTED)[0] - left_out == pytest.approx(
        theirs.logpmf(OBSERVED).sum(), rel=1e-7
    )


@pytest.mark.parametrize("t", [1e-9, 1e-5, 1e-3, 0.1, 10])
def test_the_part_of_t_alone_is_the_sum_that_it_stands_for(t):
    for count in (0, 1, 2, 17, 400):
        assert rising(np.array([float(count)]), np.array([t]))[0, 0] == pytest.approx(np.log1p(t * np.arange(count)).sum(), rel=1e-8, abs=1e-11)


@pytest.mark.parametrize("t", [1e-8, 0.3, 50, 1e5])
def test_the_best_mean_is_where_a_search_has_it(t):
    o, e = OBSERVED.astype(float), EXPECTED
    ts = np.full(3, t)
    means = best_mean(ts, o, e) * [0.999, 1, 1.001]
    assert likelihood(ts, means, o, e).argmax() == 1


def test_what_cannot_be_shrunken_is_refused_by_place():
    with pytest.raises(BadInput) as refused:
        shrink_rates([1, -2, 2.5, 3], [1.0, 0.0, 2.0, float("nan")])
    assert refused.value.fields == {
        "observed, place 2": ["A count is a whole number from 0."],
        "observed, place 3": ["A count is a whole number from 0."],
        "expected, place 2": ["It is above 0."],
        "expected, place 4": ["It is not a number."],
    }


@pytest.mark.parametrize(
    ("observed", "expected", "word"),
    [
        ([3], [2.0], "fewer than two"),
        ([0, 0], [1.0, 1.0], "Nothing was observed"),
        ([1, 2, 3], [1.0, 2.0], "one row"),
        ([[1, 2]], [[1.0, 1.0]], "one row"),
    ],
)
def test_too_little_to_shrink_is_refused(observed, expected, word):
    with pytest.raises(BadInput) as refused:
        shrink_rates(observed, expected)
    assert word in refused.value.fields["observed"][0]


@pytest.mark.parametrize("options", [{"threshold": -1}, {"threshold": math.inf}, {"confidence": 95}, {"uncertainty": "some"}])
def test_options_that_are_none_are_refused(options):
    with pytest.raises(BadInput):
        shrink_rates(OBSERVED, EXPECTED, **options)
