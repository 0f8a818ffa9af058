"""Discount factors against the published rule and table, and against exact fractions."""

import math

import numpy as np
import pytest

from difference.errors import BadInput
from difference.methods.costing import discount_factor, discounting_source
from tests.methods.costing.second import factor

pytestmark = pytest.mark.once
# HM Treasury, The Green Book, table of discount factors at the standard rate, rounded there to four places: years 1 and 30 as the table has them, the
# others by its rule (3.5% to year 30, 3.0% to 75, 2.5% to 125).
PUBLISHED = {0: 1.0000, 1: 0.9662, 2: 0.9335, 3: 0.9019, 5: 0.8420, 10: 0.7089, 20: 0.5026, 30: 0.3563, 31: 0.3459, 40: 0.2651, 50: 0.1973}


@pytest.mark.parametrize(("years", "published"), PUBLISHED.items())
def test_the_published_factors_come_out(years, published):
    assert round(discount_factor(years), 4) == published


@pytest.mark.parametrize("schedule", ["standard", "health", "sensitivity"])
def test_every_year_to_400_is_the_product_of_all_bands_before_it(schedule):
    ours = discount_factor(np.arange(401), schedule)
    assert ours == pytest.approx([factor(year, schedule) for year in range(401)], rel=1e-12)
    assert isinstance(discount_factor(31, schedule), float)


@pytest.mark.parametrize(("last", "before", "after"), [(30, 3.5, 3.0), (75, 3.0, 2.5), (125, 2.5, 2.0), (200, 2.0, 1.5), (300, 1.5, 1.0)])
def test_the_rate_changes_after_the_last_year_of_a_band(last, before, after):
    at = discount_factor(np.array([last - 1, last, last + 1]))
    assert (at[0] / at[1] - 1, at[1] / at[2] - 1) == pytest.approx((before / 100, after / 100))


def test_an_annuity_is_the_closed_form_in_one_band_and_the_sum_of_two_in_two():
    assert discount_factor(np.arange(1, 31)).sum() == pytest.approx((1 - 1.035**-30) / 0.035)
    both = (1 - 1.035**-30) / 0.035 + 1.035**-30 * (1 - 1.03**-20) / 0.03
    assert discount_factor(np.arange(1, 51)).sum() == pytest.approx(both)


def test_a_part_of_a_year_counts_by_its_part():
    assert discount_factor(30.5) == pytest.approx(1.035**-30 * 1.03**-0.5)
    assert discount_factor([[0.0, 0.5], [1.0, 2.5]]).shape == (2, 2)


def test_the_edition_says_where_it_comes_from_and_is_the_default():
    assert discounting_source()["id"] == "2026-02"
    assert "February 2026" in discounting_source("2026-02")["source"]
    assert discount_factor(40, edition="2026-02") == discount_factor(40)


@pytest.mark.parametrize("years", [-1, math.nan, math.inf, [0, -0.5]])
def test_years_that_are_none_are_refused(years):
    with pytest.raises(BadInput):
        discount_factor(years)


def test_a_schedule_or_an_edition_that_is_not_known_is_refused_with_those_that_are():
    with pytest.raises(BadInput) as refused:
        discount_factor(1, "stanard")
    assert refused.value.fields == {"schedule": ["“stanard” is not known; there are: standard, health, sensitivity."]}
    with pytest.raises(BadInput) as refused:
        discount_factor(1, edition="1999")
    assert refused.value.fields == {"edition": ["“1999” is not known; there are: 2026-02."]}
