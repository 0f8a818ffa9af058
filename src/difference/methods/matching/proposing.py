"""Candidate-proposing deferred acceptance: each candidate asks down their list; a post keeps the best it has been asked by."""

from __future__ import annotations

from heapq import heappush, heapreplace

import numpy as np

from difference.methods.matching.market import UNRANKED, Int32s, Int64s, Market, worth_compiling


def candidate_optimal(market: Market, lottery: Int32s) -> Int32s:
    """int32[n]: each candidate's post, −1 where unplaced; ties are broken by `lottery` (int32[n], distinct, from 1, smaller is better).

    Stable; the best stable outcome for every candidate once ties are broken; no candidate gains by a false ranking.
    Gale and Shapley, “College admissions and the stability of marriage”, American Mathematical Monthly 69 (1962), 9–15.
    Each entry is looked at once at most, with a heap a post: O(E log(largest number of seats)) time, O(E) space, no recursion.
    """
    return defer(market.offsets, market.posts, market.priority, market.seats, lottery)


def defer(offsets: Int64s, posts: Int32s, priority: Int32s, seats: Int32s, lottery: Int32s) -> Int32s:
    """int32[n]: the outcome when candidates ask down their lists, given as in `Market`, except that a post may stand in a list more than once."""
    if not worth_compiling(len(posts)):
        return plainly(offsets, posts, priority, seats, lottery)
    from difference.methods.matching.kernels.proposing import propose

    outcome: Int32s = propose(offsets, posts, priority, _usable(seats, posts), lottery)
    outcome.flags.writeable = False
    return outcome


def _usable(seats: Int32s, posts: Int32s) -> Int32s:
    """No more seats than entries, so that a post with seats for all the world does not fill the memory."""
    if int(seats.sum(dtype=np.int64)) <= len(posts):
        return seats
    fewer: Int32s = np.minimum(seats, np.bincount(posts, minlength=len(seats))).astype(np.int32)
    fewer.flags.writeable = False
    return fewer


def plainly(offsets: Int64s, posts: Int32s, priority: Int32s, seats: Int32s, lottery: Int32s) -> Int32s:
    """The same as `defer` without compiled code."""
    base = len(lottery) + 1
    # One number says how much a post wants a candidate, larger is more: minus (class, lottery number).
    wanted = (-(priority.astype(np.int64) * base + np.repeat(lottery, np.diff(offsets)))).tolist()
    who = np.empty(base, np.int32)
    who[lottery] = np.arange(len(lottery), dtype=np.int32)
    by_number = who.tolist()
    usable = ((priority != UNRANKED) & (seats[posts] > 0)).tolist()
    asked, room, upcoming, ends = posts.tolist(), seats.tolist(), offsets[:-1].tolist(), offsets[1:].tolist()
    held: list[list[int]] = [[] for _ in room]
    for newcomer in range(len(lottery)):
        asking = newcomer
        while upcoming[asking] < ends[asking]:
            entry = upcoming[asking]
            upcoming[asking] = entry + 1
            if not usable[entry]:
                continue
            place = held[asked[entry]]
            if len(place) < room[asked[entry]]:
                heappush(place, wanted[entry])
                break
            if wanted[entry] > place[0]:
                asking = by_number[-heapreplace(place, wanted[entry]) % base]
    outcome = np.full(len(lottery), -1, np.int32)
    for post, place in enumerate(held):
        for key in place:
            outcome[by_number[-key % base]] = post
    outcome.flags.writeable = False
    return outcome
