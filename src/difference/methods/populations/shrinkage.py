"""Ratios of what was observed to what was expected, each drawn towards the mean of all by as much as chance could have moved it.

D. Clayton and J. Kaldor, “Empirical Bayes estimates of age-standardized relative risks for use in disease mapping”, Biometrics 43 (1987), 671–681.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincc, gammainccinv, gammaincinv  # type: ignore[import-untyped]

from difference.errors import BadInput
from difference.methods.populations.counts import above_zero, alike, choice, reach, whole
from difference.methods.populations.dispersion import most_likely
from difference.methods.populations.estimates import Floats, Many
from difference.methods.populations.hyperparameters import Mixture, mixture
from difference.methods.problems import Problems

GAMMA_POISSON = "gamma-Poisson empirical Bayes, maximum likelihood"
UNCERTAINTY = {
    "full": "; intervals allow for what is open about shape and rate",
    "plug-in": "; intervals take shape and rate as known",
}
ONE_RATIO = "; no more differences than chance makes"


@dataclass(frozen=True)
class Shrunken:
    """For each place: `raw` = observed ÷ expected, `estimate` = (observed + shape) ÷ (expected + rate), its interval, the chance of being above.

    True ratios follow a gamma distribution with `shape` and `rate` (mean shape ÷ rate = `mean`); both are infinite where places differ no more
    than by chance. `low`, `high` and `above`, the chance of a ratio above `threshold`, are those of a gamma distribution with `own_shape` and
    `own_rate` for each place. `weight` (0 to 1) is what a place's own ratio counts for in its estimate. `mixture` is what is open about shape and
    rate, None where they were taken as known.
    """

    estimate: Floats
    low: Floats
    high: Floats
    above: Floats
    threshold: float
    shape: float
    rate: float
    mean: float
    weight: Floats
    raw: Floats
    own_shape: Floats
    own_rate: Floats
    mixture: Mixture | None
    method: str
    confidence: float
    observed: Floats
    expected: Floats

    def draws(self, number: int, seed: int) -> Floats:
        """`number` × places draws of all true ratios together, the same for the same seed.

        With the mixture, each draw has one shape and rate for all places; as known and infinite, one ratio for all.
        """
        chance = np.random.default_rng(seed)
        if self.mixture is not None:
            chosen = chance.choice(len(self.mixture.weights), number, p=self.mixture.weights)
            shapes, rates = self.mixture.shapes[chosen, None], self.mixture.rates[chosen, None]
            return chance.gamma(self.observed + shapes) / (self.expected + rates)
        if math.isinf(self.shape):
            return np.repeat(chance.gamma(self.own_shape[0], 1 / self.own_rate[0], (number, 1)), len(self.expected), axis=1)
        return chance.gamma(self.own_shape, 1 / self.own_rate, (number, len(self.expected)))


def shrink_rates(
    observed: Many, expected: Many, threshold: float = 1.0, confidence: float = 0.95, uncertainty: str = "full"
) -> Shrunken:  # fmt: skip
    """Shrink observed ÷ expected for two places or more: counts, and what would be expected of each place (above 0, not whole), in one row each.

    For rates give exposures as `expected`: the estimates are then rates in that unit, and `threshold` is one. `uncertainty` is "full", or
    "plug-in" for the plain quantiles of gamma(observed + shape, expected + rate), which are too narrow where places are few or differ little.
    Raises BadInput, naming every place, for counts that are none, nothing expected, fewer than two places, and where nothing at all was observed.
    """
    words = choice(uncertainty, UNCERTAINTY)
    reach(confidence)
    limit = threshold_of(threshold)
    o, e = _checked(observed, expected)
    t, mean = most_likely(o, e)
    shape, rate = (1 / t, 1 / (t * mean)) if t else (math.inf, math.inf)
    held = mixture(o, e) if uncertainty == "full" else None
    own_shape, own_rate = _matched(held, o, e) if held else (o + shape, e + rate) if t else _common(o, e)
    tail = (1 - confidence) / 2
    return Shrunken(
        estimate=(o + shape) / (e + rate) if t else np.full_like(e, mean),
        low=gammaincinv(own_shape, tail) / own_rate,
        high=gammainccinv(own_shape, tail) / own_rate,
        above=gammaincc(own_shape, limit * own_rate),
        threshold=limit,
        shape=shape,
        rate=rate,
        mean=mean,
        weight=e / (e + rate),
        raw=o / e,
        own_shape=own_shape,
        own_rate=own_rate,
        mixture=held,
        method=GAMMA_POISSON + words + ("" if t else ONE_RATIO),
        confidence=confidence,
        observed=o,
        expected=e,
    )


def _matched(held: Mixture, o: Floats, e: Floats) -> tuple[Floats, Floats]:
    """For each place the gamma distribution with the mean and the variance of the mixture of its distributions."""
    first, second = np.zeros_like(e), np.zeros_like(e)
    for shape, rate, weight in zip(held.shapes, held.rates, held.weights, strict=True):
        middle = (o + shape) / (e + rate)
        first += weight * middle
        second += weight * middle * (middle + 1 / (e + rate))
    variance = second - first**2
    return first**2 / variance, first / variance


def _common(o: Floats, e: Floats) -> tuple[Floats, Floats]:
    """One ratio for all, with Jeffreys' prior: its distribution given all counts together."""
    return np.full_like(e, o.sum() + 0.5), np.full_like(e, e.sum())


def threshold_of(given: float) -> float:
    """The ratio that ratios are compared with. Raises BadInput where it is none."""
    if not 0 <= given < math.inf:
        raise BadInput("A ratio to compare with is one number from 0.", fields={"threshold": ["Give, for example, 1."]})
    return float(given)


def _checked(observed: Many, expected: Many) -> list[Floats]:
    problems = Problems()
    o, e = whole("observed", observed, problems), above_zero("expected", expected, problems)
    row(o, e, problems)
    return alike({"observed": o, "expected": e}, problems)


def row(observed: Floats, expected: Floats, problems: Problems) -> None:
    """Notes what makes it impossible to tell how places differ."""
    if observed.ndim != 1 or expected.shape != observed.shape:
        problems.add("observed", "Give one row of counts and one of expected numbers, a place each.")
    elif observed.size < 2:
        problems.add("observed", "From fewer than two places it cannot be told how much places differ.")
    elif not observed.any():
        problems.add("observed", "Nothing was observed anywhere: there is no ratio to shrink.")
