"""Each distribution against SciPy's, its mean against its draws, and the streams that numbers come from."""

import numpy as np
import pytest
from scipy import stats

from difference.methods.costing.distributions import DISTRIBUTIONS, WIDTH, Spread
from difference.methods.costing.streams import stream

pytestmark = pytest.mark.once
# A beta with mean 0.2 and deviation 0.2 ÷ 3.92 weighs as much as this many observations.
SIZE = 0.2 * 0.8 / (0.2 / WIDTH) ** 2 - 1
CASES = {
    "uniform": (Spread(3, 2, 6), stats.uniform(2, 4)),
    "triangular": (Spread(3, 2, 6), stats.triang(0.25, 2, 4)),
    "pert": (Spread(3, 2, 6), stats.beta(2, 4, 2, 4)),
    "beta": (Spread(0.2, 0.1, 0.3), stats.beta(0.2 * SIZE, 0.8 * SIZE)),
    "gamma": (Spread(5, 2, 10), stats.gamma(25 / (8 / WIDTH) ** 2, scale=(8 / WIDTH) ** 2 / 5)),
    "lognormal": (
        Spread(5, 2, 10),
        stats.lognorm(np.sqrt(np.log1p((8 / WIDTH / 5) ** 2)), scale=5 / np.sqrt(1 + (8 / WIDTH / 5) ** 2)),
    ),
}


@pytest.mark.parametrize("law", CASES)
def test_draws_have_the_distribution_that_they_should(law):
    spread, theirs = CASES[law]
    drawn = DISTRIBUTIONS[law].draw(spread, np.random.default_rng(20261124), 50_000)
    assert stats.kstest(drawn, theirs.cdf).pvalue > 0.01
    assert DISTRIBUTIONS[law].mean(spread) == pytest.approx(theirs.mean())
    if not DISTRIBUTIONS[law].bounded:
        assert drawn.std() == pytest.approx(spread.deviation, rel=0.03)


@pytest.mark.parametrize("law", ["uniform", "triangular", "pert"])
@pytest.mark.parametrize("value", [2, 2.001, 5.9, 6])
def test_bounded_ones_stay_within_their_range_also_with_the_best_value_at_an_end(law, value):
    spread = Spread(value, 2, 6)
    drawn = DISTRIBUTIONS[law].draw(spread, np.random.default_rng(1), 200_000)
    assert (drawn.min() >= 2, drawn.max() <= 6) == (True, True)
    assert drawn.mean() == pytest.approx(DISTRIBUTIONS[law].mean(spread), abs=5 * drawn.std() / np.sqrt(drawn.size))


def test_a_key_has_the_same_stream_under_a_seed_and_another_under_another():
    first = stream(7, "ap_place").random(4)
    assert (first == stream(7, "ap_place").random(4)).all()
    assert not (first == stream(8, "ap_place").random(4)).any()
    assert not (first == stream(7, "ap_placf").random(4)).any()


def test_streams_of_two_keys_do_not_go_together():
    one, other = stream(0, "a").random(100_000), stream(0, "b").random(100_000)
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.01
