"""Post-proposing deferred acceptance: each post invites down its ranking; a candidate keeps the best invitation they have had."""

from __future__ import annotations

import numpy as np

from difference.methods.matching.market import UNRANKED, Int32s, Market


def post_optimal(market: Market, lottery: Int32s) -> Int32s:
    """int32[n]: each candidate's post, −1 where unplaced; ties are broken by `lottery` as in `candidate_optimal`.

    Stable; once ties are broken, the best stable outcome for every post and the worst for every candidate: the other end of the stable set. A
    candidate may gain by a false ranking. Gale and Shapley, as for `candidate_optimal`; Roth, “The evolution of the labor market for medical
    interns and residents”, Journal of Political Economy 92 (1984), 991–1016. O(E log E) time, for putting each post's ranking in order.
    """
    entries = len(market.posts)
    usable = np.flatnonzero(market.priority != UNRANKED)
    owners = market.candidates
    ranking = usable[np.lexsort((lottery[owners[usable]], market.priority[usable], market.posts[usable]))]
    upcoming, ends = (np.searchsorted(market.posts[ranking], np.arange(len(market.seats)), side).tolist() for side in ("left", "right"))
    invited, who, posts, free = ranking.tolist(), owners.tolist(), market.posts.tolist(), market.seats.tolist()
    # An entry's place in its candidate's list is its rank, so that the lesser entry is the better invitation.
    held = [entries] * len(market)
    inviting = list(range(len(free)))
    while inviting:
        post = inviting.pop()
        while free[post] and upcoming[post] < ends[post]:
            entry = invited[upcoming[post]]
            upcoming[post] += 1
            former = held[who[entry]]
            if entry < former:
                held[who[entry]] = entry
                free[post] -= 1
                if former < entries:
                    free[posts[former]] += 1
                    inviting.append(posts[former])
    outcome = np.array([posts[entry] if entry < entries else -1 for entry in held], np.int32)
    outcome.flags.writeable = False
    return outcome
