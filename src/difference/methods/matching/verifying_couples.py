"""The check of couples in a matching, from the definition; it shares no code with the rules."""

from __future__ import annotations

from typing import NamedTuple

from difference.methods.matching.couples import NOWHERE, Couple
from difference.methods.matching.market import UNRANKED, Int32s, Market

PostNames = tuple[str | None, str | None]


class BlockingCouple(NamedTuple):
    """A couple and a pair of posts (None: no post) that would all rather have each other."""

    couple: str
    members: tuple[str, str]
    posts: PostNames

    def __str__(self) -> str:
        return (
            f"{self.members[0]} and {self.members[1]} (couple {self.couple}) would rather have {_said(self.posts)}, where nobody would refuse them."
        )


class Unlisted(NamedTuple):
    """A couple that holds a pair of posts that it did not list."""

    couple: str
    posts: PostNames

    def __str__(self) -> str:
        return f"Couple {self.couple} holds {_said(self.posts)}, which it did not rank together."


class Couples:
    """What a matching means for the couples of its market.

    A couple and a pair that it listed and prefers to what it has block (McDermid and Manlove, “Keeping partners together”, Journal of Combinatorial
    Optimization 19 (2010), 279–303, with the classes of ties as in Irving's weak stability, and “no post”, which refuses nobody) where
    - one member stays, and the other's post has a seat free or holds somebody other than that member whom it ranks in a strictly worse class;
    - both go to different posts, and each post has a seat free or holds somebody in a strictly worse class;
    - both go to one post, neither being there, and it has two seats free; or one, and holds somebody in a strictly worse class than one of them; or
      none, and holds somebody in a worse class than the one and somebody else in a worse class than the other.
    """

    def __init__(self, market: Market, outcome: Int32s) -> None:
        self._market, self._outcome = market, outcome.tolist()
        ranked = zip(market.posts.tolist(), market.candidates.tolist(), market.priority.tolist(), strict=True) if market.couples else ()
        self._class = {(post, who): level for post, who, level in ranked}
        self._holding: dict[int, list[int]] = {}
        for who, post in enumerate(self._outcome):
            if market.couples and post != NOWHERE:
                self._holding.setdefault(post, []).append(who)

    def blocking(self) -> tuple[BlockingCouple, ...]:
        """Every couple and pair that block."""
        found = []
        for couple in self._market.couples:
            rank = couple.rank(self._now(couple))
            better = couple.pairs if rank is None else couple.pairs[: rank - 1]
            # Rather than a pair that they did not list, they would have nothing: `unlisted` says so.
            found += [BlockingCouple(couple.name, self._names(couple), self._posts(pair)) for pair in better if self._block(couple, pair)]
        return tuple(found)

    def unlisted(self) -> tuple[Unlisted, ...]:
        """Every couple with a pair that it did not list; to have nothing is always listed."""
        now = ((couple, self._now(couple)) for couple in self._market.couples)
        return tuple(Unlisted(couple.name, self._posts(pair)) for couple, pair in now if pair != (NOWHERE, NOWHERE) and couple.rank(pair) is None)

    def _now(self, couple: Couple) -> tuple[int, int]:
        first, second = couple.members
        return self._outcome[first], self._outcome[second]

    def _names(self, couple: Couple) -> tuple[str, str]:
        first, second = couple.members
        return self._market.candidate_ids[first], self._market.candidate_ids[second]

    def _posts(self, pair: tuple[int, int]) -> PostNames:
        first, second = (None if post == NOWHERE else self._market.post_ids[post] for post in pair)
        return first, second

    def _block(self, couple: Couple, pair: tuple[int, int]) -> bool:
        (one, other), (to, too), (here, there) = couple.members, pair, self._now(couple)
        if to == here:
            return self._welcome(other, too, beside=one)
        if too == there:
            return self._welcome(one, to, beside=other)
        if to != too:
            return self._welcome(one, to) and self._welcome(other, too)
        return self._both_welcome(one, other, to)

    def _welcome(self, who: int, post: int, beside: int | None = None) -> bool:
        """Whether the post would take this one, keeping whoever it is beside whom they come."""
        if post == NOWHERE:
            return True
        if self._level(post, who) == UNRANKED:
            return False
        return self._free(post) > 0 or any(self._level(post, who) < self._level(post, held) for held in self._holding.get(post, ()) if held != beside)

    def _both_welcome(self, one: int, other: int, post: int) -> bool:
        mine, theirs = self._level(post, one), self._level(post, other)
        if UNRANKED in (mine, theirs):
            return False
        held, free = [self._level(post, who) for who in self._holding.get(post, ())], self._free(post)
        if free >= 2:
            return True
        if free == 1:
            return any(mine < level or theirs < level for level in held)
        return any(mine < level and theirs < another for place, level in enumerate(held) for spot, another in enumerate(held) if place != spot)

    def _free(self, post: int) -> int:
        return int(self._market.seats[post]) - len(self._holding.get(post, ()))

    def _level(self, post: int, who: int) -> int:
        """The class in which the post ranked somebody; whoever did not rank the post is worse than any."""
        return int(self._class.get((post, who), UNRANKED))


def _said(posts: PostNames) -> str:
    return " and ".join(post or "no post" for post in posts)
