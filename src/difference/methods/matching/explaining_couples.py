"""Why a couple's member does not have a post that stands for them in a pair which the couple preferred to its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from difference.methods.matching.couples import NOWHERE, Couple
from difference.methods.matching.market import Market
from difference.methods.matching.outcome import Matching
from difference.methods.matching.verifying_couples import Couples


@dataclass(frozen=True)
class Missed:
    """A post that a member might have had: the best rank of a pair with it, its entry among the member's, and whether such a pair blocks."""

    entry: int
    rank: int
    blocks: bool


def missed(market: Market, matching: Matching, couple: Couple, who: int) -> tuple[int | None, tuple[Missed, ...]]:
    """The rank of the pair that the couple has (None: none that it listed), and every post for this member in a pair that it preferred."""
    first, second = couple.members
    now = int(matching.posts[first]), int(matching.posts[second])
    rank = couple.rank(now)
    blocking = {one.posts for one in Couples(market, matching.posts).blocking() if one.couple == couple.name}
    ranks: dict[int, int] = {}
    unsettled: set[int] = set()
    for place, post, pair in _preferred(couple, who, rank):
        if post in (NOWHERE, now[couple.members.index(who)]):
            continue
        ranks.setdefault(post, place)
        if tuple(None if one == NOWHERE else market.post_ids[one] for one in pair) in blocking:
            unsettled.add(post)
    start, end = int(market.offsets[who]), int(market.offsets[who + 1])
    entries = {int(market.posts[entry]): entry for entry in range(start, end)}
    return rank, tuple(Missed(entries[post], place, post in unsettled) for post, place in ranks.items())


def _preferred(couple: Couple, who: int, rank: int | None) -> Iterator[tuple[int, int, tuple[int, int]]]:
    for place, pair in enumerate(couple.pairs[: rank - 1 if rank else None], 1):
        yield place, pair[couple.members.index(who)], pair
