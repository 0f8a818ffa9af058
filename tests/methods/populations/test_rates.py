"""A rate with its exact interval: published limits, a second search for them, and what is refused."""

import math

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import poisson

from difference.errors import BadInput
from difference.methods.populations import rate

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (20, 12.217, 30.888), (50, 37.111, 65.919)],
)
def test_garwoods_limits_as_published(events, low, high):
    """F. Garwood, Biometrika 28 (1936), table I; reprinted in N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research II (IARC 1987), table 2.11."""
    found = rate(events, 1)
    assert (found.estimate, found.method) == (events, "exact Poisson")
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-4)


@pytest.mark.parametrize("events", [1, 3, 17, 240])
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_the_limits_are_those_at_which_each_tail_holds_half_of_the_rest(events, confidence):
    tail = (1 - confidence) / 2
    low = brentq(lambda mean: poisson.sf(events - 1, mean) - tail, 1e-9, events)
    high = brentq(lambda mean: poisson.cdf(events, mean) - tail, events, 10 * events + 20)
    found = rate(events, 250.0, confidence)
    assert (found.low * 250, found.high * 250) == pytest.approx((low, high), rel=1e-7)


def test_arrays_are_computed_at_once_and_estimates_between_whole_numbers_are_taken():
    found = rate([0, 45.9412, 10], [100, 100, 1000])
    assert found.estimate.tolist() == pytest.approx([0, 0.459412, 0.01])
    assert rate(45, 100).low < found.low[1] < rate(46, 100).low
    assert rate(45, 100).high < found.high[1] < rate(46, 100).high
    assert rate(300, 100).estimate == 3


def test_what_is_no_count_and_no_exposure_is_refused_all_at_once():
    with pytest.raises(BadInput) as refused:
        rate([1, -2, math.nan], [0, 10, 10])
    assert set(refused.value.fields) == {"events, place 2", "events, place 3", "exposure, place 1"}
    with pytest.raises(BadInput):
        rate(1, 10, confidence=1.0)


@pytest.mark.deep
@pytest.mark.parametrize("mean", [0.7, 4.0, 35.0])
def test_the_interval_holds_the_truth_at_least_as_often_as_it_says(mean):
    counts = np.random.default_rng(11).poisson(mean, 20_000)
    found = rate(counts, np.ones(len(counts)))
    assert ((found.low <= mean) & (mean <= found.high)).mean() >= 0.95 - 0.004
