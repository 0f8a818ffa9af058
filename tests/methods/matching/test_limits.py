"""Reserved seats, ceilings, floors and cold spots: what is promised of them, tried on worked examples and on everything small."""

import itertools
import random

import numpy as np
import pytest

from difference.errors import BadInput
from difference.methods.matching import Matching, Region, draw, explain, floors, from_document, from_lists, match, verify
from tests.methods.matching.markets import Everything, random_lists

pytestmark = pytest.mark.once
RULE = "cold_spots_first"


def placed(market, seed=0):
    return match(market, RULE, seed).by_id(market)


def by_hand(market, outcome):
    posts = np.array([market.post_places[outcome[name]] if outcome.get(name) else -1 for name in market.candidate_ids], np.int32)
    return Matching(posts, "by hand", 0, "", draw(market.candidate_ids, 0))


def kamada_and_kojima():
    """Kamada and Kojima, American Economic Review 105 (2015), example 1: a cap of 10 on two hospitals of 10; three doctors want one, seven the other.
    The Japanese mechanism fixes 5 and 5 and leaves two doctors out; flexible deferred acceptance places all."""
    doctors = [f"d{number:02}" for number in range(1, 11)]
    return from_lists(
        [(name, ["h1"] if place < 3 else ["h2"]) for place, name in enumerate(doctors)],
        [(name, 10, [[doctor] for doctor in doctors]) for name in ("h1", "h2")],
        within={"h1": "r", "h2": "r"},
        regions=[Region("r", ceiling=10)],
    )


def test_the_example_of_kamada_and_kojima_leaves_nobody_out():
    market = kamada_and_kojima()
    assert list(placed(market).values()) == ["h1"] * 3 + ["h2"] * 7


def test_where_no_strongly_stable_matching_exists_a_stable_one_is_given():
    # The same article: one seat for two hospitals whose tastes run against their doctors'.
    market = from_lists(
        [("d1", ["h2", "h1"]), ("d2", ["h1", "h2"])],
        [("h1", 1, [["d1"], ["d2"]]), ("h2", 1, [["d2"], ["d1"]])],
        within={"h1": "r", "h2": "r"},
        regions=[Region("r", ceiling=1)],
    )
    found = match(market, RULE)
    assert (found.size, verify(market, found).stable) == (1, True)
    both = verify(market, by_hand(market, {"d1": "h2", "d2": "h1"}))
    assert (both.stable, both.over_ceiling, both.sentences()) == (False, (("r", 1, 2),), ["r has 2 candidates, and its ceiling is 1."])


def reserve():
    return from_lists([(name, ["p"]) for name in "abc"], [("p", 2, [["a"], ["b"], ["c"]])], reserved={"p": [(1, ["c"])]})


def test_a_reserved_seat_goes_to_whom_it_is_for_and_the_one_passed_over_is_told():
    market = reserve()
    found = match(market, RULE)
    assert found.by_id(market) == {"a": "p", "b": None, "c": "p"}
    (reason,) = explain(market, found, "b").reasons
    assert (reason.kind, reason.sentence) == (
        "reserved",
        "p ranked you in class 2; the seats that went to lower classes or numbers were reserved for others.",
    )
    assert [verify(market, by_hand(market, outcome)).blocking_pairs for outcome in ({"a": "p", "c": "p"}, {"a": "p", "b": "p"})] == [
        (),
        (("c", "p"),),
    ]


def test_a_reserved_seat_that_nobody_wants_is_open_to_all():
    market = from_lists([("a", ["p"]), ("b", ["p"]), ("c", [])], [("p", 2, [["a"], ["b"], ["c"]])], reserved={"p": [(1, ["c"])]})
    assert placed(market) == {"a": "p", "b": "p", "c": None}


def test_a_ceiling_binds_through_the_regions_around_it_and_is_told():
    market = from_lists(
        [("a", ["p"]), ("b", ["q"]), ("c", ["r"])],
        [("p", 1, [["a"]]), ("q", 1, [["b"]]), ("r", 1, [["c"]])],
        within={"p": "leeds", "q": "hull", "r": "kent"},
        cold_spots=["q"],
        regions=[
            Region("leeds", parent="yorkshire"),
            Region("hull", parent="yorkshire", floor=1),
            Region("yorkshire", ceiling=1, floor=2 - 1),
            Region("kent", floor=2),
        ],
    )
    found = match(market, RULE)
    assert found.by_id(market) == {"a": None, "b": "q", "c": "r"}
    (reason,) = explain(market, found, "a").reasons
    assert (reason.kind, reason.sentence) == ("ceiling", "p could not take more: its region had as many as its ceiling allows.")
    assert [str(one) for one in floors(market, found.posts)] == [
        "hull: 1 placed, as many as the 1 aimed at.",
        "yorkshire: 1 placed, as many as the 1 aimed at.",
        "kent: 1 placed, fewer than the 2 aimed at.",
    ]


def test_a_tie_is_decided_so_that_a_cold_spot_is_filled_and_this_is_told():
    market = from_lists([("a", ["p", "cold"]), ("b", ["p"])], [("p", 1, [["a", "b"]]), ("cold", 1, [["a"]])], cold_spots=["cold"])
    seed = next(seed for seed in range(100) if draw(["a", "b"], seed).tolist() == [1, 2])
    found = match(market, RULE, seed)
    assert found.by_id(market) == {"a": "cold", "b": "p"}
    assert explain(market, found, "a").reasons[0].kind == "cold_spot"


