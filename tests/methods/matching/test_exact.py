"""The model finds the largest stable matching there is, and claims it only where it is proved."""

import random

import pytest

from difference.errors import BadInput
from difference.methods.matching import Region, exact, from_lists, match, verify
from tests.methods.matching.markets import Everything, random_lists

pytestmark = pytest.mark.once


@pytest.mark.parametrize("trial", range(60))
def test_on_small_markets_it_is_as_large_as_the_largest_of_all(trial):
    lists = random_lists(random.Random(trial), 5, 4)
    cold = [name for name, *_ in lists[1]][:2]
    market, every = from_lists(*lists, cold_spots=cold), Everything(*lists)
    stable = every.stable()
    for wanted, found in ((list(every.seats), exact(market, trial)), (cold, exact(market, trial, cold_spots=True))):
        most = max(sum(post in wanted for post in matching.values()) for matching in stable)
        assert (verify(market, found.matching).stable, found.value, found.bound, found.proved, found.gap) == (True, most, most, True, 0)


def test_out_of_time_it_gives_what_promotion_gives_and_does_not_claim_more():
    source = random.Random(1)
    lists = random_lists(source, 120, 40)
    market = from_lists(*lists)
    found = exact(market, seconds=0.001)
    assert found.value >= match(market, "most_filled").size
    assert found.proved == (found.bound == found.value)
    assert str(found).startswith(f"{found.value} filled; at most {found.bound} could be, a gap of ")


def test_limits_are_refused_and_nothing_is_nothing():
    with pytest.raises(BadInput):
        exact(from_lists([], [], regions=[Region("r", 1)]))
    assert exact(from_lists([("a", [])], [("p", 1, [])])).proved
