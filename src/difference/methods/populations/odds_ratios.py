"""How many times the odds of one group are those of another."""

from __future__ import annotations

from typing import overload

import numpy as np

from difference.methods.populations.conditional import conditional
from difference.methods.populations.counts import choice, groups, reach
from difference.methods.populations.estimates import Estimate, Floats, Many, answered
from difference.methods.populations.risk_ratios import ratio_of

METHODS = {"woolf": "Woolf logarithm", "exact": "exact conditional, estimate of the highest conditional likelihood"}
WHERE_ZERO = ", and exact conditional limits where one of the four cells is 0"


def woolf(a: Floats, b: Floats, c: Floats, d: Floats, z: float) -> tuple[Floats, Floats]:
    """Limits symmetric about the ratio's logarithm, of the four cells; no use where one of them is 0.

    B. Woolf, “On estimating the relation between blood group and disease”, Annals of Human Genetics 19 (1955), 251–253.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = np.log(a) + np.log(d) - np.log(b) - np.log(c)
        half = z * np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
        return np.exp(middle - half), np.exp(middle + half)


@overload
def odds_ratio(a: int, n1: int, c: int, n2: int, method: str = "woolf", confidence: float = 0.95) -> Estimate[float]: ...
@overload
def odds_ratio(a: Many, n1: Many, c: Many, n2: Many, method: str = "woolf", confidence: float = 0.95) -> Estimate[Floats]: ...
def odds_ratio(
    a: Many, n1: Many, c: Many, n2: Many, method: str = "woolf", confidence: float = 0.95
) -> Estimate[float] | Estimate[Floats]:  # fmt: skip
    """(`a` ÷ (`n1` − `a`)) ÷ (`c` ÷ (`n2` − `c`)): events and totals, the exposed first.

    `method` is "woolf" (logarithm) or "exact": given all margins, the limits at which each tail holds (1 − confidence) ÷ 2, and the estimate
    that makes the counts likeliest (which is not the ratio of the odds, but near it). Where one of the four cells is 0 the logarithm has no
    standard error: no fraction is added to the counts, but exact limits are given and `method` says so.
    Whole numbers, or arrays of one shape. Raises BadInput, naming every place, for counts that are none.
    """
    z, words = reach(confidence), choice(method, METHODS)
    a, n1, c, n2 = groups({"a": a, "n1": n1, "c": c, "n2": n2})
    counts = {"a": a, "n1": n1, "c": c, "n2": n2}
    if method == "exact":
        return answered("odds ratio", conditional(a, n1, c, n2, confidence), words, confidence, counts)
    low, high = (np.array(limit) for limit in woolf(a, n1 - a, c, n2 - c, z))
    zero = (a == 0) | (c == 0) | (a == n1) | (c == n2)
    if zero.any():
        _, low[zero], high[zero] = conditional(a[zero], n1[zero], c[zero], n2[zero], confidence)
        words += WHERE_ZERO
    return answered("odds ratio", (ratio_of(a * (n2 - c), c * (n1 - a)), low, high), words, confidence, counts)
