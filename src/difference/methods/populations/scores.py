"""The score interval of a ratio of two proportions: all ratios that the score test does not reject.

P. A. R. Koopman, “Confidence intervals for the ratio of two binomial proportions”, Biometrics 40 (1984), 513–517.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize.elementwise import find_root  # type: ignore[import-untyped]

from difference.methods.populations.estimates import Floats

# Logarithms between which every limit of counts that a computer holds exactly lies.
LEAST, MOST = -60.0, 60.0


def score(log_ratio: Floats, a: Floats, n1: Floats, c: Floats, n2: Floats) -> Floats:
    """How many standard errors the counts lie above what this ratio of the two risks would give; it falls as the ratio rises.

    Both risks are those of the highest likelihood among pairs with this ratio; their quadratic is solved in the form that keeps small roots.
    """
    ratio = np.exp(log_ratio)
    middle = ratio * (n1 + c) + a + n2
    root = np.sqrt(np.maximum(0.0, middle * middle - 4 * ratio * (n1 + n2) * (a + c)))
    second = np.clip(2 * (a + c) / (middle + root), 0.0, 1.0)
    first = np.clip(ratio * second, 0.0, 1.0)
    variance = first * (1 - first) / n1 + ratio * ratio * second * (1 - second) / n2
    apart = a / n1 - ratio * c / n2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(variance > 0, apart / np.sqrt(variance), np.where(apart == 0, 0.0, np.sign(apart) * np.inf))


def koopman(a: Floats, n1: Floats, c: Floats, n2: Floats, z: float) -> tuple[Floats, Floats]:
    """The limits at which the score is z and −z; 0 where none was counted in the first group, infinity where none was in the second."""
    low = _where_score_is(z, a > 0, 0.0, (a, n1, c, n2))
    return low, _where_score_is(-z, c > 0, np.inf, (a, n1, c, n2))


def _where_score_is(z: float, there: NDArray[np.bool_], otherwise: float, counts: tuple[Floats, ...]) -> Floats:
    found = np.full(there.shape, otherwise)
    if there.any():
        chosen = tuple(values[there] for values in counts)
        solved = find_root(lambda log_ratio, *given: score(log_ratio, *given) - z, (LEAST, MOST), args=chosen)
        found[there] = np.exp(solved.x)
    return found
