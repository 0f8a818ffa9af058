"""Chains of refusals end where everybody afresh would; chains of vacancies end stable, and say that they may differ."""

import random

import numpy as np
import pytest

from difference.errors import BadInput, NotFound
from difference.methods.matching import Matching, Region, Rolling, draw, from_lists, match, verify
from tests.methods.matching.markets import random_lists

pytestmark = pytest.mark.once


def without(lists, names):
    candidates, posts = lists
    kept = [(name, wanted) for name, wanted in candidates if name not in names]
    return kept, [(post, seats, [[one for one in tied if one not in names] for tied in classes]) for post, seats, classes in posts]


def classes_for(lists, name):
    level = {post: next((place for place, tied in enumerate(classes, 1) if name in tied), None) for post, _, classes in lists[1]}
    return {post: level[post] for post in dict(lists[0])[name]}


def stable(market, outcome):
    posts = np.array([market.post_places[outcome[name]] if outcome[name] else -1 for name in market.candidate_ids], np.int32)
    return verify(market, Matching(posts, "", 0, "", draw(market.candidate_ids, 0))).stable


@pytest.mark.parametrize("trial", range(120))
def test_whoever_comes_late_ends_where_they_would_have_from_the_start(trial):
    source = random.Random(trial)
    lists = random_lists(source, 10, 4)
    late = source.sample([name for name, _ in lists[0]], 4)
    rolling = Rolling(from_lists(*without(lists, late)), trial)
    for number, name in enumerate(late):
        before = rolling.by_id()
        changed = rolling.arrive(name, classes_for(lists, name))
        market = from_lists(*without(lists, late[number + 1 :]))
        after = match(market, seed=trial).by_id(market)
        assert rolling.by_id() == after
        assert {one for one in after if after[one] != before.get(one, "")} <= changed.keys()
        assert all(after[one] == post for one, post in changed.items())
    assert rolling.same_as_afresh


@pytest.mark.parametrize("trial", range(120))
def test_after_people_leave_and_seats_are_added_it_is_stable_and_says_that_it_may_differ(trial):
    source = random.Random(trial)
    lists = random_lists(source, 10, 4)
    rolling = Rolling(from_lists(*lists), trial)
    gone = source.sample([name for name, _ in lists[0]], 3)
    grown = source.choice(lists[1])[0]
    for name in gone:
        rolling.withdraw(name)
    rolling.add_seats(grown, 2)
    candidates, posts = without(lists, gone)
    posts = [(post, seats + 2 * (post == grown), classes) for post, seats, classes in posts]
    assert (stable(from_lists(candidates, posts), rolling.by_id()), rolling.same_as_afresh) == (True, False)
    back = f"{gone[0]} again"
    rolling.arrive(back, classes_for(lists, gone[0]))
    with_them = [(post, seats, [[*tied, *([back] if gone[0] in whole else [])] for tied, whole in zip(classes, original, strict=True)])
                 for (post, seats, classes), (_, _, original) in zip(posts, lists[1], strict=True)]  # fmt: skip
    assert stable(from_lists([*candidates, (back, dict(lists[0])[gone[0]])], with_them), rolling.by_id())


def test_a_vacancy_passes_along_and_each_who_moves_is_told():
    market = from_lists([("a", ["p"]), ("b", ["p", "q"]), ("c", ["q"])], [("p", 1, [["a"], ["b"]]), ("q", 1, [["b"], ["c"]])])
    rolling = Rolling(market)
    assert rolling.by_id() == {"a": "p", "b": "q", "c": None}
    assert rolling.withdraw("a") == {"b": "p", "c": "q"}
    assert rolling.by_id() == {"b": "p", "c": "q"}


def test_what_cannot_be_done_is_refused():
    rolling = Rolling(from_lists([("a", ["p"])], [("p", 1, [["a"]])]))
    rolling.withdraw("a")
    for name, ranking in (("a", {}), ("b", {"z": 1})):
        with pytest.raises(BadInput):
            rolling.arrive(name, ranking)
    with pytest.raises(NotFound):
        rolling.withdraw("a")
    with pytest.raises(NotFound):
        rolling.add_seats("z")
    with pytest.raises(BadInput):
        rolling.add_seats("p", 0)
    with pytest.raises(BadInput, match="ceilings"):
        Rolling(from_lists([], [], regions=[Region("r", 1)]))
