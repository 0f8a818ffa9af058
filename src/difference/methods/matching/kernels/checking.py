"""The check of a large matching, compiled from the definition of stability alone; it shares nothing with what places."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

WORSE_THAN_ANY = 2**31 - 1
BETTER_THAN_ANY = -(2**31)


@njit(cache=True)  # type: ignore[untyped-decorator]
def check(offsets: Any, posts: Any, priority: Any, seats: Any, outcome: Any) -> Any:
    """Entries that block (int64[…]), which candidates hold a post that ranked them and that they ranked (bool[n]), and how many each post holds.

    Posts and priority are read in order twice at most. `outcome`: int32[n], positions of posts or −1.
    """
    reached, fitting, held, worst = _look(offsets, posts, priority, seats, outcome)
    # A post welcomes whoever it ranks strictly better than this.
    limit = np.empty(len(seats), np.int32)
    for post in range(len(seats)):
        limit[post] = WORSE_THAN_ANY if held[post] < seats[post] else worst[post]
    count = 0
    for who in range(len(outcome)):
        for entry in range(offsets[who], reached[who]):
            if priority[entry] < limit[posts[entry]]:
                count += 1
    blocking = np.empty(count, np.int64)
    if count:
        count = 0
        for who in range(len(outcome)):
            for entry in range(offsets[who], reached[who]):
                if priority[entry] < limit[posts[entry]]:
                    blocking[count] = entry
                    count += 1
    return blocking, fitting, held


@njit(cache=True)  # type: ignore[untyped-decorator]
def _look(offsets: Any, posts: Any, priority: Any, seats: Any, outcome: Any) -> Any:
    """For each candidate the entry of what they hold, or their list's end, and whether it fits; for each post how many and the worst class it holds."""
    reached = offsets[1:].copy()
    fitting = np.zeros(len(outcome), np.bool_)
    held = np.zeros(len(seats), np.int64)
    worst = np.full(len(seats), BETTER_THAN_ANY, np.int32)
    for who in range(len(outcome)):
        post = outcome[who]
        if post < 0:
            continue
        held[post] += 1
        level = WORSE_THAN_ANY
        for entry in range(offsets[who], offsets[who + 1]):
            if posts[entry] == post:
                reached[who] = entry
                level = priority[entry]
                break
        fitting[who] = level != WORSE_THAN_ANY
        worst[post] = max(worst[post], level)
    return reached, fitting, held, worst
