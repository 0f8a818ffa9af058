"""Draws of true rates of all places together: the same as the shrunken rates' own where all is known, and honest where cells are suppressed."""

import numpy as np
import pytest

from difference.methods.populations import chance_among_worst, shrink_rates
from difference.sector.observatory.places.posteriors import together

pytestmark = pytest.mark.once
OBSERVED = np.array([3.0, 40.0, 0.0, 12.0, 7.0, 25.0])
EXPECTED = np.array([6.0, 25.0, 1.5, 14.0, 7.5, 30.0])


def test_with_every_count_known_the_draws_are_those_of_the_shrunken_rates():
    ours, theirs = together(OBSERVED, OBSERVED, EXPECTED, 40_000, 4).draws, shrink_rates(OBSERVED, EXPECTED).draws(40_000, 9)
    ends = [0.025, 0.25, 0.5, 0.75, 0.975]
    assert np.quantile(ours, ends, axis=0) == pytest.approx(np.quantile(theirs, ends, axis=0), rel=0.05)
    assert np.corrcoef(ours.T) == pytest.approx(np.corrcoef(theirs.T), abs=0.03)


def test_the_same_seed_gives_the_same_draws():
    first, same, other = (together(OBSERVED, OBSERVED + np.array([2, 0, 1, 0, 0, 0]), EXPECTED, 50, seed).draws for seed in (1, 1, 2))
    assert (first == same).all()
    assert (first != other).any()


def test_a_suppressed_count_takes_each_number_that_it_can_be():
    """The mean of the mixture is the mean of the two posteriors, weighted alike; the fit stands on the middle, rounded."""
    low, high = OBSERVED.copy(), OBSERVED.copy()
    low[0], high[0] = 1, 5
    drawn = together(low, high, EXPECTED, 60_000, 2)
    known = together(OBSERVED, OBSERVED, EXPECTED, 60_000, 2)
    assert drawn.fit.observed.tolist() == OBSERVED.tolist()
    assert drawn.draws[:, 0].mean() == pytest.approx(known.draws[:, 0].mean(), rel=0.03)
    assert drawn.draws[:, 0].std() > 1.05 * known.draws[:, 0].std()


def test_nothing_is_above_what_there_can_be_and_nothing_is_told_from_nothing():
    most = np.full(6, 1.2)
    assert together(OBSERVED, OBSERVED, EXPECTED, 500, 1, most).draws.max() <= 1.2
    assert together(np.zeros(6), np.zeros(6), EXPECTED, 500, 1) is None
    assert together(OBSERVED[:1], OBSERVED[:1], EXPECTED[:1], 500, 1) is None


@pytest.mark.deep
def test_intervals_and_chances_are_honest_where_cells_of_1_and_2_are_suppressed():
    chance, inside, said, came = np.random.default_rng(20), [], [], []
    for run in range(500):
        expected = chance.uniform(0.5, 40, 60)
        true = chance.gamma(6, 1 / 6, 60)
        counts = chance.poisson(true * expected).astype(float)
        hidden = (counts == 1) | (counts == 2)
        low, high = np.where(hidden, 1, counts), np.where(hidden, 2, counts)
        draws = together(low, high, expected, 1_500, run).draws
        ends = np.quantile(draws, [0.025, 0.975], axis=0)
        inside.append((ends[0] <= true) & (true <= ends[1]))
        said.append(chance_among_worst(draws).chance)
        came.append(true >= np.sort(true)[-12])
    assert 0.93 <= np.mean(inside) <= 0.97
    said, came = np.concatenate(said), np.concatenate(came)
    for least in (0.0, 0.1, 0.3, 0.5, 0.7, 0.9):
        here = (said >= least) & (said < least + 0.1)
        assert came[here].mean() == pytest.approx(said[here].mean(), abs=0.04)
