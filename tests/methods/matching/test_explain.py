"""Each candidate hears one reason for each post that they preferred, true and without anybody else's name."""

import random

import numpy as np
import pytest

from difference.errors import BadInput, NotFound
from difference.methods.matching import Matching, cutoffs, draw, explain, from_lists, match
from tests.methods.matching.markets import random_lists

pytestmark = pytest.mark.once


def market_of_reasons():
    return from_lists(
        [("ann", ["p", "q", "z", "r"]), ("bob", ["p"]), ("cat", ["q"]), ("dee", ["q", "r"])],
        [("p", 1, [["bob"], ["ann"]]), ("q", 1, [["cat", "dee"]]), ("r", 2, [["ann", "dee"]]), ("z", 0, [["ann"]])],
    )


def test_one_reason_for_each_preferred_post():
    market = market_of_reasons()
    told = explain(market, match(market, seed=7), "ann")
    assert (told.outcome, told.rank, [(reason.post, reason.rank, reason.kind) for reason in told.reasons]) == (
        "r",
        4,
        [("p", 1, "class"), ("q", 2, "not_ranked"), ("z", 3, "no_seats")],
    )
    assert [reason.sentence for reason in told.reasons] == [
        "p ranked you in class 2; its seats were filled by classes up to 1.",
        "q did not rank you.",
        "z had no seats.",
    ]


def test_the_lottery_is_told_with_both_numbers():
    market = market_of_reasons()
    matching = match(market, seed=7)
    numbers = dict(zip(market.candidate_ids, draw(market.candidate_ids, 7).tolist(), strict=True))
    lucky, unlucky = sorted(("cat", "dee"), key=numbers.get)
    (reason,) = explain(market, matching, unlucky).reasons
    assert (reason.kind, reason.own_class, reason.last_class, reason.own_lottery, reason.last_lottery) == (
        "lottery",
        1,
        1,
        numbers[unlucky],
        numbers[lucky],
    )
    assert lucky not in reason.sentence


def test_the_placed_at_their_first_choice_need_no_reason():
    market = market_of_reasons()
    told = explain(market, match(market), "bob")
    assert (told.outcome, told.rank, told.reasons) == ("p", 1, ())


@pytest.mark.parametrize("trial", range(60))
def test_everybody_hears_as_many_reasons_as_posts_they_preferred_and_the_cutoffs_give_the_matching_back(trial):
    lists = random_lists(random.Random(trial), 8, 4)
    market = from_lists(*lists)
    matching = match(market, seed=trial)
    known = cutoffs(market, matching)
    for name, wanted in lists[0]:
        told = explain(market, matching, name, known)
        assert [reason.post for reason in told.reasons] == wanted[: wanted.index(told.outcome) if told.outcome else None]
        assert (told.outcome is None) == (told.rank is None)


def test_a_matching_without_reasons_is_not_explained():
    market = market_of_reasons()
    nobody = Matching(np.full(4, -1, np.int32), "by hand", 7, "", draw(market.candidate_ids, 7))
    with pytest.raises(BadInput, match="without a reason"):
        explain(market, nobody, "bob")


def test_a_stranger_is_not_found():
    market = market_of_reasons()
    with pytest.raises(NotFound):
        explain(market, match(market), "zoe")
