"""Couples are placed together where that can be had, and where it cannot, that is said and never more than was proved."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from difference.errors import BadInput
from difference.methods.matching import RULES, Couple, Effect, Market, Matching, Rolling, compare, draw, exact, explain, from_lists, match, verify
from difference.methods.matching.pairing import NOT_FOUND, STABLE, TRIED
from tests.methods.matching.markets import random_lists
from tests.methods.matching.pairs import KLAUS_KLIJN, ROTH_1984, EveryPair, market_of, random_pairs

pytestmark = pytest.mark.once


def by_hand(market, outcome, rule="by hand"):
    posts = np.array([market.post_places[outcome[name]] if outcome.get(name) else -1 for name in market.candidate_ids], np.int32)
    return Matching(posts, rule, 0, "", draw(market.candidate_ids, 0))


def blocking_of(market, matching):
    verdict = verify(market, matching)
    return {((name,), (post,)) for name, post in verdict.blocking_pairs} | {(one.members, one.posts) for one in verdict.blocking_couples}


@pytest.mark.parametrize(("lists", "fewest"), [(KLAUS_KLIJN, 1), (ROTH_1984, 1)])
def test_where_the_literature_has_no_stable_matching_it_is_proved_and_one_with_fewest_that_block_is_given(lists, fewest):
    market, every = market_of(lists), EveryPair(*lists)
    assert min(len(every.blocking(outcome)) for outcome in every.matchings()) == fewest
    for seed in range(5):
        found = match(market, "couples", seed)
        assert found.guarantee.startswith("Not stable, and nothing else could be: every matching there is was tried")
        assert (verify(market, found).possible, len(blocking_of(market, found))) == (True, fewest)


def test_what_was_not_proved_is_not_claimed(monkeypatch):
    monkeypatch.setattr("difference.methods.matching.pairing.few_enough", lambda parties: False)
    market = market_of(KLAUS_KLIJN)
    assert match(market, "couples").guarantee == NOT_FOUND.format(count=1)


def check(trial, source):
    lists = random_pairs(source, source.randint(0, 3), source.randint(1, 2), source.randint(2, 3))
    market, every = market_of(lists), EveryPair(*lists)
    found = match(market, "couples", trial)
    stable = every.stable()
    blocking = every.blocking(found.by_id(market))
    assert blocking_of(market, found) == blocking
    assert verify(market, found).possible
    if stable:
        assert (blocking, found.guarantee in (STABLE, STABLE + TRIED)) == (set(), True)
    else:
        assert len(blocking) == min(len(every.blocking(outcome)) for outcome in every.matchings())
        assert found.guarantee.startswith("Not stable, and nothing else could be")
    return bool(stable), found.guarantee == STABLE


def test_it_says_stable_exactly_where_trying_everything_finds_it_stable():
    found = [check(trial, random.Random(trial)) for trial in range(250)]
    # Nearly always the sequence finds what there is, without anything being tried: 98.8% of three thousand.
    assert sum(by_sequence for _, by_sequence in found) >= 0.98 * sum(exists for exists, _ in found) > 200


@pytest.mark.deep
def test_it_says_stable_exactly_where_trying_everything_finds_it_stable_on_thousands():
    found = [check(trial, random.Random(trial)) for trial in range(250, 4000)]
    assert sum(by_sequence for _, by_sequence in found) >= 0.985 * sum(exists for exists, _ in found)
    assert sum(not exists for exists, _ in found) > 20


@pytest.mark.parametrize("trial", range(25))
def test_the_check_agrees_with_the_definition_on_every_matching_of_small_markets(trial):
    lists = random_pairs(random.Random(trial), 2, 1 + trial % 2, 2, most_seats=3, longest=4)
    market, every = market_of(lists), EveryPair(*lists)
    for outcome in every.matchings():
        matching = by_hand(market, outcome)
        assert (blocking_of(market, matching), verify(market, matching).possible) == (every.blocking(outcome), True)


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_the_order_of_the_input_and_of_the_members_changes_nothing(seed):
    source = random.Random(seed)
    candidates, posts, couples = random_pairs(source, 9, 7, 7)
    found = match(market_of((candidates, posts, couples)), "couples", seed)
    turned = [(name, both[::-1], [pair[::-1] for pair in pairs]) if source.random() < 0.5 else (name, both, pairs) for name, both, pairs in couples]
    mixed = market_of(tuple(source.sample(rows, len(rows)) for rows in (candidates, posts, turned)))
    again = match(mixed, "couples", seed)
    assert (again.by_id(mixed), again.guarantee) == (found.by_id(market_of((candidates, posts, couples))), found.guarantee)


def test_posts_are_looked_at_again_by_name_and_not_by_row():
    # Of four thousand markets this is the one where going by row would place people otherwise.
    source = random.Random(2792)
    candidates, posts, couples = random_pairs(source, 9, 9, 6, most_seats=1)
    market, mixed = market_of((candidates, posts, couples)), market_of((candidates, source.sample(posts, len(posts)), couples))
    assert match(market, "couples", 2792).by_id(market) == match(mixed, "couples", 2792).by_id(mixed)


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_without_couples_it_is_the_default_rule(seed):
    market = from_lists(*random_lists(random.Random(seed), 9, 5))
    found, plain = match(market, "couples", seed), match(market, "candidate_optimal", seed)
    assert (found.posts.tolist(), found.guarantee) == (plain.posts.tolist(), plain.guarantee)


def test_a_couple_displaces_single_candidates_who_ask_on():
    # Ours: a and b want p and q; p prefers a to s, q has nobody; s goes on to r.
    lists = (
        [("s", ["p", "r"]), ("a", []), ("b", [])],
        [("p", 1, [["a"], ["s"]]), ("q", 1, [["b"]]), ("r", 1, [["s"]])],
        [("x", ("a", "b"), [("p", "q")])],
    )
    market = market_of(lists)
    assert match(market, "couples").by_id(market) == {"s": "r", "a": "p", "b": "q"}


def test_a_seat_that_a_displaced_couple_gives_up_goes_to_whoever_wants_it():
    # Ours: whichever couple is let in first, y's member takes p from x's; x loses q too, which s prefers to r.
    lists = (
        [("s", ["q", "r"]), ("a", []), ("b", []), ("c", []), ("d", [])],
        [("p", 1, [["c"], ["a"]]), ("q", 1, [["b"], ["s"]]), ("r", 1, [["s"]]), ("t", 1, [["d"]])],
        [("x", ("a", "b"), [("p", "q")]), ("y", ("c", "d"), [("p", "t")])],
    )
    market = market_of(lists)
    for seed in range(6):
        assert match(market, "couples", seed).by_id(market) == {"s": "q", "a": None, "b": None, "c": "p", "d": "t"}


# Two of a couple who want one post together, both unplaced: whom it holds, best first, for how many seats, and whether they block. Ours, from the definition.
@pytest.mark.parametrize(
    ("seats", "ranking", "held", "blocks"),
    [
        (2, "sab", "", True),
        (2, "asb", "s", True),
        (2, "sab", "s", False),
        (2, "abst", "st", True),
        (2, "asbt", "st", True),
        (2, "sabt", "st", False),
        (3, "sabt", "st", True),
        (3, "stab", "st", False),
    ],
)
def test_both_to_one_post_block_as_the_definition_says(seats, ranking, held, blocks):
    lists = (
        [(name, ["p"]) for name in "st"] + [("a", []), ("b", [])],
        [("p", seats, [[name] for name in ranking if name in "ab" or name in "st"])],
        [("x", ("a", "b"), [("p", "p")])],
    )
    market = market_of(lists)
    verdict = verify(market, by_hand(market, dict.fromkeys(held, "p")))
    assert [one.posts for one in verdict.blocking_couples] == ([("p", "p")] if blocks else [])


def test_a_partner_who_stays_is_nobody_to_displace_and_one_who_leaves_may_be():
    # Ours: a holds p beside nobody worse than b but a, who stays.
    stays = market_of(
        ([("a", []), ("b", []), ("s", ["p"])], [("p", 2, [["s"], ["b"], ["a"]]), ("q", 1, [["b"]])], [("x", ("a", "b"), [("p", "p"), ("p", "q")])])
    )
    assert verify(stays, by_hand(stays, {"a": "p", "b": "q", "s": "p"})).stable
    leaves = market_of(([("a", []), ("b", [])], [("p", 1, [["b"], ["a"]]), ("q", 1, [["a"], ["b"]])], [("x", ("a", "b"), [("q", "p"), ("p", "q")])]))
    assert [one.posts for one in verify(leaves, by_hand(leaves, {"a": "p", "b": "q"})).blocking_couples] == [("q", "p")]


def test_a_pair_that_was_not_listed_is_named_and_giving_up_a_post_can_block():
    market = market_of(([("a", []), ("b", [])], [("p", 1, [["a"]]), ("q", 1, [["b"]])], [("x", ("a", "b"), [("p", None), ("p", "q")])]))
    half = verify(market, by_hand(market, {"b": "q"}))
    assert (half.possible, half.sentences()) == (
        False,
        [
            "a and b (couple x) would rather have p and no post, where nobody would refuse them.",
            "a and b (couple x) would rather have p and q, where nobody would refuse them.",
            "Couple x holds no post and q, which it did not rank together.",
        ],
    )
    both = verify(market, by_hand(market, {"a": "p", "b": "q"}))
    assert (both.possible, [one.posts for one in both.blocking_couples]) == (True, [("p", None)])


def test_members_are_no_blocking_pairs_on_their_own():
    market = market_of(([("a", []), ("b", [])], [("p", 1, [["a"]]), ("q", 1, [])], [("x", ("a", "b"), [("p", "q")])]))
    assert verify(market, by_hand(market, {})).stable


@pytest.mark.parametrize("rule", [name for name in RULES if name != "couples"])
def test_other_rules_refuse_couples_in_a_sentence(rule):
    with pytest.raises(BadInput) as caught:
        match(market_of(KLAUS_KLIJN), rule)
    assert caught.value.sentence == f"This market has couples, which {rule} cannot honour. Use couples."


def test_chains_and_the_exact_model_refuse_couples():
    for what in (Rolling, exact):
        with pytest.raises(BadInput, match="ouples"):
            what(market_of(KLAUS_KLIJN))


def test_a_member_hears_of_each_post_in_the_pairs_they_preferred_why():
    lists = (
        [("s", ["q"]), ("a", []), ("b", [])],
        [("p", 1, [["a"]]), ("q", 1, [["s"], ["b"]]), ("r", 1, [["b"]]), ("t", 1, [["a"]]), ("u", 0, [["a"]])],
        [("x", ("a", "b"), [("u", "r"), ("p", "q"), (None, "q"), ("q", "r"), ("t", "r")])],
    )
    market = market_of(lists)
    matching = match(market, "couples")
    first, second = (explain(market, matching, name) for name in "ab")
    assert (first.outcome, first.rank, [(one.post, one.rank, one.kind) for one in first.reasons]) == (
        "t", 5, [("u", 1, "no_seats"), ("p", 2, "couple"), ("q", 4, "not_ranked")],
    )  # fmt: skip
    assert (second.outcome, second.rank, [(one.post, one.rank, one.kind) for one in second.reasons]) == ("r", 5, [("q", 2, "class")])
    assert first.reasons[1].sentence == "p would have taken you, but no pair with it that you both preferred was to be had for the two of you."


def test_in_a_matching_that_is_not_stable_whoever_blocks_hears_so():
    market = market_of(KLAUS_KLIJN)
    reasons = {}
    for outcome in ({"s": "c1"}, {"s": "c2"}):
        matching = by_hand(market, outcome, "couples")
        reasons |= {(outcome["s"], name): [(one.post, one.kind) for one in explain(market, matching, name).reasons] for name in "smw"}
    assert reasons == {
        ("c1", "s"): [], ("c1", "m"): [("c1", "unsettled")], ("c1", "w"): [("c2", "unsettled")],
        ("c2", "s"): [("c1", "unsettled")], ("c2", "m"): [("c1", "couple")], ("c2", "w"): [("c2", "class")],
    }  # fmt: skip


def test_a_member_who_lost_a_tie_against_the_lottery_hears_so():
    market = market_of(([("s", ["p"]), ("a", []), ("b", [])], [("p", 1, [["a", "s"]]), ("q", 1, [["b"]])], [("x", ("a", "b"), [("p", "q")])]))
    seed = next(seed for seed in range(100) if draw(market.candidate_ids, seed).tolist() == [3, 1, 2])
    other = by_hand(market, {"s": "p"}, "couples")
    matching = Matching(other.posts, "couples", seed, "", draw(market.candidate_ids, seed))
    assert verify(market, matching).stable
    assert [[reason.kind for reason in explain(market, matching, name).reasons] for name in "ab"] == [["found"], ["couple"]]


@pytest.mark.parametrize("trial", range(60))
def test_everybody_hears_one_reason_for_each_post_they_preferred(trial):
    candidates, posts, couples = random_pairs(random.Random(trial), 5, 3, 4)
    market = market_of((candidates, posts, couples))
    matching = match(market, "couples", trial)
    outcome = matching.by_id(market)
    for name, wanted in candidates:
        preferred = wanted[: wanted.index(outcome[name]) if outcome[name] in wanted else None]
        for _, both, pairs in couples:
            if name in both:
                now = tuple(outcome[one] for one in both)
                before = pairs[: pairs.index(now) if now in pairs else None]
                preferred = [post for post in dict.fromkeys(pair[both.index(name)] for pair in before) if post not in (None, outcome[name])]
        assert [reason.post for reason in explain(market, matching, name).reasons] == preferred


def test_compared_by_the_ranks_of_pairs():
    market = market_of(([("a", []), ("b", [])], [("p", 1, [["a"]]), ("q", 1, [["b"]])], [("x", ("a", "b"), [("q", "p"), ("p", "q")])]))
    found = compare(market)
    assert (found.against, found.effects) == ("couples", (Effect("couples", 2, 0, 2.0, 2, 1.0, 0),))


def test_markets_of_some_hundreds_are_nearly_always_placed_without_anything_that_blocks():
    left = []
    for seed in range(12):
        candidates, posts, couples = random_pairs(random.Random(seed), 300, 20, 90, most_seats=6, longest=12)
        market = market_of(([(name, wanted[:10]) for name, wanted in candidates], posts, couples))
        found = match(market, "couples", 1)
        left.append(len(blocking_of(market, found)))
        assert found.guarantee == (NOT_FOUND.format(count=left[-1]) if left[-1] else STABLE)
    # Of thirty such markets 27 had none, and three had one.
    assert (left.count(0) >= 10, max(left) <= 1) == (True, True)


@pytest.mark.parametrize(
    ("couples", "place", "sentence"),
    [
        ([Couple("x", (0, 0), ())], "couples, row 1", "It needs two candidates of the market."),
        ([Couple("x", (0, 1), ((0, 5),))], "couples, row 1", "Each of its pairs needs a post of the market, or two."),
        ([Couple("x", (0, 1), ((-1, -1),))], "couples, row 1", "Each of its pairs needs a post of the market, or two."),
        ([Couple("x", (0, 1), ((0, 1), (0, 1)))], "couples, row 1", "It ranks a pair more than once."),
        ([Couple("x", (0, 1), ((0, 0),))], "couples, row 1", "It ranks post 0 for both, which has too few seats: 1."),
        (
            [Couple("x", (0, 1), ((1, 0),))],
            "couples, row 1",
            "The entries of candidate 0 must be the posts that stand for them in its pairs, in that order.",
        ),
        ([Couple("x", (0, 1), ((0, 1),)), Couple("x", (2, 1), ())], "couples, row 2", "Its id “x” is that of another couple too."),
        ([Couple("x", (0, 1), ((0, 1),)), Couple("y", (2, 1), ())], "couples, row 2", "Candidate 1 is in the couple of row 1 too."),
    ],
)
def test_arrays_whose_couples_do_not_fit_are_refused(couples, place, sentence):
    with pytest.raises(BadInput) as caught:
        Market([0, 1, 2, 2], [0, 1], [1, 1], [1, 1], couples=tuple(couples))
    assert sentence in caught.value.fields[place]


def test_all_permutations_of_a_small_market_prove_the_brute_force_right():
    # Of the 24 ways to fill the four posts of Roth's market, and of those that leave some empty, each is blocked.
    every = EveryPair(*ROTH_1984)
    full = [dict(zip(("s1", "s2", "s3", "s4"), posts, strict=True)) for posts in itertools.permutations(("H1", "H2", "H3", "H4"))]
    assert all(every.blocking(outcome) for outcome in full)
    assert every.stable() == []
