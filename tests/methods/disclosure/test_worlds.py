"""Whole worlds, released one table after the other: whatever the counts, no small number can be worked out."""

import itertools
from collections import Counter

import numpy as np
import pytest

from difference.errors import BadInput
from difference.methods.disclosure import attack, current, release
from tests.methods.disclosure.worlds import breakdown, draw, table

pytestmark = pytest.mark.once
RULES = current()


def tables_of(rng, counts):
    """What is released of a world, in order: the whole, other breakdowns of the same people, and the same after more have joined."""
    people = {"september": int(counts.sum())}
    yield table(counts, "whole", people), counts
    for kept in itertools.combinations(range(counts.ndim), counts.ndim - 1) if counts.ndim > 1 else ():
        yield breakdown(counts, kept, f"by {kept}", people), counts.sum(axis=tuple(set(range(counts.ndim)) - set(kept)))
    joined = rng.poisson(counts * rng.choice([0.05, 0.3]))
    if joined.sum():
        yield table(counts + joined, "later", {**people, "october": int(joined.sum())}), counts + joined


def check_shown(published, counts):
    """What is shown is true, large and rounded, and so is the rest of its lines; totals are sums of it. By the definition alone."""
    for place, (key, cell) in zip(np.ndindex(counts.shape), published.cells.items(), strict=True):
        if cell.count is None:
            continue
        assert counts[place] >= 10, key
        assert cell.count % 5 == 0
        assert abs(cell.count - counts[place]) <= 2
        rests = [counts.sum(axis=axis, keepdims=True)[*place[:axis], 0, *place[axis + 1 :]] - counts[place] for axis in range(counts.ndim)]
        assert all(rest >= 10 for rest, size in zip(rests, counts.shape, strict=True) if size > 1), key
    for margin, total in published.totals.items():
        within = [cell.count for key, cell in published.cells.items() if all(at in {None, name} for at, name in zip(margin, key, strict=True))]
        shown = [count for count in within if count is not None]
        assert total == (sum(shown) if shown else None)


def check_world(rng):
    """Releases a world: how many tables left, why others did not, how many small numbers were attacked, and the narrowest interval."""
    released, refused = [], []
    for made, counts in tables_of(rng, draw(rng)):
        try:
            published = release(made, RULES, released).published
        except BadInput as error:
            refused.append(error.code)
            continue
        check_shown(published, counts)
        released.append(published)
    found = attack(released, RULES, thorough=rng.random() < 0.05)
    assert not found.exact
    for finding in found.findings:
        # What is known to be no small number may be known as well as any number shown.
        assert finding.width >= 5 or finding.low >= 10, finding
    return len(released), refused, len(found.findings), min((each.width for each in found.findings if each.low < 10), default=np.inf)


def check_worlds(seed, number):
    rng = np.random.default_rng(seed)
    tables, refused, attacked, narrowest = zip(*(check_world(rng) for _ in range(number)), strict=True)
    return sum(tables), Counter(itertools.chain.from_iterable(refused)), sum(attacked), min(narrowest)


def test_no_small_number_of_a_world_can_be_worked_out():
    tables, _, attacked, narrowest = check_worlds(20261124, 12)
    assert (tables > 20, attacked > 50, narrowest >= 5) == (True, True, True)


@pytest.mark.deep
@pytest.mark.parametrize("part", range(20))
def test_no_small_number_of_a_thousand_worlds_can_be_worked_out(part):
    tables, refused, attacked, narrowest = check_worlds(20261125 + part, 50)
    assert (tables > 80, attacked > 150, narrowest >= 5) == (True, True, True)
    assert set(refused) <= {"populations-too-close", "given-away"}
    assert refused["given-away"] < tables / 20


def test_the_truth_always_lies_within_the_bounds():
    rng = np.random.default_rng(7)
    for _ in range(10):
        made = table(draw(rng))
        for finding in attack([release(made).published]).findings:
            assert finding.low <= made.cells[tuple(finding.where.values())].count <= finding.high
