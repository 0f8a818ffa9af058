"""How many times the risk of one group is that of another."""

from __future__ import annotations

from typing import overload

import numpy as np

from difference.methods.populations.counts import choice, groups, reach
from difference.methods.populations.estimates import Estimate, Floats, Many, answered
from difference.methods.populations.proportions import wilson
from difference.methods.populations.scores import koopman

METHODS = {"katz": "Katz logarithm", "koopman": "Koopman score", "mover": "MOVER with Wilson limits"}
WHERE_ZERO = ", and Koopman score where one of the four cells is 0"


def katz(a: Floats, n1: Floats, c: Floats, n2: Floats, z: float) -> tuple[Floats, Floats]:
    """Limits symmetric about the ratio's logarithm; no use where one of the four cells is 0.

    D. Katz, J. Baptista, S. P. Azen and M. C. Pike, “Obtaining confidence intervals for the risk ratio in cohort studies”, Biometrics 34
    (1978), 469–474.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = np.log(a / n1) - np.log(c / n2)
        half = z * np.sqrt(np.maximum(0.0, 1 / a - 1 / n1 + 1 / c - 1 / n2))
        return np.exp(middle - half), np.exp(middle + half)


def mover(a: Floats, n1: Floats, c: Floats, n2: Floats, z: float) -> tuple[Floats, Floats]:
    """Limits that combine both groups' Wilson limits. The lower is written so that it also holds where its inner term is 0 or less.

    R. G. Newcombe, “MOVER-R confidence intervals for ratios and products of two independently estimated quantities”, Statistical Methods in
    Medical Research 25 (2016), 1774–1778.
    """
    first, second = a / n1, c / n2
    (low1, high1), (low2, high2) = wilson(a, n1, z), wilson(c, n2, z)
    product = first * second
    below, above = low1 * (2 * first - low1), high1 * (2 * first - high1)
    second_below, second_above = low2 * (2 * second - low2), high2 * (2 * second - high2)
    bottom = product + np.sqrt(np.maximum(0.0, product * product - below * second_above))
    top = product + np.sqrt(np.maximum(0.0, product * product - above * second_below))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(bottom > 0, below / bottom, 0.0), np.where(c > 0, top / second_below, np.inf)


def limits(a: Floats, n1: Floats, c: Floats, n2: Floats, method: str, confidence: float) -> tuple[Floats, Floats, str]:
    """The limits by a method's name, and the words for what was done."""
    z, words = reach(confidence), choice(method, METHODS)
    if method == "mover":
        return *mover(a, n1, c, n2, z), words
    low, high = katz(a, n1, c, n2, z) if method == "katz" else (np.full(a.shape, np.nan), np.full(a.shape, np.nan))
    left = (a == 0) | (c == 0) | (a == n1) | (c == n2) if method == "katz" else np.ones(a.shape, dtype=bool)
    if left.any():
        low, high = np.array(low), np.array(high)
        low[left], high[left] = koopman(a[left], n1[left], c[left], n2[left], z)
    return low, high, words + WHERE_ZERO if method == "katz" and left.any() else words


def ratio_of(first: Floats, second: Floats) -> Floats:
    """first ÷ second: infinite where only the second is 0, nan where both are."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(first / second, dtype=np.float64)


@overload
def risk_ratio(a: int, n1: int, c: int, n2: int, method: str = "katz", confidence: float = 0.95) -> Estimate[float]: ...
@overload
def risk_ratio(a: Many, n1: Many, c: Many, n2: Many, method: str = "katz", confidence: float = 0.95) -> Estimate[Floats]: ...
def risk_ratio(
    a: Many, n1: Many, c: Many, n2: Many, method: str = "katz", confidence: float = 0.95
) -> Estimate[float] | Estimate[Floats]:  # fmt: skip
    """(`a` ÷ `n1`) ÷ (`c` ÷ `n2`): events and totals, the exposed first.

    `method` is "katz" (logarithm), "koopman" (score) or "mover" (both Wilson limits combined). Where one of the four cells is 0 the logarithm
    has no standard error: no fraction is added to the counts, but Koopman's limits are given and `method` says so. None in the first gives 0
    with an upper limit, none in the second infinity with a lower one, none in either nan between 0 and infinity.
    Whole numbers, or arrays of one shape. Raises BadInput, naming every place, for counts that are none.
    """
    a, n1, c, n2 = groups({"a": a, "n1": n1, "c": c, "n2": n2})
    low, high, words = limits(a, n1, c, n2, method, confidence)
    return answered("risk ratio", (ratio_of(a * n2, c * n1), low, high), words, confidence, {"a": a, "n1": n1, "c": c, "n2": n2})
