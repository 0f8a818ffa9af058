"""Others' code, which shares nothing with ours, places small markets without ties as ours does, from both ends."""

import random
import warnings

import pytest

from difference.methods.matching import from_lists, match
from tests.methods.matching.markets import random_lists

pytestmark = pytest.mark.once


def mutual(lists):
    """Only what both sides ranked, which is all that the other library takes, by numbers from 1."""
    candidates, posts = lists
    whom = {name: [one for tied in classes for one in tied] for name, _, classes in posts}
    wanted = {name: [post for post in ranked if name in whom[post]] for name, ranked in candidates}
    ranked = {post: [name for name in names if post in wanted[name]] for post, names in whom.items()}
    number = {name: place for names in (wanted, ranked) for place, name in enumerate(names, 1)}
    return {
        "residents": {number[name]: [number[post] for post in listed] for name, listed in wanted.items()},
        "hospitals": {
            number[post]: {"capacity": seats, "preferences": [number[name] for name in ranked[post]]} for post, seats, _ in posts
        },
    }  # fmt: skip


def compare_with_algmatch(trials):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from algmatch import HospitalResidentsProblem
    for trial in trials:
        candidates, posts = random_lists(random.Random(trial), 7, 4, ties=False)
        # It cannot read a post without a seat.
        lists = candidates, [(name, max(seats, 1), classes) for name, seats, classes in posts]
        market = from_lists(*lists)
        for side, rule in (("residents", "candidate_optimal"), ("hospitals", "post_optimal")):
            found = HospitalResidentsProblem(dictionary=mutual(lists), optimised_side=side).get_stable_matching()["resident_sided"]
            ours = match(market, rule).posts
            assert [f"h{post + 1}" if post >= 0 else "" for post in ours] == [found[f"r{who + 1}"] for who in range(len(ours))]


def test_algmatch_agrees_on_two_hundred_markets():
    compare_with_algmatch(range(200))


@pytest.mark.deep
def test_algmatch_agrees_on_thousands_of_markets():
    compare_with_algmatch(range(200, 5000))
