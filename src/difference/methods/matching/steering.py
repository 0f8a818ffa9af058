"""Fills cold spots first by what posts may decide, ties, reserved seats and ceilings, and never by altering what anybody prefers."""

from __future__ import annotations

import numpy as np

from difference.methods.matching.choosing import Applicant, Choice
from difference.methods.matching.market import UNRANKED, Booleans, Int32s, Market


def cold_spots_first(market: Market, lottery: Int32s) -> Int32s:
    """int32[n]: each candidate's post, −1 where unplaced.

    Candidates ask down their lists, and posts choose as `Choice` says: flexible deferred acceptance (Kamada and Kojima 2015) with soft reserves.
    Stable given the ceilings: a candidate and a post may only both want each other where the post, or a region around it, is as full as it may be and
    nobody it holds is in a worse class or in a seat that is not theirs first. It is done twice: with ties broken by the lottery; and with ties at posts
    outside cold spots broken first against candidates who ranked a cold spot further down, so that they go on to it. What fills more seats in cold
    spots is given, then what fills more, then the lottery's. Where no post has ties, no candidate gains by a false ranking (Hatfield and Milgrom,
    American Economic Review 95 (2005), 913–935); where a tie is decided in this way, leaving cold spots out could help. Rounds of asking times the
    work of choosing: about O(E log E) for usual markets, at worst O(E) rounds of sorting one region.
    """
    by_lottery = _ask(market, lottery, np.zeros(len(market.posts), bool))
    goes_on = _goes_on(market)
    if not goes_on.any():
        return by_lottery
    steered = _ask(market, lottery, goes_on)
    return steered if _standing(market, steered) > _standing(market, by_lottery) else by_lottery


def _standing(market: Market, outcome: Int32s) -> tuple[int, int]:
    placed = outcome[outcome >= 0]
    return int(market.cold[placed].sum()), len(placed)


def _goes_on(market: Market) -> Booleans:
    """bool[E]: whether the post is no cold spot and its candidate ranked, further down, a cold spot that has seats and ranked them."""
    cold = market.cold[market.posts]
    useful = np.cumsum(np.concatenate([[0], cold & (market.priority != UNRANKED) & (market.seats[market.posts] > 0)]))
    further_down = useful[market.offsets[1:]][market.candidates] - useful[1:]
    return np.asarray(~cold & (further_down > 0), bool)


def _ask(market: Market, lottery: Int32s, later: Booleans) -> Int32s:
    """Deferred acceptance in rounds; within a class, entries marked `later` come after those not marked, and then the lottery decides."""
    choice = Choice(market)
    posts, classes, late, numbers = market.posts.tolist(), market.priority.tolist(), later.tolist(), lottery.tolist()
    usable = ((market.priority != UNRANKED) & (market.seats[market.posts] > 0)).tolist()
    upcoming, ends = market.offsets[:-1].tolist(), market.offsets[1:].tolist()
    held: dict[int, list[Applicant]] = {}
    waiting = list(range(len(market)))
    while waiting:
        touched = set()
        for who in waiting:
            entry = next((entry for entry in range(upcoming[who], ends[who]) if usable[entry]), None)
            if entry is not None:
                upcoming[who] = entry + 1
                held.setdefault(posts[entry], []).append((classes[entry], late[entry], numbers[who], who))
                touched.add(choice.together(posts[entry]))
        waiting = []
        for together in touched:
            asking = {post: held[post] for post in together if held.get(post)}
            chosen = choice.choose(asking)
            waiting += [one[-1] for post, applicants in asking.items() for one in set(applicants) - set(chosen[post])]
            held |= chosen
    outcome = np.full(len(market), -1, np.int32)
    for post, applicants in held.items():
        outcome[[one[-1] for one in applicants]] = post
    outcome.flags.writeable = False
    return outcome
