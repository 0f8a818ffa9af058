"""Being among the worst, and ranks with their doubt: exact chances, plain sorting, ties, and seeds."""

import math

import numpy as np
import pytest
from scipy.special import betainc
from scipy.stats import rankdata

from difference.errors import BadInput
from difference.methods.populations import chance_among_worst, poisson_lognormal, rank_intervals, shrink_rates
from difference.methods.populations.ranking import places_among
from tests.methods.populations import second
from tests.methods.populations.lips import EXPECTED, OBSERVED

pytestmark = pytest.mark.once


def test_of_two_places_the_chance_is_that_of_the_larger_gamma():
    # P(X > Y) for gamma distributions is an incomplete beta function of their shapes and rates.
    found = shrink_rates([9, 4, 5, 30], [5.0, 5.0, 5.0, 12.0], uncertainty="plug-in")
    two = found.draws(200_000, seed=3)[:, :2]
    (a, b), (r, s) = found.own_shape[:2], found.own_rate[:2]
    chance = chance_among_worst(two, share=0.5)
    assert chance.chance[0] == pytest.approx(betainc(b, a, s / (r + s)), abs=5 * chance.error[0])
    assert chance.error[0] == pytest.approx(math.sqrt(chance.chance[0] * (1 - chance.chance[0]) / 200_000))


def test_it_is_how_often_sorting_puts_a_place_among_the_worst():
    made = np.random.default_rng(1).normal(np.arange(30) / 10, 1, (3000, 30))
    found = chance_among_worst(made)
    assert found.places == 6
    assert np.allclose(found.chance, second.among_worst(made, 6))
    low = chance_among_worst(made, high_is_worse=False)
    assert np.allclose(low.chance, second.among_worst(-made, 6))


def test_chances_sum_to_the_places_there_are_also_where_places_tie():
    tied = np.array([[1.0, 1.0, 1.0, 0.0, 2.0], [5.0, 5.0, 5.0, 5.0, 5.0]])
    found = chance_among_worst(tied, share=0.4)
    assert found.places == 2
    assert found.chance == pytest.approx([(1 / 3 + 0.4) / 2] * 3 + [0.2, 0.7])
    assert chance_among_worst(np.random.default_rng(0).poisson(3, (500, 151))).chance.sum() == pytest.approx(30)


@pytest.mark.parametrize(
    ("share", "places", "wanted"), [(0.2, 151, 30), (0.2, 153, 30), (0.2, 5, 1), (0.2, 3, 1), (0.07, 100, 7), (0.6, 15, 9), (0.2, 10, 2)]
)
def test_the_worst_fifth_is_a_fifth_at_most_and_one_at_least(share, places, wanted):
    assert places_among(share, places) == wanted


def test_ranks_are_those_of_each_draw():
    made = np.random.default_rng(2).normal(np.arange(12) / 4, 1, (4000, 12))
    ranks = rankdata(-made, axis=1)
    found = rank_intervals(made, 0.9)
    assert np.allclose(found.mean, ranks.mean(axis=0), atol=1e-5)
    assert found.mean.sum() == pytest.approx(12 * 13 / 2)
    inside = (ranks >= found.low) & (ranks <= found.high)
    assert (inside.mean(axis=0) >= 0.9 - 1e-9).all()
    assert (((ranks > found.low) & (ranks < found.high)).mean(axis=0) < 0.95).all()


def test_places_that_cannot_be_told_apart_may_have_any_rank():
    found = shrink_rates([5] * 20, [4.0] * 20)
    ranks, chance = rank_intervals(found), chance_among_worst(found)
    assert (ranks.high - ranks.low).min() >= 15
    assert chance.chance == pytest.approx([0.2] * 20, abs=0.03)


def test_the_lip_cancer_counties_with_many_cases_are_sure_and_those_with_few_are_not():
    for found in (shrink_rates(OBSERVED, EXPECTED), poisson_lognormal(OBSERVED, EXPECTED)):
        chance, ranks = chance_among_worst(found), rank_intervals(found)
        assert chance.chance[1] > 0.99
        assert 0.15 < chance.chance[16] < 0.35
        assert chance.chance[48] < 1e-3
        assert ranks.high[16] - ranks.low[16] > 30
        assert ranks.high[48] - ranks.low[48] < 15


def test_the_same_seed_gives_the_same_and_more_draws_less_error():
    found = shrink_rates(OBSERVED, EXPECTED)
    first, again, other = (chance_among_worst(found, number=2000, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(first.chance, again.chance)
    assert not np.array_equal(first.chance, other.chance)
    assert chance_among_worst(found, number=8000, seed=1).error[3] == pytest.approx(first.error[3] / 2, rel=0.1)


@pytest.mark.parametrize("draws", [[1.0, 2.0], [[1.0], [2.0]], np.empty((0, 3)), [[1.0, math.nan], [1.0, 2.0]]])
def test_draws_that_are_none_are_refused(draws):
    for measure in (chance_among_worst, rank_intervals):
        with pytest.raises(BadInput):
            measure(draws)


@pytest.mark.parametrize("options", [{"share": 0}, {"share": 1}, {"number": 0}])
def test_options_that_are_none_are_refused(options):
    with pytest.raises(BadInput):
        chance_among_worst(shrink_rates(OBSERVED, EXPECTED), **options)