@pytest.mark.parametrize("rule", ["candidate_optimal", "post_optimal", "most_filled"])
def test_other_rules_refuse_what_they_cannot_honour(rule):
    for market in (reserve(), kamada_and_kojima()):
        with pytest.raises(BadInput, match=f"which {rule} cannot honour. Use cold_spots_first"):
            match(market, rule)


def limited(source, candidates=5, posts=4, *, ties=True):
    """Lists with cold spots, reserves and two layers of regions."""
    lists = random_lists(source, candidates, posts, ties=ties)
    names = [name for name, _ in lists[0]]
    reserved = {}
    for name, seats, _ in lists[1]:
        if seats and source.random() < 0.4:
            whom = source.sample(names, 3)
            reserved[name] = [(1, whom[:2])] + ([(1, whom[2:])] if seats > 1 else [])
    inner, outer = source.randint(0, 2), source.randint(1, 3)
    more = {
        "cold_spots": [name for name, *_ in lists[1] if source.random() < 0.4],
        "reserved": reserved,
        "within": {name: source.choice(["north", "south", "england", "wales"]) for name, *_ in lists[1]},
        "regions": [Region("north", inner, parent="england"), Region("south", parent="england"), Region("england", outer)],
    }
    return lists, more


@pytest.mark.parametrize("trial", range(150))
def test_it_is_stable_given_the_limits_explained_and_blind_to_the_order_of_its_input(trial):
    source = random.Random(trial)
    (candidates, posts), more = limited(source, 8, 5)
    market = from_lists(candidates, posts, **more)
    matching = match(market, RULE, trial)
    assert verify(market, matching).stable
    for name, wanted in candidates:
        told = explain(market, matching, name)
        assert [reason.post for reason in told.reasons] == wanted[: wanted.index(told.outcome) if told.outcome else None]
        assert all(reason.sentence for reason in told.reasons)
    shuffled = [(name, seats, [source.sample(tied, len(tied)) for tied in classes]) for name, seats, classes in posts]
    more["regions"] = source.sample(more["regions"], 3)
    assert placed(from_lists(source.sample(candidates, 8), source.sample(shuffled, 5), **more), trial) == matching.by_id(market)


@pytest.mark.parametrize("trial", [*range(15), *(pytest.param(trial, marks=pytest.mark.deep) for trial in range(15, 200))])
def test_without_ties_nobody_gains_by_any_other_list(trial):
    source = random.Random(trial)
    (candidates, posts), more = limited(source, 5, 3, ties=False)
    honest = placed(from_lists(candidates, posts, **more), trial)
    lies = [list(lie) for size in range(4) for lie in itertools.permutations([name for name, *_ in posts], size)]
    for name, wanted in candidates:
        truly = {post: place for place, post in enumerate([*wanted, None])}
        for lie in lies:
            market = from_lists([(other, lie if other == name else ranked) for other, ranked in candidates], posts, **more)
            assert truly[honest[name]] <= truly.get(placed(market, trial)[name], len(truly))


@pytest.mark.parametrize("trial", range(60))
def test_without_limits_no_fewer_cold_seats_are_filled_than_by_the_lottery(trial):
    lists = random_lists(random.Random(trial), 8, 5)
    cold = [name for name, *_ in lists[1]][:2]
    market = from_lists(*lists, cold_spots=cold)
    ours, plain = placed(market, trial), match(market, seed=trial).by_id(market)
    assert Everything(*lists).blocking(ours) == set()
    assert sum(post in cold for post in ours.values()) >= sum(post in cold for post in plain.values())


def test_mistakes_in_limits_are_told_with_their_rows():
    with pytest.raises(BadInput) as caught:
        from_document(
            {
                "candidates": [{"id": "a", "preferences": []}],
                "posts": [
                    {"id": "p", "seats": 1, "ranking": [], "reserved": [{"seats": 2, "for": ["a", "z", "a"]}]},
                    {"id": "q", "seats": 1, "ranking": [], "reserved": [{"seats": -1, "for": ["a"]}]},
                    {"id": "r", "seats": 1, "ranking": [], "reserved": "all"},
                ],
                "regions": [{"id": "north", "ceiling": -1}, {"id": "south", "height": 2}, 7],
            }
        )
    assert caught.value.fields == {
        "posts, row 1": [
            "It reserves 2 of 1 seats.",
            "“a” stands twice in its “reserved”.",
            "It reserves a seat for “z”, and there is no such candidate.",
        ],
        "posts, row 2": ["Its “reserved” needs “seats”, a whole number, none negative, and “for”, a list of ids of candidates."],
        "posts, row 3": ["Its “reserved” must be a list of objects: {“seats”: 1, “for”: [“b”]}."],
        "regions, row 1": ["Its “ceiling” must be a whole number, none negative."],
        "regions, row 2": ["“height” is not a part of it."],
        "regions, row 3": ["It must be an object with an “id”."],
    }
    with pytest.raises(BadInput) as caught:
        from_lists([], [], regions=[Region("a", 1, 2, "b"), Region("b", parent="a"), Region("c", parent="x"), Region("c")])
    assert caught.value.fields == {
        "regions, row 1": ["Its floor, 2, is above its ceiling, 1.", "It lies within itself, through the regions around it."],
        "regions, row 2": ["It lies within itself, through the regions around it."],
        "regions, row 3": ["It lies within “x”, and there is no such region."],
        "regions, row 4": ["Its id “c” is that of row 3 too."],
    }
