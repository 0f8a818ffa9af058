"""Placing ten thousand candidates, against sorting their lists in the same run."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.timing import processor_seconds

CANDIDATES, POSTS, LISTED = 10_000, 2_000, 10


def measure(home: Path) -> dict[str, object]:
    """Processor time of `match` and `verify` on 10,000 candidates with ten posts each, over sorting as many numbers."""
    from difference.methods.matching import from_lists, match, verify

    chance = random.Random(7)
    posts = [f"p{number}" for number in range(POSTS)]
    candidates = [(f"c{number}", chance.sample(posts, LISTED)) for number in range(CANDIDATES)]
    wanted: dict[str, list[list[str]]] = {post: [] for post in posts}
    for candidate, listed in candidates:
        for post in listed:
            wanted[post].append([candidate])
    market = from_lists(candidates, [(post, 4, classes) for post, classes in wanted.items()])
    numbers = [chance.random() for _ in range(CANDIDATES * LISTED)]
    yardstick = processor_seconds(lambda: sorted(numbers))
    placed = match(market, seed=7)
    assert verify(market, placed).stable
    return {
        "match over sorting 100,000 numbers": round(processor_seconds(lambda: match(market, seed=7)) / yardstick, 1),
        "verify over sorting 100,000 numbers": round(processor_seconds(lambda: verify(market, placed)) / yardstick, 1),
    }
