"""The check of a matching where seats are reserved or regions have ceilings, from the definition; it shares no code with the rules."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from difference.methods.matching.market import UNRANKED, Int32s, Int64s, Market
from difference.methods.matching.regions import counts, groups, regions_above


class Seated:
    """Who sits where, with what entitles each to their seat."""

    def __init__(self, market: Market, outcome: Int32s) -> None:
        self._market = market
        self._group = groups(market)
        self._classes = {(int(post), int(who)): int(level) for post, who, level in zip(market.posts, market.candidates, market.priority, strict=True)}
        self._held: list[list[int]] = [[] for _ in market.seats]
        self._of_group = [0] * len(market.reserved)
        for who, post in enumerate(outcome.tolist()):
            if post >= 0:
                self._held[post].append(who)
                if (post, who) in self._group:
                    self._of_group[self._group[post, who]] += 1
        held_in = counts(market, outcome)
        self.full_regions = {place for place, region in enumerate(market.limits) if region.ceiling is not None and held_in[place] >= region.ceiling}
        self._above = regions_above(market)

    def room(self, post: int) -> bool:
        """Whether the post may take one more without anybody leaving."""
        return len(self._held[post]) < self._market.seats[post] and not self.full_regions.intersection(self._above[post])

    def may_displace(self, who: int, post: int) -> bool:
        """Whether somebody at the post has a weaker claim to their seat than `who`."""
        return any(self._stronger(who, other, post) for other in self._held[post])

    def _stronger(self, who: int, other: int, post: int) -> bool:
        mine, theirs = self._group.get((post, who)), self._group.get((post, other))
        better = self._classes[post, who] < self._classes.get((post, other), UNRANKED)
        if mine == theirs:
            return better
        if theirs is not None and self._of_group[theirs] <= self._market.reserved[theirs].seats:
            return False
        return better or (mine is not None and self._of_group[mine] < self._market.reserved[mine].seats)


def blocking(market: Market, outcome: Int32s) -> Int64s:
    """int64[…]: the entries whose candidate and post both want each other and may.

    The candidate prefers the post to what they have, and either it has a seat free and no region around it is at its ceiling, or somebody it holds has
    a weaker claim: in a worse class; or in no reserve's seat while one for this candidate is filled by too few. Whoever sits in a reserved seat yields
    only to others it is for. A region at its ceiling excuses an empty seat (weak stability: Kamada and Kojima, Journal of Economic Theory 168 (2017),
    107–142; reserves as in Hafalir, Yenmez and Yildirim, Theoretical Economics 8 (2013), 325–363).
    """
    seated = Seated(market, outcome)
    found = (entry for entry, who, post in _preferred(market, outcome) if seated.room(post) or seated.may_displace(who, post))
    return np.fromiter(found, np.int64)


def over_ceiling(market: Market, outcome: Int32s) -> tuple[tuple[str, int, int], ...]:
    """(region, ceiling, held) of each region that has more than it may."""
    return tuple(
        (region.name, region.ceiling, int(held))
        for region, held in zip(market.limits, counts(market, outcome), strict=True)
        if region.ceiling is not None and held > region.ceiling
    )


def _preferred(market: Market, outcome: Int32s) -> Iterator[tuple[int, int, int]]:
    """Entry, candidate and post of everything that a candidate prefers to their outcome, where the post ranked them and has seats at all."""
    posts, priority, seats = market.posts.tolist(), market.priority.tolist(), market.seats.tolist()
    for who, (start, end) in enumerate(zip(market.offsets[:-1].tolist(), market.offsets[1:].tolist(), strict=True)):
        for entry in range(start, end):
            if posts[entry] == outcome[who]:
                break
            if priority[entry] != UNRANKED and seats[posts[entry]]:
                yield entry, who, posts[entry]
