"""Agreement between assessors, against published worked examples."""

import math
import random

import numpy as np
import pytest

from difference.errors import BadInput
from difference.methods.selection import icc_1_1, icc_2_1, kappa_of_table, weighted_kappa

pytestmark = pytest.mark.once
# Two dermatologists and 88 patients: SAS/STAT User's Guide, PROC FREQ, “Agreement study”.
SKIN = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]
# Six targets and four judges: Shrout and Fleiss 1979, table 2.
JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def as_scores(table):
    pairs = [(row + 1, column + 1) for row, counts in enumerate(table) for column, count in enumerate(counts) for _ in range(count)]
    return [first for first, _ in pairs], [second for _, second in pairs]


def rounded(found, places=4):
    return tuple(round(value, places) for value in (found.estimate, found.se, found.low, found.high))


def test_simple_and_linear_kappa_as_sas_prints_them():
    simple = kappa_of_table(SKIN, 1 - np.eye(4))
    linear = weighted_kappa(*as_scores(SKIN), highest=4, weights="linear")
    assert (rounded(simple), rounded(linear), linear.subjects, linear.method) == (
        (0.3449, 0.0724, 0.2030, 0.4868),
        (0.5082, 0.0655, 0.3798, 0.6366),
        88,
        "linear weighted kappa",
    )


def test_cohens_own_example():
    # Cohen 1968: 200 diagnoses, kappa .492 and, with these costs, weighted kappa .348.
    table = np.array([[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]]) * 200
    assert [round(kappa_of_table(table, costs).estimate, 3) for costs in (1 - np.eye(3), [[0, 1, 3], [1, 0, 6], [3, 6, 0]])] == [0.492, 0.348]


def test_quadratic_kappa_is_the_correlation_of_agreement():
    # Fleiss and Cohen 1973: with quadratic weights it is 1 − Σ(x − y)² ÷ (n (var x + var y + (mean x − mean y)²)).
    source = random.Random(3)
    first = [source.randint(1, 5) for _ in range(60)]
    second = [min(5, max(1, value + source.choice([-1, 0, 0, 1]))) for value in first]
    x, y = np.array(first), np.array(second)
    expected = 1 - ((x - y) ** 2).mean() / (x.var() + y.var() + (x.mean() - y.mean()) ** 2)
    assert math.isclose(weighted_kappa(first, second).estimate, expected)


def test_the_standard_error_of_kappa_is_that_of_a_bootstrap():
    source = np.random.default_rng(5)
    first, second = (np.array(scores) for scores in as_scores(SKIN))
    draws = [weighted_kappa(first[chosen], second[chosen], highest=4).estimate for chosen in source.integers(0, 88, (400, 88))]
    assert abs(weighted_kappa(first, second, highest=4).se - np.std(draws)) < 0.01


def test_complete_agreement_and_complete_reversal():
    found = weighted_kappa([1, 3, 5], [1, 3, 5])
    assert (found.estimate, found.low, found.high) == (1, 1, 1)
    assert weighted_kappa([1, 5], [5, 1]).estimate == -1


def test_intraclass_correlations_as_shrout_and_fleiss_and_mcgraw_and_wong_give_them():
    one, two = icc_1_1(JUDGES), icc_2_1(JUDGES)
    assert [tuple(round(value, 3) for value in (found.estimate, found.low, found.high)) for found in (one, two)] == [
        (0.166, -0.133, 0.723),
        (0.290, 0.019, 0.761),
    ]
    assert (two.method, two.subjects, two.raters, str(two)) == (
        "ICC(2,1)",
        6,
        4,
        "0.29 (95% interval 0.02 to 0.76; ICC(2,1), 6 subjects)",
    )


@pytest.mark.parametrize("measure", [icc_1_1, icc_2_1])
def test_intervals_hold_the_truth_as_often_as_they_say(measure):
    # Variance 1 between subjects and 1 within: the truth is one half. Raters do not differ.
    source = np.random.default_rng(11)
    held = 0
    for _ in range(300):
        found = measure(source.normal(size=(20, 1)) + source.normal(size=(20, 2)), level=0.9)
        held += found.low <= 0.5 <= found.high
    assert 255 <= held <= 285


def test_complete_agreement_between_raters():
    rows = [[1, 1], [4, 4], [5, 5]]
    assert [(found.estimate, found.low, found.high) for found in (icc_1_1(rows), icc_2_1(rows))] == [(1, 1, 1), (1, 1, 1)]


def test_a_rater_who_is_always_one_point_milder_costs_absolute_agreement():
    found = icc_2_1([[1, 2], [2, 3], [3, 4], [4, 5]])
    assert 0.7 < found.estimate < 0.8
    assert -1 <= found.low < found.estimate < found.high <= 1


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: weighted_kappa([1], [1, 2]),
        lambda: weighted_kappa([], []),
        lambda: weighted_kappa([0, 1], [1, 6]),
        lambda: weighted_kappa([1.5, 2], [1, 2]),
        lambda: weighted_kappa([3, 3], [3, 3]),
        lambda: weighted_kappa([1, 2], [1, 2], weights="cubic"),
        lambda: weighted_kappa([1, 2], [1, 2], level=95),
        lambda: kappa_of_table([[1, 2]], [[0, 1]]),
        lambda: kappa_of_table([[1, -2], [1, 1]], [[0, 1], [1, 0]]),
        lambda: kappa_of_table([[1, 2], [1, 1]], [[1, 1], [1, 0]]),
        lambda: icc_2_1([]),
        lambda: icc_2_1([[1, 2]]),
        lambda: icc_2_1([[1], [2]]),
        lambda: icc_2_1([[1, 2], [3]]),
        lambda: icc_2_1([[1, 2], [3, float("nan")]]),
        lambda: icc_2_1([[3, 3], [3, 3]]),
        lambda: icc_1_1([[3, 3], [3, 3]]),
        lambda: icc_1_1([[1, 2], [3, 3]], level=0),
    ],
)
def test_what_says_nothing_of_agreement_is_refused(wrong):
    with pytest.raises(BadInput):
        wrong()
