"""Ratios of risks, odds and rates: published intervals, second implementations, and honest answers where a cell is 0."""

import math

import numpy as np
import pytest
from scipy.stats.contingency import odds_ratio as scipy_odds_ratio

from difference.methods.populations import odds_ratio, rate_ratio, risk_ratio
from tests.methods.populations import second

pytestmark = pytest.mark.once
TABLES = [(7, 34, 1, 34), (36, 40, 16, 80), (3, 21, 16, 254), (9, 13, 4, 14), (40, 41, 2, 300), (189, 11034, 104, 11037)]


def rounded(found, places):
    return round(found.estimate, places), round(found.low, places), round(found.high, places)


def test_the_physicians_aspirin_has_the_published_ratios():
    # A. Agresti, Categorical Data Analysis, 2nd edition, Wiley 2002, sections 2.2 and 3.1: heart attacks, placebo against aspirin.
    assert rounded(risk_ratio(189, 11034, 104, 11037), 2) == (1.82, 1.43, 2.31)
    assert rounded(odds_ratio(189, 11034, 104, 11037), 2) == (1.83, 1.44, 2.33)


def test_a_trial_of_adrenaline_has_the_published_ratios():
    # M. W. Fagerland, S. Lydersen and P. Laake, Statistical Analysis of Contingency Tables, CRC Press 2017, chapter 4 (Perondi et al. 2004).
    assert rounded(risk_ratio(7, 34, 1, 34), 4) == (7.0, 0.9096, 53.8695)
    assert rounded(risk_ratio(7, 34, 1, 34, "koopman"), 4) == (7.0, 1.2209, 42.5757)
    assert rounded(risk_ratio(7, 34, 1, 34, "mover"), 4) == (7.0, 1.1537, 41.9763)


def test_koopmans_own_example_has_his_interval():
    # P. A. R. Koopman, Biometrics 40 (1984), 513–517.
    assert rounded(risk_ratio(36, 40, 16, 80, "koopman"), 2) == (4.5, 2.94, 7.15)


def test_fishers_twins_have_the_published_conditional_ratio():
    # R. A. Fisher's convictions of like-sex twins, as the documentation of R's fisher.test prints them.
    found = odds_ratio(2, 17, 10, 13, "exact")
    assert rounded(found, 4) == (0.0469, 0.0033, 0.3632)


def test_women_under_x_rays_have_the_published_rate_ratio():
    # K. J. Rothman, Epidemiology: An Introduction, OUP 2002, table 4-6, as Stata's iri prints it: cases and woman-years.
    found = rate_ratio(41, 28010, 15, 19017)
    assert rounded(found, 4) == (1.8558, 1.0057, 3.6093)


@pytest.mark.parametrize("table", TABLES[:5])
def test_score_limits_are_those_of_a_brute_search(table):
    found = risk_ratio(*table, "koopman")
    assert (found.low, found.high) == pytest.approx(second.koopman(*table), rel=1e-5)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_exact_odds_are_those_of_second_implementations(table, confidence):
    a, n1, c, n2 = table
    found = odds_ratio(a, n1, c, n2, "exact", confidence)
    theirs = scipy_odds_ratio([[a, n1 - a], [c, n2 - c]], kind="conditional")
    ends = theirs.confidence_interval(confidence)
    assert (found.estimate, found.low, found.high) == pytest.approx((theirs.statistic, ends.low, ends.high), rel=1e-5)
    if n1 < 1000:
        assert (found.low, found.high) == pytest.approx(second.exact_odds(a, n1, c, n2, confidence), rel=1e-6)


@pytest.mark.parametrize("counts", [(41, 28010, 15, 19017), (1, 10.5, 3, 2.25), (300, 100, 700, 900), (10_885, 8.4e6, 30, 2e4)])
def test_exact_rates_are_those_of_a_second_implementation(counts):
    found = rate_ratio(*counts)
    assert (found.low, found.high) == pytest.approx(second.exact_rates(*counts), rel=1e-9)


