"""Rules side by side: what is counted, and how it reads."""

import random
from dataclasses import replace

import numpy as np
import pytest

from difference.errors import BadInput
from difference.methods.matching import RULES, Effect, Region, compare, draw, from_lists, match
from tests.methods.matching.markets import random_lists

pytestmark = pytest.mark.once


def tied():
    return from_lists([("a", ["p", "cold"]), ("b", ["p"]), ("c", [])], [("p", 1, [["a", "b"]]), ("cold", 1, [["a"]])], cold_spots=["cold"])


def lucky_a():
    return next(seed for seed in range(100) if draw(["a", "b", "c"], seed).tolist()[:2] in ([1, 2], [1, 3], [2, 3]))


def test_each_rule_is_counted_and_held_against_the_default():
    found = compare(tied(), seed=lucky_a())
    assert [one.rule for one in found.effects] == [name for name in RULES if name != "couples"]
    plain = Effect("candidate_optimal", 1, 0, 1.0, 1, 1.0, 0)
    assert (found.effects[0], found.effects[2], found.effects[3]) == (
        plain,
        Effect("most_filled", 2, 1, 1.5, 2, 1.0, 2),
        Effect("cold_spots_first", 2, 1, 1.5, 2, 1.0, 2),
    )


def test_how_far_the_placed_would_go_is_told_of_those_for_whom_it_is_known_and_steers_nothing():
    # The entries: a for p, a for cold, b for p.
    told, silent = compare(tied(), seed=lucky_a(), kilometres=np.array([12.0, np.nan, 40.0])), compare(tied(), seed=lucky_a())
    assert [(one.rule, one.mean_km, one.longest_km, one.known_km) for one in told.effects if one.rule in ("candidate_optimal", "most_filled")] == [
        ("candidate_optimal", 12.0, 12.0, 1),
        ("most_filled", 40.0, 40.0, 1),
    ]
    assert [replace(one, mean_km=None, longest_km=None, known_km=None) for one in told.effects] == list(silent.effects)
    nobody = compare(tied(), ["candidate_optimal"], lucky_a(), np.full(3, np.nan)).effects[0]
    assert (nobody.mean_km, nobody.longest_km, nobody.known_km) == (None, None, 0)


def test_it_prints_as_a_table():
    assert str(compare(tied(), ["candidate-optimal", "most-filled"], lucky_a())).splitlines() == [
        "rule               filled  in cold spots  mean rank  worst rank  mean class  not as candidate_optimal",
        "candidate_optimal       1              0       1.00           1        1.00                         0",
        "most_filled             2              1       1.50           2        1.00                         2",
    ]


def test_nobody_placed_has_no_rank():
    assert str(compare(from_lists([("a", [])], [("p", 1, [])]), ["candidate_optimal"])).splitlines()[1].split()[1:] == ["0", "0", "–", "–", "–", "0"]


def test_a_market_with_a_ceiling_is_compared_by_the_rules_that_honour_it():
    market = from_lists([("a", ["p"])], [("p", 1, [["a"]])], within={"p": "r"}, regions=[Region("r", 1, 1)])
    found = compare(market)
    assert ([one.rule for one in found.effects], found.against, str(found).splitlines()[-1]) == (
        ["cold_spots_first"],
        "cold_spots_first",
        "cold_spots_first: r: 1 placed, as many as the 1 aimed at.",
    )
    with pytest.raises(BadInput, match="cannot honour"):
        compare(market, ["most_filled"])


@pytest.mark.parametrize("trial", range(20))
def test_the_counts_are_those_of_the_outcomes(trial):
    lists = random_lists(random.Random(trial), 9, 5)
    market = from_lists(*lists)
    wanted, plain = dict(lists[0]), match(market, seed=trial).by_id(market)
    for effect in compare(market, seed=trial).effects:
        outcome = match(market, effect.rule, trial).by_id(market)
        ranks = [wanted[name].index(post) + 1 for name, post in outcome.items() if post]
        assert (effect.filled, effect.worst_rank, effect.differ) == (
            len(ranks),
            max(ranks, default=None),
            sum(outcome[name] != plain[name] for name in outcome),
        )
        assert effect.mean_rank == (pytest.approx(sum(ranks) / len(ranks)) if ranks else None)
