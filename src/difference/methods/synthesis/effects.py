"""The effect found by one study of two groups, on a scale on which studies can be compared.

Formulae: L. V. Hedges and I. Olkin, Statistical Methods for Meta-Analysis, Academic Press 1985, chapter 5; the exact correction is that of
L. V. Hedges, “Distribution theory for Glass’s estimator of effect size and related estimators”, Journal of Educational Statistics 6 (1981), 107–128.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri  # type: ignore[import-untyped]

from difference.errors import BadInput
from difference.methods.problems import Problems

SMD = "SMD"
LARGE = 2000
HEDGES_G = "Hedges’ g: standardised mean difference, exact small-sample correction, normal interval"


@dataclass(frozen=True)
class Effect:
    """The effect of one study: positive where the first group has the higher mean. `d` is the estimate before its correction."""

    estimate: float
    se: float
    low: float
    high: float
    level: float
    method: str
    measure: str
    d: float
    n1: int
    n2: int

    @property
    def variance(self) -> float:
        """The square of the standard error, as `meta_analysis` takes it."""
        return self.se**2


def correction(freedom: int) -> float:
    """Hedges' J = Γ(m/2) ÷ (√(m/2) Γ((m−1)/2)) for m degrees of freedom, which takes the bias from a standardised difference; 0 for m = 1.

    Computed by logarithms of the gamma function; for large m, where these lose their last digits, by the first terms of Stirling's series.
    """
    if freedom < 2:
        return 0.0
    if freedom > LARGE:
        x = (freedom - 1) / 2
        return math.sqrt(x / (freedom / 2)) * (1 - 1 / (8 * x) + 1 / (128 * x**2) + 5 / (1024 * x**3))
    return math.exp(math.lgamma(freedom / 2) - math.lgamma((freedom - 1) / 2) - math.log(freedom / 2) / 2)


def quantile(level: float) -> float:
    """The number of standard errors that a normal interval of `level` reaches to either side. Raises BadInput outside 0 to 1."""
    if not 0 < level < 1:
        raise BadInput("The level of an interval lies between 0 and 1, as in 0.95.", fields={"level": ["It lies between 0 and 1"]})
    return float(ndtri(0.5 + level / 2))


def effect_size(
    measure: str = SMD, *, m1: float, sd1: float, n1: int, m2: float, sd2: float, n2: int, level: float = 0.95
) -> Effect:  # fmt: skip
    """The effect of one study from both groups' means, standard deviations (with n−1) and sizes; group 1 is the one that got the intervention.

    g = J(n1+n2−2) × (m1−m2) ÷ s, s² = ((n1−1) sd1² + (n2−1) sd2²) ÷ (n1+n2−2); its variance is 1/n1 + 1/n2 + g² ÷ 2(n1+n2).
    Raises BadInput with every problem at once, by the argument's name.
    """
    reach = quantile(level)
    _check(measure, {"m1": m1, "m2": m2}, {"sd1": sd1, "sd2": sd2}, {"n1": n1, "n2": n2})
    freedom = n1 + n2 - 2
    pooled = math.hypot(math.sqrt((n1 - 1) / freedom) * sd1, math.sqrt((n2 - 1) / freedom) * sd2)
    d = (m1 - m2) / pooled
    g = correction(freedom) * d
    se = math.hypot(math.sqrt(1 / n1 + 1 / n2), g / math.sqrt(2 * (n1 + n2)))
    if not math.isfinite(d + se):
        raise BadInput("The means lie too far apart, by the standard deviations, for an effect to be computed.", code="undefined")
    return Effect(g, se, g - reach * se, g + reach * se, level, HEDGES_G, SMD, d, n1, n2)


def _check(measure: str, means: dict[str, float], spreads: dict[str, float], sizes: dict[str, int]) -> None:
    problems = Problems()
    if measure != SMD:
        problems.add("measure", f"There is no measure “{measure}”; there is SMD, the standardised mean difference")
    for name, number in {**means, **spreads}.items():
        if not math.isfinite(number):
            problems.add(name, "It is not a number")
    for name, number in spreads.items():
        if number < 0:
            problems.add(name, "A standard deviation is not below 0")
    if all(number == 0 for number in spreads.values()):
        problems.add("sd1", "With no spread in either group there is no scale to measure an effect on")
    for name, size in sizes.items():
        if size != int(size) or size < 2:
            problems.add(name, "A group has 2 members or more, in whole numbers")
    problems.refuse("No effect can be computed from these numbers.")