@pytest.mark.parametrize("method", ["katz", "koopman", "mover"])
def test_a_risk_ratio_turned_round_has_its_interval_turned_round(method):
    there, back = risk_ratio(7, 40, 12, 90, method), risk_ratio(12, 90, 7, 40, method)
    assert (1 / there.high, 1 / there.estimate, 1 / there.low) == pytest.approx((back.low, back.estimate, back.high))


@pytest.mark.parametrize("method", ["woolf", "exact"])
def test_an_odds_ratio_turned_either_way_has_its_interval_turned_round(method):
    there, back, others = odds_ratio(7, 40, 12, 90, method), odds_ratio(12, 90, 7, 40, method), odds_ratio(33, 40, 78, 90, method)
    for turned in (back, others):
        assert (1 / there.high, 1 / there.estimate, 1 / there.low) == pytest.approx((turned.low, turned.estimate, turned.high))


def test_with_large_counts_all_intervals_agree():
    risks = [risk_ratio(4000, 20000, 3000, 30000, method) for method in ("katz", "koopman", "mover")]
    assert np.ptp([one.low for one in risks]) < 1e-3
    assert np.ptp([one.high for one in risks]) < 2e-3
    rare = [odds_ratio(400, 4_000_000, 300, 6_000_000, "exact"), rate_ratio(400, 4_000_000, 300, 6_000_000)]
    assert (rare[0].low, rare[0].high) == pytest.approx((rare[1].low, rare[1].high), rel=1e-3)


@pytest.mark.parametrize(("measure", "methods"), [(risk_ratio, ("katz", "koopman", "mover")), (odds_ratio, ("woolf", "exact"))])
def test_where_a_cell_is_zero_nothing_is_added_and_the_limits_stay_honest(measure, methods):
    for method in methods:
        none_first, none_second, none_at_all = (measure(*counts, method) for counts in [(0, 20, 10, 200), (3, 20, 0, 200), (0, 20, 0, 200)])
        assert (none_first.estimate, none_first.low) == (0, 0)
        assert 0 < none_first.high < 10
        assert (none_second.estimate, none_second.high) == (math.inf, math.inf)
        assert 1 < none_second.low < math.inf
        assert math.isnan(none_at_all.estimate)
        assert (none_at_all.low, none_at_all.high) == (0, math.inf)


def test_the_method_says_what_was_done_where_a_cell_is_zero():
    assert risk_ratio(0, 20, 10, 200).method == "Katz logarithm, and Koopman score where one of the four cells is 0"
    assert risk_ratio(0, 20, 10, 200).high == risk_ratio(0, 20, 10, 200, "koopman").high
    assert odds_ratio(20, 20, 10, 200).method == "Woolf logarithm, and exact conditional limits where one of the four cells is 0"
    assert odds_ratio(20, 20, 10, 200).low == odds_ratio(20, 20, 10, 200, "exact").low
    assert rate_ratio(0, 20, 10, 200, "log-normal").high == rate_ratio(0, 20, 10, 200).high
    assert risk_ratio(1, 20, 10, 200).method == "Katz logarithm"


def test_all_of_both_groups_is_once_as_often_with_doubt():
    found = risk_ratio(5, 5, 4, 4)
    assert found.estimate == 1
    assert found.low < 0.6
    assert found.high > 1.9


@pytest.mark.parametrize(
    ("measure", "method"),
    [(risk_ratio, "katz"), (risk_ratio, "koopman"), (risk_ratio, "mover"), (odds_ratio, "woolf"), (odds_ratio, "exact"), (rate_ratio, "exact")],
)
def test_many_places_at_once_are_as_each_alone(measure, method):
    a, n1, c, n2 = np.array([0, 7, 5, 20, 0]), np.array([10, 40, 5, 20, 9]), np.array([3, 12, 0, 10, 0]), 90
    found = measure(a, n1, c, n2, method)
    for place in range(len(a)):
        alone = measure(int(a[place]), int(n1[place]), int(c[place]), n2, method)
        assert np.allclose(
            (found.estimate[place], found.low[place], found.high[place]), (alone.estimate, alone.low, alone.high), rtol=1e-10, equal_nan=True
        )
