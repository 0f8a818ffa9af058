"""The rival: deferred acceptance with a heap of keys and candidates for each post, compiled, as anybody would write it first."""

from __future__ import annotations

import numpy as np
from numba import njit

UNRANKED = 2**31 - 1


@njit(cache=True)
def place(offsets, posts, priority, seats, lottery):  # noqa: ANN001, ANN201
    """int32[n]: each candidate's post, −1 where unplaced. Whoever is turned away asks on at once."""
    start = np.zeros(len(seats) + 1, np.int64)
    start[1:] = np.cumsum(seats)
    keys, whose = np.empty(start[-1], np.int64), np.empty(start[-1], np.int32)
    size, upcoming = np.zeros(len(seats), np.int32), offsets[:-1].copy()
    outcome = np.full(len(lottery), -1, np.int32)
    for newcomer in range(len(lottery)):
        asking = newcomer
        while upcoming[asking] < offsets[asking + 1]:
            entry = upcoming[asking]
            upcoming[asking] += 1
            post = posts[entry]
            room, base = seats[post], start[post]
            if priority[entry] == UNRANKED or room == 0:
                continue
            key = (np.int64(priority[entry]) << 32) | lottery[asking]
            if size[post] < room:
                _push(keys, whose, base, size[post], key, asking)
                size[post] += 1
                outcome[asking] = post
                break
            if key < keys[base]:
                out = whose[base]
                _replace(keys, whose, base, room, key, asking)
                outcome[asking], outcome[out] = post, -1
                asking = out
    return outcome


@njit(cache=True)
def _push(keys, whose, base, place, key, who):  # noqa: ANN001, ANN202
    while place > 0:
        above = (place - 1) // 2
        if keys[base + above] >= key:
            break
        keys[base + place], whose[base + place] = keys[base + above], whose[base + above]
        place = above
    keys[base + place], whose[base + place] = key, who


@njit(cache=True)
def _replace(keys, whose, base, room, key, who):  # noqa: ANN001, ANN202
    place = 0
    while 2 * place + 1 < room:
        below = 2 * place + 1
        if below + 1 < room and keys[base + below + 1] > keys[base + below]:
            below += 1
        if keys[base + below] <= key:
            break
        keys[base + place], whose[base + place] = keys[base + below], whose[base + below]
        place = below
    keys[base + place], whose[base + place] = key, who
