"""The check of a matching finds exactly what is wrong with it, and nothing in what is right."""

import random

import numpy as np
import pytest

from difference.errors import BadInput
from difference.methods.matching import Matching, Overfull, draw, from_lists, match, verify
from tests.methods.matching.markets import GALE_SHAPLEY_1, TWO_STABLE, Everything, random_lists, strict

pytestmark = pytest.mark.once


def by_hand(market, outcome):
    posts = np.array([market.post_places[outcome[name]] if outcome.get(name) else -1 for name in market.candidate_ids], np.int32)
    return Matching(posts, "by hand", 0, "", draw(market.candidate_ids, 0))


@pytest.mark.parametrize("trial", range(80))
def test_it_agrees_with_the_definitions_on_every_matching_of_small_markets(trial):
    lists = random_lists(random.Random(trial), 4, 3)
    market, every = from_lists(*lists), Everything(*lists)
    for matching in every.matchings():
        verdict = verify(market, by_hand(market, matching))
        assert (set(verdict.blocking_pairs), verdict.unacceptable, verdict.overfull) == (every.blocking(matching), (), ())


def test_each_of_the_three_stable_sets_of_gale_and_shapley_passes_and_no_other():
    market = strict(*GALE_SHAPLEY_1)
    every = Everything(GALE_SHAPLEY_1[0].items(), [(post, 1, [[name] for name in ranking]) for post, ranking in GALE_SHAPLEY_1[1].items()])
    passing = [matching for matching in every.matchings() if verify(market, by_hand(market, matching)).stable]
    assert sorted("".join(matching.values()) for matching in passing) == ["ABC", "BCA", "CAB"]


def test_a_planted_blocking_pair_is_named():
    market = strict(*TWO_STABLE)
    verdict = verify(market, by_hand(market, {"a": "r", "b": "q", "c": "p"}))
    # a prefers q and p to r; p prefers a to c, and q prefers a to b; b prefers nothing to q.
    assert (verdict.stable, verdict.blocking_pairs) == (False, (("a", "p"), ("a", "q")))


def test_a_seat_left_empty_blocks():
    market = from_lists([("a", ["p"]), ("b", ["p"])], [("p", 2, [["a", "b"]])])
    verdict = verify(market, by_hand(market, {"a": "p"}))
    assert (verdict.blocking_pairs, verdict.sentences()) == ((("b", "p"),), ["b and p would both rather have each other."])


def test_being_level_does_not_block():
    market = from_lists([("a", ["p"]), ("b", ["p"])], [("p", 1, [["a", "b"]])])
    assert [verify(market, by_hand(market, {name: "p"})).stable for name in "ab"] == [True, True]


def test_candidates_and_posts_that_did_not_rank_each_other_are_named():
    market = from_lists([("a", ["p"]), ("b", ["p"]), ("c", [])], [("p", 1, [["a"]]), ("q", 1, [])])
    verdict = verify(market, by_hand(market, {"b": "p", "c": "q"}))
    assert (verdict.unacceptable, verdict.blocking_pairs) == ((("b", "p"), ("c", "q")), (("a", "p"),))


def test_a_post_with_too_many_is_named():
    market = from_lists([("a", ["p"]), ("b", ["p"])], [("p", 1, [["a", "b"]])])
    verdict = verify(market, by_hand(market, {"a": "p", "b": "p"}))
    assert (verdict.stable, verdict.overfull) == (False, (Overfull("p", 1, 2),))


@pytest.mark.parametrize("trial", range(40))
def test_every_swap_of_two_outcomes_of_the_strict_rule_is_refused_or_truly_stable(trial):
    lists = random_lists(random.Random(trial), 6, 4, ties=False)
    market, every = from_lists(*lists), Everything(*lists)
    outcome = match(market).by_id(market)
    names = list(outcome)
    for first in names:
        for second in names:
            swapped = outcome | {first: outcome[second], second: outcome[first]}
            fits = all(swapped[name] in every.choices(name) for name in (first, second))
            assert verify(market, by_hand(market, swapped)).stable == (fits and not every.blocking(swapped))


@pytest.mark.parametrize("posts", [[0], [0, 5], [0, -2], [0.5, 1.0], [[0, 0]]])
def test_what_is_no_matching_of_the_market_is_refused(posts):
    market = from_lists([("a", ["p"]), ("b", ["p"])], [("p", 1, [["a", "b"]])])
    with pytest.raises(BadInput):
        verify(market, Matching(np.array(posts), "by hand", 0, "", draw("ab", 0)))
