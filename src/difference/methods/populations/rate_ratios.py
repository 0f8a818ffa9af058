"""How many times the rate of one group is that of another, where events are counted over an exposure (pupils, pupil-years, weeks)."""

from __future__ import annotations

from typing import overload

import numpy as np
from scipy.special import betaincinv  # type: ignore[import-untyped]

from difference.methods.populations.counts import above_zero, alike, choice, reach, whole
from difference.methods.populations.estimates import Estimate, Floats, Many, answered
from difference.methods.populations.risk_ratios import ratio_of
from difference.methods.problems import Problems

METHODS = {"exact": "exact conditional binomial", "log-normal": "log-normal"}
WHERE_ZERO = ", and exact conditional limits where a count is 0"


def exact(events1: Floats, events2: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Exact limits of the ratio of two Poisson means: given their sum, the first count is binomial, and its limits are those of Clopper and Pearson.

    J. Przyborowski and H. Wilenski, “Homogeneity of results in testing samples from Poisson series”, Biometrika 31 (1940), 313–323. Both parts of
    each odds are computed from their own tail, so that neither loses its digits.
    """
    tail = (1 - confidence) / 2
    first, second = np.maximum(events1, 1), np.maximum(events2, 1)
    low = betaincinv(first, events2 + 1, tail) / betaincinv(events2 + 1, first, 1 - tail)
    high = betaincinv(events1 + 1, second, 1 - tail) / betaincinv(second, events1 + 1, tail)
    return np.where(events1 == 0, 0.0, low), np.where(events2 == 0, np.inf, high)


def limits(
    events1: Floats, exposure1: Floats, events2: Floats, exposure2: Floats, method: str, confidence: float
) -> tuple[Floats, Floats, str]:  # fmt: skip
    """The limits by a method's name, and the words for what was done."""
    z, words = reach(confidence), choice(method, METHODS)
    scale = exposure2 / exposure1
    low, high = exact(events1, events2, confidence)
    zero = (events1 == 0) | (events2 == 0)
    if method == "log-normal":
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio, factor = events1 / events2, np.exp(z * np.sqrt(1 / events1 + 1 / events2))
            low, high = np.where(zero, low, ratio / factor), np.where(zero, high, ratio * factor)
        words += WHERE_ZERO if zero.any() else ""
    return low * scale, high * scale, words


@overload
def rate_ratio(
    events1: int, exposure1: float, events2: int, exposure2: float, method: str = "exact", confidence: float = 0.95
) -> Estimate[float]: ...
@overload
def rate_ratio(
    events1: Many, exposure1: Many, events2: Many, exposure2: Many, method: str = "exact", confidence: float = 0.95
) -> Estimate[Floats]: ...
def rate_ratio(
    events1: Many, exposure1: Many, events2: Many, exposure2: Many, method: str = "exact", confidence: float = 0.95
) -> Estimate[float] | Estimate[Floats]:  # fmt: skip
    """(`events1` ÷ `exposure1`) ÷ (`events2` ÷ `exposure2`): the exposed first; exposures in the same unit, above 0, whole or not.

    `method` is "exact" (conditional binomial) or "log-normal" (standard error √(1/events1 + 1/events2) of the logarithm; where a count is 0
    there is none, and exact limits are given instead, which `method` then says). Events may outnumber the exposure: one pupil can have several.
    Numbers, or arrays of one shape. Raises BadInput, naming every place, for counts or exposures that are none.
    """
    problems = Problems()
    given = {
        "events1": whole("events1", events1, problems),
        "exposure1": above_zero("exposure1", exposure1, problems),
        "events2": whole("events2", events2, problems),
        "exposure2": above_zero("exposure2", exposure2, problems),
    }
    x1, t1, x2, t2 = alike(given, problems)
    low, high, words = limits(x1, t1, x2, t2, method, confidence)
    counts = {"events1": x1, "exposure1": t1, "events2": x2, "exposure2": t2}
    return answered("rate ratio", (ratio_of(x1 * t2, x2 * t1), low, high), words, confidence, counts)
