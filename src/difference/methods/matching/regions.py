"""Reads a market's regions and reserves: which lie around a post, how many each has, which floors are met."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from difference.methods.matching.market import Int32s, Int64s, Market


@dataclass(frozen=True)
class Floor:
    """A region's floor, a target: how many it should have, how many it has."""

    region: str
    floor: int
    held: int

    @property
    def met(self) -> bool:
        """Whether it has as many as it should."""
        return self.held >= self.floor

    def __str__(self) -> str:
        return f"{self.region}: {self.held} placed, {'as many as' if self.met else 'fewer than'} the {self.floor} aimed at."


def regions_above(market: Market) -> list[tuple[int, ...]]:
    """For each post, the positions in `market.limits` of its region and of those around it, the nearest first."""
    place = {region.name: number for number, region in enumerate(market.limits)}
    chains: dict[str | None, tuple[int, ...]] = {None: ()}

    def chain(name: str | None) -> tuple[int, ...]:
        if name not in chains:
            chains[name] = () if name not in place else (place[name], *chain(market.limits[place[name]].parent))
        return chains[name]

    return [chain(name) for name in market.regions]


def counts(market: Market, posts: Int32s) -> Int64s:
    """How many are placed in each of `market.limits` when candidates hold `posts` (int32[n], −1 unplaced)."""
    held = np.bincount(posts[posts >= 0], minlength=len(market.seats))
    found = np.zeros(len(market.limits), np.int64)
    for post, chain in enumerate(regions_above(market)):
        found[list(chain)] += held[post]
    return found


def floors(market: Market, posts: Int32s) -> tuple[Floor, ...]:
    """Every floor of `market`, met or not, when candidates hold `posts`."""
    return tuple(
        Floor(region.name, region.floor, int(held)) for region, held in zip(market.limits, counts(market, posts), strict=True) if region.floor
    )


def has_limits(market: Market) -> bool:
    """Whether some seat is reserved or some region has a ceiling, which not every rule can honour."""
    return bool(market.reserved) or any(region.ceiling is not None for region in market.limits)


def groups(market: Market) -> dict[tuple[int, int], int]:
    """Which of `market.reserved` a candidate belongs to at a post: {(post, candidate): position}."""
    return {(reserve.post, who): place for place, reserve in enumerate(market.reserved) for who in reserve.candidates}
