"""Says to a candidate, for each post that they preferred to their outcome, the one reason why it is not theirs.

Read off the final matching alone; nobody else is named.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from difference.errors import BadInput, NotFound
from difference.methods.matching.explaining_couples import missed
from difference.methods.matching.market import UNRANKED, Booleans, Int32s, Market
from difference.methods.matching.outcome import Matching
from difference.methods.matching.regions import counts, groups, has_limits, regions_above
from difference.methods.matching.verifying import verify

# The reason why a tie that class and lottery would decide otherwise went as it did, by rules that decide some ties themselves.
TIES = {"most_filled": "promoted", "cold_spots_first": "cold_spot", "couples": "found"}

_LEVEL = "{post} ranked you in class {own}, level with the last it admitted; "
SENTENCES = {
    "not_ranked": "{post} did not rank you.",
    "no_seats": "{post} had no seats.",
    "class": "{post} ranked you in class {own}; its seats were filled by classes up to {last}.",
    "lottery": _LEVEL + "the lottery decided: your number was {number}, the last admitted {last_number}.",
    "promoted": _LEVEL + "among those level, people whom every post on their own list had turned away went first, so that more have a post.",
    "cold_spot": _LEVEL
    + "among those level, people who had ranked no cold spot further down went first, so that more seats in cold spots are filled.",
    "found": _LEVEL + "the lottery’s order alone led to no stable matching, and here the seat went to another of those level.",
    "couple": "{post} would have taken you, but no pair with it that you both preferred was to be had for the two of you.",
    "unsettled": "{post} would rather have had you: no matching was found in which nobody is passed over, and this one passes over as few as were found.",
    "reserved": "{post} ranked you in class {own}; the seats that went to lower classes or numbers were reserved for others.",
    "ceiling": "{post} could not take more: its region had as many as its ceiling allows.",
}


@dataclass(frozen=True, eq=False)
class Cutoffs:
    """How far down each post went: for each of m posts, whether it is full, the worst class it holds (0 where it holds nobody), the highest lottery
    number held in that class, and whether a region around it is at its ceiling."""

    full: Booleans
    last_class: Int32s
    last_lottery: Int32s
    capped: Booleans


@dataclass(frozen=True)
class Reason:
    """Why one post is not the candidate's. `rank` is the candidate's, from 1; classes and lottery numbers are None where they play no part.

    kind: `not_ranked` (the post did not rank the candidate), `no_seats`, `class` (all its seats went to better classes), `lottery` (its last seat in
    the candidate's own class went to a lower lottery number), `promoted` (under `most_filled`: it went to somebody level with them whom every post
    had turned away once), `reserved` (whoever it holds and would rather not have had sits in a seat reserved for them), `ceiling` (a region around it
    had as many as it may), `cold_spot` (under `cold_spots_first`: it went to somebody level with them who had ranked no cold spot further down).
    Under `couples` also `couple` (the post would have had this member, but no pair with it could be had for both), `found` (a tie went against the lottery,
    whose order led to no stable matching) and `unsettled` (the post and they, or they two, block a matching that is not stable and says so).
    """

    post: str
    rank: int
    kind: str
    own_class: int | None = None
    last_class: int | None = None
    own_lottery: int | None = None
    last_lottery: int | None = None

    @property
    def sentence(self) -> str:
        """The reason as the candidate may read it."""
        return SENTENCES[self.kind].format(
            post=self.post, own=self.own_class, last=self.last_class, number=self.own_lottery, last_number=self.last_lottery
        )


@dataclass(frozen=True)
class Explanation:
    """A candidate's outcome (a post or None), the rank they had given it, from 1, and a reason for each post that they preferred.

    For a couple's member the ranks are those of pairs: of the one that the couple has, and of the first that it preferred with that post for them.
    """

    candidate: str
    outcome: str | None
    rank: int | None
    reasons: tuple[Reason, ...]


def cutoffs(market: Market, matching: Matching) -> Cutoffs:
    """The cutoffs of every post, O(E). Worth keeping where many candidates are explained."""
    own = np.flatnonzero(market.posts == matching.posts[market.candidates])
    posts, classes, numbers = market.posts[own], market.priority[own], matching.lottery[market.candidates[own]]
    last_class = np.full(len(market.seats), np.iinfo(np.int32).min, np.int32)
    np.maximum.at(last_class, posts, classes)
    last_lottery = np.zeros(len(market.seats), np.int32)
    level = classes == last_class[posts]
    np.maximum.at(last_lottery, posts[level], numbers[level])
    held = np.bincount(posts, minlength=len(market.seats))
    capped = np.zeros(len(market.seats), bool)
    if has_limits(market):
        in_region = counts(market, matching.posts)
        at_ceiling = [limit.ceiling is not None and count >= limit.ceiling for limit, count in zip(market.limits, in_region, strict=True)]
        capped[:] = [any(at_ceiling[region] for region in chain) for chain in regions_above(market)]
    return Cutoffs(held >= market.seats, np.where(held > 0, last_class, 0).astype(np.int32), last_lottery, capped)


def explain(market: Market, matching: Matching, candidate: str, known: Cutoffs | None = None) -> Explanation:
    """The outcome of the candidate with this id, and one reason for each post that they preferred to it, in their order.

    `known` are the cutoffs of this very matching. Raises NotFound for an unknown candidate, BadInput where the matching cannot be explained: the
    candidate was passed over without a reason, so that it is not what the rule and its lottery give.
    """
    who = market.candidate_places.get(candidate)
    if who is None:
        raise NotFound("There is no such candidate in this market.")
    known = known or cutoffs(market, matching)
    if who in market.couple_of:
        return _of_member(market, matching, known, who)
    entries = range(int(market.offsets[who]), int(market.offsets[who + 1]))
    outcome = int(matching.posts[who])
    rank = next((rank for rank, entry in enumerate(entries, 1) if market.posts[entry] == outcome), None)
    preferred = list(entries)[: rank - 1 if rank else None]
    reasons = tuple(_reason(market, matching, known, entry, place) for place, entry in enumerate(preferred, 1))
    return Explanation(candidate, market.post_ids[outcome] if outcome >= 0 else None, rank, reasons)


def _of_member(market: Market, matching: Matching, known: Cutoffs, who: int) -> Explanation:
    rank, posts = missed(market, matching, market.couple_of[who], who)
    reasons = []
    for one in posts:
        post, own = int(market.posts[one.entry]), int(market.priority[one.entry])
        level = known.full[post] and own >= known.last_class[post]
        kind = "unsettled" if one.blocks else "found" if level else "couple"
        plain = None if one.blocks else _turned_away(market, matching, known, one.entry, one.rank)
        reasons.append(plain or Reason(market.post_ids[post], one.rank, kind, own))
    outcome = int(matching.posts[who])
    return Explanation(market.candidate_ids[who], market.post_ids[outcome] if outcome >= 0 else None, rank, tuple(reasons))


def _reason(market: Market, matching: Matching, known: Cutoffs, entry: int, rank: int) -> Reason:
    plain = _turned_away(market, matching, known, entry, rank)
    if plain:
        return plain
    post, own = int(market.posts[entry]), int(market.priority[entry])
    name = market.post_ids[post]
    kind = _passed_over(market, matching, entry) if known.full[post] or known.capped[post] else None
    who = market.candidate_ids[market.candidates[entry]]
    if kind is None and matching.rule == "couples" and (who, name) in verify(market, matching).blocking_pairs:
        kind = "unsettled"
    if kind:
        return Reason(name, rank, kind, own, int(known.last_class[post]))
    raise BadInput(f"{name} passed the candidate over without a reason: this matching is not what the rule and its lottery give.")


def _turned_away(market: Market, matching: Matching, known: Cutoffs, entry: int, rank: int) -> Reason | None:
    """Why a post would not have this entry's candidate; None where it would."""
    post, own, number = int(market.posts[entry]), int(market.priority[entry]), int(matching.lottery[market.candidates[entry]])
    name, last, last_number = market.post_ids[post], int(known.last_class[post]), int(known.last_lottery[post])
    if own == UNRANKED:
        return Reason(name, rank, "not_ranked")
    if market.seats[post] == 0:
        return Reason(name, rank, "no_seats")
    behind = (own, number) > (last, last_number) or not (known.full[post] or (matching.posts == post).any())
    if behind and known.full[post]:
        return Reason(name, rank, "class", own, last) if own > last else Reason(name, rank, "lottery", own, last, number, last_number)
    return Reason(name, rank, "ceiling", own) if behind and known.capped[post] else None


def _passed_over(market: Market, matching: Matching, entry: int) -> str | None:
    """Why a post holds people whom class and lottery put behind this entry's candidate: the kind of the reason, or None where there is none."""
    who, post, own = int(market.candidates[entry]), int(market.posts[entry]), int(market.priority[entry])
    theirs = np.flatnonzero((market.posts == post) & (matching.posts[market.candidates] == post))
    number = matching.lottery[who]
    ahead = [
        (int(market.candidates[one]), int(market.priority[one]))
        for one in theirs
        if (market.priority[one], matching.lottery[market.candidates[one]]) > (own, number)
    ]
    group = groups(market)
    mine = group.get((post, who))
    filled = Counter(group.get((post, int(market.candidates[one]))) for one in theirs)

    def entitled(other: int) -> bool:
        place = group.get((post, other))
        return place is not None and place != mine and filled[place] <= market.reserved[place].seats

    others = [level for other, level in ahead if not entitled(other)]
    if not others:
        return "reserved"
    return TIES.get(matching.rule) if set(others) == {own} else None
