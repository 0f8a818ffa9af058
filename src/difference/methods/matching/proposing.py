"""Candidate-proposing deferred acceptance: each candidate asks down their list; a post keeps the best it has been asked by."""

from __future__ import annotations

from heapq import heappush, heapreplace

import numpy as np

from difference.methods.matching.market import UNRANKED, Int32s, Market


def candidate_optimal(market: Market, lottery: Int32s) -> Int32s:
    """int32[n]: each candidate's post, −1 where unplaced; ties are broken by `lottery` (int32[n], distinct, from 1, smaller is better).

    Gale and Shapley, “College admissions and the stability of marriage”, American Mathematical Monthly 69 (1962), 9–15.
    Each entry is looked at once at most, with a heap a post: O(E log(largest number of seats)) time, O(E) space, no recursion.
    """
    if not market.large:
        return plainly(market, lottery)
    from difference.methods.matching.kernels.proposing import propose

    outcome: Int32s = propose(market.offsets, market.posts, market.priority, _usable_seats(market), lottery)
    outcome.flags.writeable = False
    return outcome


def _usable_seats(market: Market) -> Int32s:
    """No more seats than entries, so that a post with seats for all the world does not fill the memory."""
    if int(market.seats.sum(dtype=np.int64)) <= len(market.posts):
        return market.seats
    seats = np.minimum(market.seats, np.bincount(market.posts, minlength=len(market.seats))).astype(np.int32)
    seats.flags.writeable = False
    return seats


def plainly(market: Market, lottery: Int32s) -> Int32s:
    """The same without compiled code."""
    base = len(market) + 1
    # One number says how much a post wants a candidate, larger is more: minus (class, lottery number).
    wanted = (-(market.priority.astype(np.int64) * base + lottery[market.candidates])).tolist()
    who = np.empty(base, np.int32)
    who[lottery] = np.arange(len(market), dtype=np.int32)
    by_number = who.tolist()
    posts, seats, ends = market.posts.tolist(), market.seats.tolist(), market.offsets[1:].tolist()
    usable = ((market.priority != UNRANKED) & (market.seats[market.posts] > 0)).tolist()
    upcoming = market.offsets[:-1].tolist()
    held: list[list[int]] = [[] for _ in seats]
    for newcomer in range(len(market)):
        asking = newcomer
        while upcoming[asking] < ends[asking]:
            entry = upcoming[asking]
            upcoming[asking] = entry + 1
            if not usable[entry]:
                continue
            place = held[posts[entry]]
            if len(place) < seats[posts[entry]]:
                heappush(place, wanted[entry])
                break
            if wanted[entry] > place[0]:
                asking = by_number[-heapreplace(place, wanted[entry]) % base]
    outcome = np.full(len(market), -1, np.int32)
    for post, place in enumerate(held):
        for key in place:
            outcome[by_number[-key % base]] = post
    outcome.flags.writeable = False
    return outcome
