"""Uses the ties in posts' rankings to fill more seats: whoever was turned away everywhere asks again and goes before those level with them."""

from __future__ import annotations

import numpy as np

from difference.methods.matching.market import UNRANKED, Int32s, Int64s, Market
from difference.methods.matching.proposing import candidate_optimal, defer

_ROOM = 2**30


def most_filled(market: Market, lottery: Int32s) -> Int32s:
    """int32[n]: each candidate's post, −1 where unplaced; ties that promotion leaves are broken by `lottery`.

    Stable (weakly: being level does not block), at least two thirds as large as the largest stable matching, and never smaller than
    `candidate_optimal`, which is given where promotion fills no more. To find the largest itself is NP-hard (Manlove et al., Theoretical Computer
    Science 276 (2002), 261–279). Candidates may gain by a false ranking. Király, “Better and simpler approximation algorithms for the stable
    marriage problem”, Algorithmica 60 (2011), 3–20; “Linear time local approximation algorithm for maximum stable marriage”, Algorithms 6
    (2013), 471–484. Each entry is looked at twice at most: O(E log(largest number of seats)).
    """
    plain = candidate_optimal(market, lottery)
    if (plain >= 0).all():
        return plain
    promoted = defer(*_twice(market), market.seats, lottery)
    return promoted if np.count_nonzero(promoted >= 0) > np.count_nonzero(plain >= 0) else plain


def _twice(market: Market) -> tuple[Int64s, Int32s, Int32s]:
    """Offsets, posts and priority of lists that each stand twice, one after the other: the second time a little better in every class."""
    lengths = np.diff(market.offsets)
    offsets = 2 * market.offsets
    within = np.arange(2 * len(market.posts)) - np.repeat(offsets[:-1], 2 * lengths)
    second = within >= np.repeat(lengths, 2 * lengths)
    source = np.repeat(market.offsets[:-1], 2 * lengths) + np.where(second, within - np.repeat(lengths, 2 * lengths), within)
    classes = _small(market.priority)[source]
    priority = np.where(market.priority[source] == UNRANKED, UNRANKED, 2 * classes + ~second).astype(np.int32)
    posts = market.posts[source]
    for array in (offsets, posts, priority):
        array.flags.writeable = False
    return offsets, posts, priority


def _small(priority: Int32s) -> Int64s:
    """The classes as they are where they can be doubled, else counted through in their order."""
    ranked = np.where(priority == UNRANKED, 0, priority).astype(np.int64)
    return ranked if not len(ranked) or np.abs(ranked).max() < _ROOM else np.unique(ranked, return_inverse=True)[1].astype(np.int64)
