"""Checks a matching from its definition, whoever made it and however: this module shares no code with the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from difference.errors import BadInput
from difference.methods.matching import verifying_limits
from difference.methods.matching.market import UNRANKED, Booleans, Int32s, Int64s, Market, worth_compiling
from difference.methods.matching.outcome import Matching
from difference.methods.matching.regions import has_limits
from difference.methods.matching.verifying_couples import BlockingCouple, Couples, Unlisted


class Overfull(NamedTuple):
    """A post that holds more candidates than it has seats."""

    post: str
    seats: int
    held: int


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a matching; nothing is, when it is stable.

    blocking_pairs: (candidate, post) that would both rather have each other.
    unacceptable: (candidate, post) placed together though one of the two had not ranked the other.
    overfull: posts with more candidates than seats.
    over_ceiling: (region, ceiling, held) of regions with more than they may have.
    blocking_couples: couples and pairs of posts that would all rather have each other.
    unlisted: couples with a pair of posts that they had not ranked.
    """

    blocking_pairs: tuple[tuple[str, str], ...]
    unacceptable: tuple[tuple[str, str], ...]
    overfull: tuple[Overfull, ...]
    over_ceiling: tuple[tuple[str, int, int], ...] = ()
    blocking_couples: tuple[BlockingCouple, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether everybody holds what they may, however much some would rather have each other."""
        return not (self.unacceptable or self.overfull or self.over_ceiling or self.unlisted)

    @property
    def stable(self) -> bool:
        """Whether nothing at all is wrong."""
        return self.possible and not (self.blocking_pairs or self.blocking_couples)

    def sentences(self) -> list[str]:
        """One sentence for each thing that is wrong."""
        return [
            *(f"{candidate} and {post} would both rather have each other." for candidate, post in self.blocking_pairs),
            *(str(couple) for couple in self.blocking_couples),
            *(str(couple) for couple in self.unlisted),
            *(f"{candidate} holds {post}, though one of the two did not rank the other." for candidate, post in self.unacceptable),
            *(f"{post} holds {held} candidates in {seats} seats." for post, seats, held in self.overfull),
            *(f"{region} has {held} candidates, and its ceiling is {ceiling}." for region, ceiling, held in self.over_ceiling),
        ]


def verify(market: Market, matching: Matching) -> Verdict:
    """Individual rationality, seats, every blocking pair and every couple that blocks, in O(E) and what couples add.

    A candidate and a post that ranked each other block when the candidate prefers the post to their outcome, and the post has a seat free or holds
    somebody whom it ranks in a strictly worse class (weak stability: with ties, being level is not enough; Irving, “Stable marriage and
    indifference”, Discrete Applied Mathematics 48 (1994), 261–272); where seats are reserved or regions have ceilings, `verifying_limits` says when,
    and where there are couples, `verifying_couples`. Raises BadInput when the matching is not one of this market at all.
    """
    outcome = _outcome(market, matching)
    blocking, fitting, held = (compiled if worth_compiling(len(market.posts)) else plainly)(market, outcome)
    if has_limits(market):
        blocking = verifying_limits.blocking(market, outcome)
    if market.couples:
        # The entries of a couple's members say nothing of what they prefer.
        blocking = blocking[~np.isin(market.candidates[blocking], list(market.couple_of))]
    couples = Couples(market, outcome)
    return Verdict(
        blocking_pairs=tuple(_pair(market, int(entry)) for entry in blocking),
        unacceptable=tuple((market.candidate_ids[who], market.post_ids[outcome[who]]) for who in np.flatnonzero((outcome >= 0) & ~fitting)),
        overfull=tuple(Overfull(market.post_ids[post], int(market.seats[post]), int(held[post])) for post in np.flatnonzero(held > market.seats)),
        over_ceiling=verifying_limits.over_ceiling(market, outcome),
        blocking_couples=couples.blocking(),
        unlisted=couples.unlisted(),
    )


def _pair(market: Market, entry: int) -> tuple[str, str]:
    who = int(np.searchsorted(market.offsets, entry, side="right")) - 1
    return market.candidate_ids[who], market.post_ids[market.posts[entry]]


def compiled(market: Market, outcome: Int32s) -> tuple[Int64s, Booleans, Int64s]:
    """The entries that block, which candidates hold what fits, and how many each post holds."""
    from difference.methods.matching.kernels.checking import check

    blocking, fitting, held = check(market.offsets, market.posts, market.priority, market.seats, outcome)
    return blocking, fitting, held


def plainly(market: Market, outcome: Int32s) -> tuple[Int64s, Booleans, Int64s]:
    """The same without compiled code."""
    posts, priority, candidates = market.posts, market.priority, market.candidates
    acceptable = priority != UNRANKED
    own = posts == outcome[candidates]
    fitting = np.zeros(len(market), bool)
    fitting[candidates[own & acceptable]] = True
    held = np.bincount(outcome[outcome >= 0], minlength=len(market.seats))
    worst = _worst_class(market, own, outcome, fitting)
    wants = acceptable & (np.arange(len(posts)) < _reached(market, own)[candidates])
    welcome = (held < market.seats)[posts] | ((held > 0)[posts] & (priority < worst[posts]))
    return np.flatnonzero(wants & welcome), fitting, held


def _outcome(market: Market, matching: Matching) -> Int32s:
    outcome = np.asarray(matching.posts)
    if outcome.shape != (len(market),) or (outcome.size and outcome.dtype.kind not in "iu"):
        raise BadInput(f"The matching must have one whole number for each of the {len(market)} candidates.")
    for row in np.flatnonzero((outcome < -1) | (outcome >= len(market.seats))):
        raise BadInput("The matching names a post that is not in the market.", fields={f"matching, row {row + 1}": ["There is no such post."]})
    return outcome.astype(np.int32)


def _reached(market: Market, own: Booleans) -> Int64s:
    """For each candidate, the entry of their own outcome, or the end of their list: entries before it are preferred."""
    reached = market.offsets[1:].copy()
    entries = np.flatnonzero(own)
    reached[market.candidates[entries]] = entries
    return reached


def _worst_class(market: Market, own: Booleans, outcome: Int32s, fitting: Booleans) -> Int32s:
    """For each post, the worst class it holds: somebody it did not rank, or who did not rank it, is worse than any."""
    worst = np.full(len(market.seats), np.iinfo(np.int32).min, np.int32)
    np.maximum.at(worst, market.posts[own], market.priority[own])
    worst[outcome[(outcome >= 0) & ~fitting]] = UNRANKED
    return worst
