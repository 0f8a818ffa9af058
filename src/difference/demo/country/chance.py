"""Chance that falls the same way each time, on every machine and version of Python: drawn from hashes of a key."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of draws that its key decides."""

    def __init__(self, *key: object) -> None:
        self._key = "/".join(str(part) for part in key)
        self._drawn = 0

    def below(self, bound: int) -> int:
        """A whole number from 0 to `bound` - 1."""
        self._drawn += 1
        digest = hashlib.sha256(f"{self._key}/{self._drawn}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % bound

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible."""
        return low + self.below(high - low + 1)

    def happens(self, share: float) -> bool:
        """Whether something of this probability happens."""
        return self.below(10**9) < share * 10**9

    def one_of(self, things: Sequence[T]) -> T:
        """One of several, each as likely."""
        return things[self.below(len(things))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of several, by weight."""
        at = self.below(10**9) / 10**9 * sum(weights.values())
        for thing, weight in weights.items():
            at -= weight
            if at < 0:
                return thing
        return thing

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """All of them in another order."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def within(self, centre: tuple[int, int], radius: int) -> tuple[int, int]:
        """A point no farther than `radius` from `centre`, anywhere as likely."""
        while True:
            east, north = self.between(-radius, radius), self.between(-radius, radius)
            if east * east + north * north <= radius * radius:
                return centre[0] + east, centre[1] + north
