"""The stable matching that fills most, or most in cold spots, as a mixed-integer model: with its bound, and claimed only where proved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from difference.errors import BadInput
from difference.methods.matching.lottery import Seed
from difference.methods.matching.market import UNRANKED, Floats, Int32s, Int64s, Market
from difference.methods.matching.outcome import Matching
from difference.methods.matching.regions import has_limits
from difference.methods.matching.rules import match

PROVED = "No stable matching fills more: it is proved."
BOUNDED = "No candidate and post would both rather have each other than what they have; whether another such matching fills more was not proved."


@dataclass(frozen=True, eq=False)
class Exact:
    """A stable matching and how good it is known to be.

    value: seats filled, or in cold spots. bound: no stable matching has more. gap: (bound − value) / value. proved: whether there is no gap.
    """

    matching: Matching
    value: int
    bound: int
    proved: bool

    @property
    def gap(self) -> float:
        """By what part of its value the matching might be exceeded."""
        return (self.bound - self.value) / self.value if self.value else float(self.bound > 0)

    def __str__(self) -> str:
        return f"{self.value} filled; at most {self.bound} could be, a gap of {self.gap:.1%}. {self.matching.guarantee}"


def exact(market: Market, seed: Seed = 0, *, cold_spots: bool = False, seconds: float = 60) -> Exact:
    """The largest stable matching of `market`, or the one with most seats filled in cold spots, sought for so many seconds.

    Meant for markets of up to about 500 candidates; finding it is NP-hard with ties. It is sought among those at least as good as `most_filled`, which is
    given where nothing better is found in time. Model: Kwanashie and Manlove, “An integer programming approach to the hospitals/residents problem
    with ties”, Operations Research Proceedings 2013, 263–269; solved by HiGHS through `scipy.optimize.milp`. Raises BadInput where seats are reserved,
    regions have ceilings or there are couples.
    """
    from scipy.optimize import Bounds, milp  # type: ignore[import-untyped]

    if has_limits(market):
        raise BadInput("The exact model cannot honour reserved seats or ceilings. Use cold_spots_first.")
    if market.couples:
        raise BadInput("The exact model cannot place couples together. Use couples.")
    known = match(market, "most_filled", seed)
    entries = np.flatnonzero((market.priority != UNRANKED) & (market.seats[market.posts] > 0)).astype(np.int64)
    worth = market.cold[market.posts[entries]].astype(float) if cold_spots else np.ones(len(entries))
    value = _value(market, known.posts, cold_spots)
    if not len(entries):
        return _found(market, known.posts, known, 0, cold_spots)
    found = milp(
        -worth, integrality=np.ones(len(entries)), bounds=Bounds(0, 1), constraints=_constraints(market, entries, worth, value),
        options={"time_limit": seconds, "mip_rel_gap": 0},
    )  # fmt: skip
    posts = known.posts if found.x is None else _posts(market, entries, found.x)
    # Before anything is known of a bound there are the seats themselves.
    bound = float(worth.sum()) if found.mip_dual_bound is None else -float(found.mip_dual_bound)
    return _found(market, posts, known, max(int(np.floor(bound + 1e-6)), value), cold_spots)


def _constraints(market: Market, entries: Int64s, worth: Floats, value: int) -> list[object]:
    """One post a candidate, seats, at least what is known, and for each entry: its candidate has it or better, or its post is full of as good or better."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array, vstack  # type: ignore[import-untyped]

    owners, posts, classes = market.candidates[entries], market.posts[entries], market.priority[entries]
    seats = market.seats[posts].astype(float)
    columns = np.arange(len(entries))
    a_candidate = csr_array((np.ones(len(entries)), (owners, columns)), shape=(len(market), len(entries)))
    a_post = csr_array((np.ones(len(entries)), (posts, columns)), shape=(len(market.seats), len(entries)))
    rows, others, weights = [], [], []
    for one in range(len(entries)):
        better = np.flatnonzero((owners == owners[one]) & (columns <= one))
        level = np.flatnonzero((posts == posts[one]) & (classes <= classes[one]))
        rows += [one] * (len(better) + len(level))
        others += [*better, *level]
        weights += [seats[one]] * len(better) + [1.0] * len(level)
    stable = csr_array((weights, (rows, others)), shape=(len(entries), len(entries)))
    return [
        LinearConstraint(vstack([a_candidate, a_post]), ub=np.concatenate([np.ones(len(market)), market.seats.astype(float)])),
        LinearConstraint(stable, lb=seats),
        LinearConstraint(csr_array(worth[None, :]), lb=value),
    ]


def _posts(market: Market, entries: Int64s, chosen: Floats) -> Int32s:
    posts = np.full(len(market), -1, np.int32)
    taken = entries[chosen > 0.5]
    posts[market.candidates[taken]] = market.posts[taken]
    posts.flags.writeable = False
    return posts


def _value(market: Market, posts: Int32s, cold_spots: bool) -> int:
    placed = posts[posts >= 0]
    return int(market.cold[placed].sum()) if cold_spots else len(placed)


def _found(market: Market, posts: Int32s, known: Matching, bound: int, cold_spots: bool) -> Exact:
    value = _value(market, posts, cold_spots)
    matching = Matching(posts, "exact", known.seed, PROVED if value >= bound else BOUNDED, known.lottery)
    return Exact(matching, value, bound, value >= bound)
