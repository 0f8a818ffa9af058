"""The other rules: each keeps what its sentence promises, found by trying everything on small markets."""

import itertools
import random

import numpy as np
import pytest

from difference.methods.matching import RULES, UNRANKED, cutoffs, draw, explain, from_lists, match, verify
from tests.methods.matching.markets import GALE_SHAPLEY_1, TWO_STABLE, Everything, broken, random_lists, strict

pytestmark = pytest.mark.once


def placed(lists, rule, seed=0):
    market = from_lists(*lists)
    return match(market, rule, seed).by_id(market)


def size(outcome):
    return sum(post is not None for post in outcome.values())


def test_the_posts_choose_the_other_end_of_the_stable_sets_of_gale_and_shapley():
    market = strict(*GALE_SHAPLEY_1)
    # Each woman has her first choice.
    assert match(market, "post_optimal").by_id(market) == {"β": "A", "γ": "B", "α": "C"}
    other = strict(*TWO_STABLE)
    assert match(other, "post_optimal").by_id(other) == {"a": "q", "b": "p", "c": "r"}


@pytest.mark.parametrize("trial", range(150))
def test_of_all_stable_matchings_every_candidate_likes_post_optimal_least_and_no_post_could_do_better(trial):
    lists = random_lists(random.Random(trial), 5, 3)
    found = placed(lists, "post_optimal", trial)
    every = Everything(*broken(lists, trial))
    stable = every.stable()
    assert found in stable
    assert all(every.rank(name, found[name]) >= every.rank(name, other[name]) for other in stable for name in found)
    for post, classes in every.classes.items():
        held = sorted(classes[name] for name in found if found[name] == post)
        # Each post's people are, one by one, at least as good as in any other stable matching.
        assert all(
            all(mine <= theirs for mine, theirs in zip(held, sorted(classes[n] for n in other if other[n] == post), strict=True)) for other in stable
        )


@pytest.mark.parametrize("trial", range(100))
def test_both_ends_fill_the_same_seats_when_nobody_is_tied(trial):
    lists = random_lists(random.Random(trial), 9, 5, ties=False)
    ours, theirs = (placed(lists, rule) for rule in ("candidate_optimal", "post_optimal"))
    assert {name for name in ours if ours[name]} == {name for name in theirs if theirs[name]}
    assert sorted(filter(None, ours.values())) == sorted(filter(None, theirs.values()))


@pytest.mark.parametrize("trial", range(250))
def test_promotion_is_stable_never_smaller_than_plain_and_two_thirds_of_the_most(trial):
    lists = random_lists(random.Random(trial), 5, 4)
    every = Everything(*lists)
    found, plain = placed(lists, "most_filled", trial), placed(lists, "candidate_optimal", trial)
    assert every.blocking(found) == set()
    most = max(size(matching) for matching in every.stable())
    assert (size(found) >= size(plain), 3 * size(found) >= 2 * most) == (True, True)


def test_promotion_places_somebody_whom_the_lottery_leaves_out():
    # a wants p alone, b wants p and q, and p cannot tell them apart: only if p takes a are both placed.
    lists = [("a", ["p"]), ("b", ["p", "q"])], [("p", 1, [["a", "b"]]), ("q", 1, [["b"]])]
    seed = next(seed for seed in range(100) if draw(["a", "b"], seed).tolist() == [2, 1])
    assert placed(lists, "candidate_optimal", seed) == {"a": None, "b": "p"}
    assert placed(lists, "most_filled", seed) == {"a": "p", "b": "q"}
    market = from_lists(*lists)
    (reason,) = explain(market, match(market, "most_filled", seed), "b").reasons
    assert (reason.kind, reason.sentence.partition("; ")[2]) == (
        "promoted",
        "among those level, people whom every post on their own list had turned away went first, so that more have a post.",
    )


def test_classes_at_the_ends_of_their_range_can_be_promoted_too():
    from difference.methods.matching import Market

    market = Market([0, 1, 3], [0, 0, 1], [2**31 - 2] * 3, [1, 1])
    assert [match(market, "most_filled", seed).size for seed in range(6)] == [2] * 6


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("trial", range(40))
def test_every_rule_is_stable_explained_and_blind_to_the_order_of_its_input(rule, trial):
    source = random.Random(trial)
    candidates, posts = random_lists(source, 9, 5)
    market = from_lists(candidates, posts)
    matching = match(market, rule, trial)
    assert verify(market, matching).stable
    for name, wanted in candidates:
        told = explain(market, matching, name)
        assert [reason.post for reason in told.reasons] == wanted[: wanted.index(told.outcome) if told.outcome else None]
    shuffled = [(name, seats, [source.sample(tied, len(tied)) for tied in classes]) for name, seats, classes in posts]
    assert placed((source.sample(candidates, 9), source.sample(shuffled, 5)), rule, trial) == matching.by_id(market)


def admits(market, known, entry, number):
    """Whether the cutoffs alone let this entry's candidate in."""
    post, own = market.posts[entry], market.priority[entry]
    if own == UNRANKED or not market.seats[post]:
        return False
    return not known.full[post] or (own, number) <= (known.last_class[post], known.last_lottery[post])


@pytest.mark.parametrize("rule", ["candidate_optimal", "post_optimal"])
@pytest.mark.parametrize("trial", range(60))
def test_the_cutoffs_alone_give_the_matching_back(rule, trial):
    market = from_lists(*random_lists(random.Random(trial), 12, 5))
    matching = match(market, rule, trial)
    known = cutoffs(market, matching)
    for who, outcome in enumerate(matching.posts):
        entries = range(market.offsets[who], market.offsets[who + 1])
        let_in = (market.posts[entry] for entry in entries if admits(market, known, entry, matching.lottery[who]))
        assert next(let_in, -1) == outcome


@pytest.mark.deep
@pytest.mark.parametrize("trial", range(40))
def test_of_five_candidates_none_gains_by_any_other_list(trial):
    candidates, posts = random_lists(random.Random(trial), 5, 4)
    honest = placed((candidates, posts), "candidate_optimal", trial)
    lies = [list(lie) for length in range(5) for lie in itertools.permutations([name for name, *_ in posts], length)]
    for name, wanted in candidates:
        truly = {post: place for place, post in enumerate([*wanted, None])}
        for lie in lies:
            told = placed(([(other, lie if other == name else ranked) for other, ranked in candidates], posts), "candidate_optimal", trial)[name]
            assert truly[honest[name]] <= truly.get(told, len(truly))


def test_a_large_market_is_promoted_by_compiled_code_to_the_same(monkeypatch):
    source = random.Random(3)
    markets = [from_lists(*random_lists(source, 12, 5)) for _ in range(300)]
    plain = [match(market, "most_filled", 1).posts for market in markets]
    monkeypatch.setattr("difference.methods.matching.market.COMPILED_BEYOND", -1)
    assert all(np.array_equal(match(market, "most_filled", 1).posts, before) for market, before in zip(markets, plain, strict=True))
