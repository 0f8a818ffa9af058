"""Deferred acceptance against worked examples, against all matchings of small markets, and against what theory promises."""

import hmac
import itertools
import random
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from difference.errors import BadInput
from difference.methods.matching import Market, draw, from_lists, match, verify
from difference.methods.matching.lottery import tickets_of
from tests.methods.matching.markets import GALE_SHAPLEY_1, GALE_SHAPLEY_2, ROTH, TWO_STABLE, Everything, broken, random_lists, strict

pytestmark = pytest.mark.once


def placed(lists, seed=0):
    market = from_lists(*lists)
    return match(market, seed=seed).by_id(market)


@pytest.mark.parametrize(
    ("lists", "expected", "stable"),
    [
        (GALE_SHAPLEY_1, {"α": "A", "β": "B", "γ": "C"}, 3),
        (GALE_SHAPLEY_2, {"α": "C", "β": "D", "γ": "A", "δ": "B"}, 1),
        (ROTH, {"s1": "C3", "s2": "C2", "s3": "C1", "s4": "C1"}, 1),
        (TWO_STABLE, {"a": "p", "b": "q", "c": "r"}, 2),
    ],
)
def test_worked_examples_of_the_literature(lists, expected, stable):
    market = strict(*lists)
    candidates, posts, seats = (*lists, {})[:3]
    every = Everything(candidates.items(), [(post, seats.get(post, 1), [[name] for name in ranking]) for post, ranking in posts.items()])
    assert (match(market).by_id(market), len(every.stable())) == (expected, stable)


@pytest.mark.parametrize("trial", range(150))
def test_of_all_stable_matchings_every_candidate_likes_it_best(trial):
    lists = random_lists(random.Random(trial), 5, 3)
    found = placed(lists, seed=trial)
    tied, every = Everything(*lists), Everything(*broken(lists, trial))
    assert tied.blocking(found) == set()
    stable = every.stable()
    assert found in stable
    assert all(every.rank(name, found[name]) <= every.rank(name, other[name]) for other in stable for name in found)


@pytest.mark.parametrize("trial", range(60))
def test_without_ties_every_stable_matching_places_the_same_people_and_fills_the_same_seats(trial):
    lists = random_lists(random.Random(trial), 5, 3, ties=False)
    found = placed(lists)
    every = Everything(*lists)
    unfilled = {post for post, seats in every.seats.items() if list(found.values()).count(post) < seats}
    for other in every.stable():
        assert {name for name in other if other[name]} == {name for name in found if found[name]}
        # Roth 1986: a post with a seat to spare holds the very same people in each.
        assert all({n for n in other if other[n] == post} == {n for n in found if found[n] == post} for post in unfilled)


@pytest.mark.parametrize("trial", range(12))
def test_no_candidate_gains_by_any_other_list(trial):
    candidates, posts = random_lists(random.Random(trial), 4, 3)
    honest = placed((candidates, posts), seed=trial)
    every = Everything(candidates, posts)
    lies = [list(lie) for size in range(4) for lie in itertools.permutations(every.seats, size)]
    for name, wanted in candidates:
        truly = {post: place for place, post in enumerate([*wanted, None])}
        for lie in lies:
            told = placed(([(other, lie if other == name else ranked) for other, ranked in candidates], posts), seed=trial)[name]
            assert truly[honest[name]] <= truly.get(told, len(truly))


@settings(max_examples=40)
@given(st.randoms(use_true_random=False), st.integers())
def test_the_order_of_the_input_never_matters(source, seed):
    candidates, posts = random_lists(source, 7, 4)
    found = placed((candidates, posts), seed)
    shuffled = [(name, seats, [source.sample(tied, len(tied)) for tied in classes]) for name, seats, classes in posts]
    assert placed((source.sample(candidates, 7), source.sample(shuffled, 4)), seed) == found


@settings(max_examples=40)
@given(st.randoms(use_true_random=False))
def test_one_more_seat_hurts_no_candidate(source):
    candidates, posts = random_lists(source, 7, 4)
    every = Everything(candidates, posts)
    grown = source.choice(posts)[0]
    before, after = placed((candidates, posts)), placed((candidates, [(name, seats + (name == grown), ranked) for name, seats, ranked in posts]))
    assert all(every.rank(name, after[name]) <= every.rank(name, before[name]) for name in before)


def test_the_lottery_is_fixed_by_seed_and_name_as_openssl_gives_it():
    # printf %s ann | openssl dgst -sha256 -hmac 7 begins with fe54; bob 0568, siân a05f, dee 768f.
    names = ["ann", "bob", "siân", "dee"]
    assert (draw(names, 7).tolist(), draw(names[::-1], "7").tolist()[::-1]) == ([4, 1, 3, 2], [4, 1, 3, 2])


@pytest.mark.parametrize("seed", ["", 7, "x" * 64, "é" * 40, "x" * 1000])
def test_tickets_are_those_of_hmac_whatever_the_length_of_the_seed(seed):
    names = ["", "ann", "siân", "n" * 300]
    assert list(tickets_of(names, seed)) == [hmac.digest(str(seed).encode(), name.encode(), "sha256") for name in names]


def test_the_lottery_is_even():
    wins = sum(int(draw(["first", "second"], seed)[0] == 1) for seed in range(2000))
    assert 900 < wins < 1100


def test_long_chains_of_refusals_need_no_recursion():
    # Each newcomer pushes everybody before them one post down.
    count = 150
    posts = [(f"p{j}", 1, [[f"c{i}"] for i in reversed(range(count))]) for j in range(count)]
    found = placed(([(f"c{i}", [f"p{j}" for j in range(count)]) for i in range(count)], posts))
    assert found == {f"c{i}": f"p{count - 1 - i}" for i in range(count)}


def test_ten_thousand_candidates_take_well_under_two_seconds():
    source = np.random.default_rng(1)
    count, places, length = 10_000, 2_000, 10
    posts = np.concatenate([source.choice(places, length, replace=False) for _ in range(count)])
    market = Market(np.arange(0, count * length + 1, length), posts, source.integers(1, 20, count * length), np.full(places, 4))
    started = time.process_time()
    found = match(market, seed=7)
    assert time.process_time() - started < 2
    assert (verify(market, found).stable, found.size > 7900) == (True, True)


def test_nobody_and_nothing_to_match():
    assert [placed(([], [])), placed(([("a", [])], [])), placed(([], [("p", 1, [])])), placed(([("a", ["p"])], [("p", 0, [["a"]])]))] == [
        {},
        {"a": None},
        {},
        {"a": None},
    ]


def test_rules_are_named_with_hyphen_or_underscore_and_answer_with_underscore():
    market = from_lists([("a", ["p"])], [("p", 1, [["a"]])])
    assert [match(market, rule=name).rule for name in ("candidate-optimal", "candidate_optimal")] == ["candidate_optimal"] * 2
    with pytest.raises(BadInput, match="There is no rule “fastest”"):
        match(market, rule="fastest")


@pytest.mark.parametrize("seed", [True, 1.5, None, "\ud800"])
def test_a_seed_that_cannot_be_written_down_is_refused(seed):
    with pytest.raises(BadInput):
        match(from_lists([], []), seed=seed)
