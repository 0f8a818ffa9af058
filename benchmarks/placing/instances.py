"""Random markets of any size, as arrays: uniform wishes, or everybody wanting the same city."""

from __future__ import annotations

import numpy as np

from difference.methods.matching import Market

LENGTH, SEATS, CLASSES = 20, 4, 20


def market(count: int, places: int, *, city: bool = False, seed: int = 1) -> Market:
    """`count` candidates with 20 posts each of `places`, 4 seats a post, 20 classes. `city`: posts are wanted by how near they are to one place,
    which all agree on, and half of all wishes fall on an eighth of the posts."""
    chance = np.random.default_rng(seed)
    wanted = _wishes(chance, (count, LENGTH), places, city)
    while True:
        ordered = np.sort(wanted, axis=1)
        repeated = (ordered[:, 1:] == ordered[:, :-1]).any(axis=1)
        if not repeated.any():
            break
        wanted[repeated] = _wishes(chance, (int(repeated.sum()), LENGTH), places, city)
    posts = (ordered if city else wanted).reshape(-1).astype(np.int32)
    priority = chance.integers(1, CLASSES + 1, count * LENGTH, dtype=np.int32)
    return Market(np.arange(0, count * LENGTH + 1, LENGTH), posts, priority, np.full(places, SEATS, np.int32))


def _wishes(chance: np.random.Generator, shape: tuple[int, int], places: int, city: bool) -> np.ndarray:
    drawn = chance.random(shape)
    return np.minimum((drawn**3 if city else drawn) * places, places - 1).astype(np.int32)
