"""Says to a candidate, for each post that they preferred to their outcome, the one reason why it is not theirs.

Read off the final matching alone; nobody else is named.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from difference.errors import BadInput, NotFound
from difference.methods.matching.market import UNRANKED, Booleans, Int32s, Market
from difference.methods.matching.outcome import Matching


@dataclass(frozen=True, eq=False)
class Cutoffs:
    """How far down each post went: for each of m posts, whether it is full, the worst class it holds (0 where it holds nobody), and the highest
    lottery number held in that class."""

    full: Booleans
    last_class: Int32s
    last_lottery: Int32s


@dataclass(frozen=True)
class Reason:
    """Why one post is not the candidate's. `rank` is the candidate's, from 1; classes and lottery numbers are None where they play no part.

    kind: `not_ranked` (the post did not rank the candidate), `no_seats`, `class` (all its seats went to better classes), `lottery` (its last seat in
    the candidate's own class went to a lower lottery number), `promoted` (under `most_filled`: it went to somebody level with them whom every post
    had turned away once).
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
        if self.kind == "not_ranked":
            return f"{self.post} did not rank you."
        if self.kind == "no_seats":
            return f"{self.post} had no seats."
        if self.kind == "class":
            return f"{self.post} ranked you in class {self.own_class}; its seats were filled by classes up to {self.last_class}."
        level = f"{self.post} ranked you in class {self.own_class}, level with the last it admitted"
        if self.kind == "promoted":
            return f"{level}; among those level, people whom every post on their own list had turned away went first, so that more have a post."
        return f"{level}; the lottery decided: your number was {self.own_lottery}, the last admitted {self.last_lottery}."


@dataclass(frozen=True)
class Explanation:
    """A candidate's outcome (a post or None), the rank they had given it, from 1, and a reason for each post that they preferred."""

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
    return Cutoffs(held >= market.seats, np.where(held > 0, last_class, 0).astype(np.int32), last_lottery)


def explain(market: Market, matching: Matching, candidate: str, known: Cutoffs | None = None) -> Explanation:
    """The outcome of the candidate with this id, and one reason for each post that they preferred to it, in their order.

    `known` are the cutoffs of this very matching. Raises NotFound for an unknown candidate, BadInput where the matching cannot be explained: the
    candidate was passed over without a reason, so that it is not what the rule and its lottery give.
    """
    who = market.candidate_places.get(candidate)
    if who is None:
        raise NotFound("There is no such candidate in this market.")
    known = known or cutoffs(market, matching)
    entries = range(int(market.offsets[who]), int(market.offsets[who + 1]))
    outcome = int(matching.posts[who])
    rank = next((rank for rank, entry in enumerate(entries, 1) if market.posts[entry] == outcome), None)
    preferred = list(entries)[: rank - 1 if rank else None]
    reasons = tuple(_reason(market, matching, known, entry, place) for place, entry in enumerate(preferred, 1))
    return Explanation(candidate, market.post_ids[outcome] if outcome >= 0 else None, rank, reasons)


def _reason(market: Market, matching: Matching, known: Cutoffs, entry: int, rank: int) -> Reason:
    post, own, number = int(market.posts[entry]), int(market.priority[entry]), int(matching.lottery[market.candidates[entry]])
    name, last, last_number = market.post_ids[post], int(known.last_class[post]), int(known.last_lottery[post])
    if own == UNRANKED:
        return Reason(name, rank, "not_ranked")
    if market.seats[post] == 0:
        return Reason(name, rank, "no_seats")
    if known.full[post] and own > last:
        return Reason(name, rank, "class", own, last)
    if known.full[post] and own == last and number > last_number:
        return Reason(name, rank, "lottery", own, last, number, last_number)
    if known.full[post] and own == last and matching.rule == "most_filled":
        return Reason(name, rank, "promoted", own, last)
    raise BadInput(f"{name} passed the candidate over without a reason: this matching is not what the rule and its lottery give.")
