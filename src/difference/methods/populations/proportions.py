"""A proportion with its interval, and how far one proportion lies above another."""

from __future__ import annotations

from typing import overload

import numpy as np
from scipy.special import betaincinv  # type: ignore[import-untyped]

from difference.methods.populations.counts import choice, groups, reach
from difference.methods.populations.estimates import Estimate, Floats, Many, answered

INTERVALS = {"wilson": "Wilson score", "clopper-pearson": "Clopper–Pearson exact"}
NEWCOMBE = "Newcombe hybrid score"


def wilson(events: Floats, total: Floats, z: float) -> tuple[Floats, Floats]:
    """Wilson's limits, z standard errors to either side: exactly 0 for none and exactly 1 for all.

    E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, JASA 22 (1927), 209–212.
    """
    share = events / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * np.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    low = np.where(events == 0, 0.0, np.maximum(0.0, middle - half))
    return low, np.where(events == total, 1.0, np.minimum(1.0, middle + half))


def clopper_pearson(events: Floats, total: Floats, confidence: float) -> tuple[Floats, Floats]:
    """The limits at which each tail of the binomial distribution holds (1 − confidence) ÷ 2.

    C. J. Clopper and E. S. Pearson, “The use of confidence or fiducial limits illustrated in the case of the binomial”, Biometrika 26 (1934), 404–413.
    """
    tail, others = (1 - confidence) / 2, total - events
    # The beta distribution needs both its numbers above 0: at the ends, the limits are known.
    low = np.where(events == 0, 0.0, betaincinv(np.maximum(events, 1), others + 1, tail))
    return low, np.where(others == 0, 1.0, betaincinv(events + 1, np.maximum(others, 1), 1 - tail))


@overload
def proportion(events: int, total: int, method: str = "wilson", confidence: float = 0.95) -> Estimate[float]: ...
@overload
def proportion(events: Many, total: Many, method: str = "wilson", confidence: float = 0.95) -> Estimate[Floats]: ...
def proportion(events: Many, total: Many, method: str = "wilson", confidence: float = 0.95) -> Estimate[float] | Estimate[Floats]:
    """`events` ÷ `total` with the interval of Wilson or of Clopper and Pearson (`method` "clopper-pearson").

    Whole numbers, or arrays of one shape. Raises BadInput, naming every place, for counts below 0, above their whole or of nothing.
    """
    z, words = reach(confidence), choice(method, INTERVALS)
    counted, of = groups({"events": events, "total": total})
    low, high = wilson(counted, of, z) if method == "wilson" else clopper_pearson(counted, of, confidence)
    return answered("proportion", (counted / of, low, high), words, confidence, {"events": counted, "total": of})


@overload
def difference_in_proportions(a: int, n1: int, c: int, n2: int, confidence: float = 0.95) -> Estimate[float]: ...
@overload
def difference_in_proportions(a: Many, n1: Many, c: Many, n2: Many, confidence: float = 0.95) -> Estimate[Floats]: ...
def difference_in_proportions(a: Many, n1: Many, c: Many, n2: Many, confidence: float = 0.95) -> Estimate[float] | Estimate[Floats]:
    """`a` ÷ `n1` − `c` ÷ `n2` with Newcombe's interval, made of both proportions' Wilson limits.

    R. G. Newcombe, “Interval estimation for the difference between independent proportions: comparison of eleven methods”, Statistics in
    Medicine 17 (1998), 873–890, method 10. Whole numbers, or arrays of one shape. Raises BadInput as `proportion` does.
    """
    z = reach(confidence)
    a, n1, c, n2 = groups({"a": a, "n1": n1, "c": c, "n2": n2})
    first, second = a / n1, c / n2
    (low1, high1), (low2, high2) = wilson(a, n1, z), wilson(c, n2, z)
    apart = first - second
    low = np.maximum(-1.0, apart - np.hypot(first - low1, high2 - second))
    high = np.minimum(1.0, apart + np.hypot(high1 - first, second - low2))
    return answered("difference", (apart, low, high), NEWCOMBE, confidence, {"a": a, "n1": n1, "c": c, "n2": n2})
