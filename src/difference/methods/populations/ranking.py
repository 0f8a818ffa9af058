"""Where a place stands among others, with its doubt: the chance that it is among the worst, and the ranks that it may have.

A bare rank changes with the noise of small counts: H. Goldstein and D. J. Spiegelhalter, “League tables and their limitations”, Journal of the Royal
Statistical Society A 159 (1996), 385–443. Both answers come from draws of all places together.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.stats import rankdata  # type: ignore[import-untyped]

from difference.errors import BadInput
from difference.methods.populations.counts import reach
from difference.methods.populations.estimates import Floats, Many

NUMBER = 10_000
SEED = 0
# Draws are looked at in parts, so that memory does not grow with their number.
CELLS = 4_000_000
# 0.07 × 100 is a little over 7 in a computer.
SLACK = 1e-9


class Posterior(Protocol):
    """What is known of places together: `Shrunken` and `Lognormal` are such."""

    def draws(self, number: int, seed: int) -> Floats:
        """`number` × places draws."""


@dataclass(frozen=True)
class Chance:
    """For each place the `chance` (0 to 1) of being among the worst `places`, with its Monte Carlo standard error; together they sum to `places`."""

    chance: Floats
    error: Floats
    share: float
    places: int
    number: int


@dataclass(frozen=True)
class Ranks:
    """For each place its expected rank (1 the worst), the median, and the ranks from `low` to `high` that it has at `confidence`."""

    mean: Floats
    median: Floats
    low: Floats
    high: Floats
    confidence: float
    number: int


def places_among(share: float, places: int) -> int:
    """How many places are the worst `share` of them: at most that share, and one at least. Raises BadInput outside 0 to 1."""
    if not 0 < share < 1:
        raise BadInput("The worst share of places lies between 0 and 1.", fields={"share": ["Give, for example, 0.2 for the worst fifth."]})
    return max(1, math.floor(share * places + SLACK))


def chance_among_worst(
    posterior: Posterior | Many, share: float = 0.2, *, high_is_worse: bool = True, number: int = NUMBER, seed: int = SEED
) -> Chance:  # fmt: skip
    """The chance of each place to be among the worst `share` of them, from a posterior or from draws (draws × places; any joint ones).

    Places that tie at the border share what is left of it. Raises BadInput for draws that are none, and a share outside 0 to 1.
    """
    made = _draws(posterior, number, seed, high_is_worse)
    wanted = places_among(share, made.shape[1])
    among = np.zeros(made.shape[1])
    squares = np.zeros(made.shape[1])
    for part in _parts(made):
        border = np.partition(part, wanted - 1, axis=1)[:, wanted - 1 : wanted]
        inside, tied = part < border, part == border
        held = inside + tied * ((wanted - inside.sum(axis=1)) / tied.sum(axis=1))[:, None]
        among += held.sum(axis=0)
        squares += (held**2).sum(axis=0)
    chance = among / len(made)
    error = np.sqrt(np.maximum(0.0, squares / len(made) - chance**2) / len(made))
    return Chance(chance, error, share, wanted, len(made))


def rank_intervals(
    posterior: Posterior | Many, confidence: float = 0.95, *, high_is_worse: bool = True, number: int = NUMBER, seed: int = SEED
) -> Ranks:  # fmt: skip
    """The ranks that each place may have (1 the worst), from a posterior or from draws (draws × places; any joint ones); ties share the mean rank.

    Raises BadInput for draws that are none, and a confidence outside 0 to 1.
    """
    reach(confidence)
    made = _draws(posterior, number, seed, high_is_worse)
    ranks = np.concatenate([np.asarray(rankdata(part, axis=1), dtype=np.float32) for part in _parts(made)])
    tail = (1 - confidence) / 2
    low, median, high = np.quantile(ranks, [tail, 0.5, 1 - tail], axis=0, method="inverted_cdf").astype(np.float64)
    return Ranks(ranks.mean(axis=0, dtype=np.float64), median, low, high, confidence, len(made))


def _draws(posterior: Posterior | Many, number: int, seed: int, high_is_worse: bool) -> Floats:
    """Draws in which the lowest is the worst."""
    if number < 1:
        raise BadInput("At least one draw is needed.", fields={"number": ["Give, for example, 10,000."]})
    made = np.asarray(posterior.draws(number, seed) if hasattr(posterior, "draws") else posterior, dtype=np.float64)
    if made.ndim != 2 or not made.size or not np.isfinite(made).all():
        raise BadInput("These draws cannot be ranked.", fields={"posterior": ["Give rows of draws with a number for each place."]})
    if made.shape[1] < 2:
        raise BadInput("One place alone has no rank.", fields={"posterior": ["Give two places or more."]})
    return -made if high_is_worse else made


def _parts(made: Floats) -> list[Floats]:
    step = max(1, CELLS // made.shape[1])
    return [made[start : start + step] for start in range(0, len(made), step)]
