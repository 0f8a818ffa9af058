"""How much true effects differ from study to study: estimates of the variance between studies, tau².

REML: W. Viechtbauer, “Bias and efficiency of meta-analytic variance estimators in the random-effects model”, Journal of Educational and Behavioral
Statistics 30 (2005), 261–293. DL: R. DerSimonian and N. Laird, “Meta-analysis in clinical trials”, Controlled Clinical Trials 7 (1986), 177–188.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq  # type: ignore[import-untyped]

Floats = NDArray[np.float64]
GRID = 400


def mean(y: Floats, w: Floats) -> float:
    """The weighted mean."""
    return float((w * y).sum() / w.sum())


def cochran(y: Floats, v: Floats) -> float:
    """Cochran's Q: the weighted squares around the common mean."""
    w = 1 / v
    return float((w * (y - mean(y, w)) ** 2).sum())


def dersimonian_laird(y: Floats, v: Floats) -> tuple[float, float]:
    """tau² by moments, cut at 0, and its standard error (Viechtbauer 2005, for weights 1/v)."""
    w = 1 / v
    trace = float(w.sum() - (w**2).sum() / w.sum())
    tau2 = max(0.0, (cochran(y, v) - (len(y) - 1)) / trace)
    trace2 = float((w**2).sum() - 2 * (w**3).sum() / w.sum() + ((w**2).sum() / w.sum()) ** 2)
    variance = (2 * (len(y) - 1) + 4 * tau2 * trace + 2 * tau2**2 * trace2) / trace**2
    return tau2, float(np.sqrt(variance))


def restricted_likelihood(y: Floats, v: Floats, tau2: float) -> float:
    """The logarithm of the restricted likelihood, up to a constant."""
    w = 1 / (v + tau2)
    return float(-0.5 * (-np.log(w).sum() + np.log(w.sum()) + (w * (y - mean(y, w)) ** 2).sum()))


def _slope(y: Floats, v: Floats, tau2: float) -> float:
    """The derivative of the restricted likelihood."""
    w = 1 / (v + tau2)
    return float(0.5 * ((w**2 * (y - mean(y, w)) ** 2).sum() - w.sum() + (w**2).sum() / w.sum()))


def _candidates(y: Floats, v: Floats) -> list[float]:
    """Every point at which the likelihood can be highest: zero, and wherever its slope turns from up to down.

    No maximum lies above (range² + largest v ÷ k) ÷ (1 − 1/k), since there the slope is below zero.
    """
    k = len(y)
    most = (float(np.ptp(y)) ** 2 + float(v.max()) / k) / (1 - 1 / k)
    grid = [0.0, *np.geomspace(min(float(v.min()), most) * 1e-6, most * 1.01, GRID).tolist()]
    slopes = [_slope(y, v, point) for point in grid]
    turns = [place for place in range(GRID) if slopes[place] > 0 >= slopes[place + 1]]
    return [0.0, *(float(brentq(lambda t: _slope(y, v, t), grid[place], grid[place + 1], xtol=1e-14, rtol=1e-13)) for place in turns)]


def restricted_maximum(y: Floats, v: Floats) -> tuple[float, float]:
    """tau² of the highest restricted likelihood of all, and its standard error from the expected information."""
    tau2 = max(_candidates(y, v), key=lambda point: restricted_likelihood(y, v, point))
    w = 1 / (v + tau2)
    information = (w**2).sum() - 2 * (w**3).sum() / w.sum() + ((w**2).sum() / w.sum()) ** 2
    return tau2, float(np.sqrt(2 / information))
