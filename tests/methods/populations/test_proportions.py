"""Proportions and their differences: published intervals, scipy's, and the edges."""

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import binom, binomtest, norm

from difference.methods.populations import difference_in_proportions, proportion

pytestmark = pytest.mark.once

# R. G. Newcombe, “Two-sided confidence intervals for the single proportion: comparison of seven methods”, Statistics in Medicine 17 (1998),
# 857–872, table I: methods 3 (Wilson) and 5 (Clopper and Pearson).
SINGLE = [
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
]
# R. G. Newcombe, “Interval estimation for the difference between independent proportions: comparison of eleven methods”, ibid. 873–890, table II,
# method 10.
DIFFERENCES = [
    ((56, 70, 48, 80), (0.0524, 0.3339)),
    ((9, 10, 3, 10), (0.1705, 0.8090)),
    ((6, 7, 2, 7), (0.0582, 0.8062)),
    ((5, 56, 0, 29), (-0.0381, 0.1926)),
    ((0, 10, 0, 20), (-0.1611, 0.2775)),
    ((0, 10, 0, 10), (-0.2775, 0.2775)),
    ((10, 10, 0, 20), (0.6791, 1.0000)),
    ((10, 10, 0, 10), (0.6075, 1.0000)),
]


@pytest.mark.parametrize(("events", "total", "wilson", "exact"), SINGLE)
def test_single_proportions_have_the_published_intervals(events, total, wilson, exact):
    score, tails = proportion(events, total), proportion(events, total, "clopper-pearson")
    assert (round(score.low, 4), round(score.high, 4)) == wilson
    assert (round(tails.low, 4), round(tails.high, 4)) == exact


def test_thirteen_of_sixteen_has_the_intervals_of_a_textbook():
    # M. W. Fagerland, S. Lydersen and P. Laake, Statistical Analysis of Contingency Tables, CRC Press 2017, chapter 2.
    found = [proportion(13, 16, method) for method in ("wilson", "clopper-pearson")]
    assert [(round(one.low, 4), round(one.high, 4)) for one in found] == [(0.5699, 0.9341), (0.5435, 0.9595)]


@pytest.mark.parametrize(("counts", "published"), DIFFERENCES)
def test_differences_have_the_published_intervals(counts, published):
    found = difference_in_proportions(*counts)
    assert (round(found.low, 4), round(found.high, 4)) == published


def test_a_difference_turned_round_has_its_interval_turned_round():
    there, back = difference_in_proportions(7, 34, 1, 34), difference_in_proportions(1, 34, 7, 34)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    # Fagerland, Lydersen and Laake 2017, chapter 4: a trial of adrenaline (Perondi et al. 2004).
    assert (round(there.low, 4), round(there.high, 4)) == (0.0189, 0.3404)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
@pytest.mark.parametrize(("count", "of"), [(0, 1), (1, 1), (0, 20), (20, 20), (3, 21), (19, 275), (500, 1000), (10_885, 8_400_000)])
@pytest.mark.parametrize(("ours", "theirs"), [("wilson", "wilson"), ("clopper-pearson", "exact")])
def test_the_interval_is_that_of_a_second_implementation(count, of, confidence, ours, theirs):
    wanted = binomtest(count, of).proportion_ci(confidence, method=theirs)
    found = proportion(count, of, ours, confidence)
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high), abs=1e-12)
    assert found.estimate == count / of


def test_the_limits_are_where_the_tests_say_so():
    score, z = proportion(3, 21), norm.ppf(0.975)

    def apart(true):
        return (3 / 21 - true) / np.sqrt(true * (1 - true) / 21)

    assert score.low == pytest.approx(brentq(lambda true: apart(true) - z, 1e-9, 3 / 21), abs=1e-9)
    assert score.high == pytest.approx(brentq(lambda true: apart(true) + z, 3 / 21, 1 - 1e-9), abs=1e-9)
    exact = proportion(3, 21, "clopper-pearson")
    assert (binom.sf(2, 21, exact.low), binom.cdf(3, 21, exact.high)) == pytest.approx((0.025, 0.025))


def test_many_places_at_once_are_as_each_alone():
    events, totals = np.array([[0, 3], [21, 7]]), np.array([21, 30])
    found = proportion(events, totals)
    for place in np.ndindex(2, 2):
        alone = proportion(int(events[place]), int(totals[place[1]]))
        assert (found.estimate[place], found.low[place], found.high[place]) == (alone.estimate, alone.low, alone.high)
    assert found.counts["total"].tolist() == [[21, 30], [21, 30]]


def test_it_can_be_read_when_printed():
    found = proportion(3, 21)
    assert str(found) == "proportion 0.143 (95% interval 0.050 to 0.346; Wilson score)"
    assert found.counts == {"events": 3, "total": 21}
    assert str(proportion([3, 4], 21)).count("\n") == 1
