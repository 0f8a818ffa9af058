"""Ratios of observed to expected with covariates: what a place's covariates say of it, and its own count, each for what it is worth.

N. E. Breslow and D. G. Clayton, “Approximate inference in generalized linear mixed models”, JASA 88 (1993), 9–25, whose model this is without
neighbours; here by the likelihood itself, integrated by quadrature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr  # type: ignore[import-untyped]

from difference.methods.populations.counts import above_zero, alike, column, reach, whole
from difference.methods.populations.estimates import Floats, Many
from difference.methods.populations.quadrature import chances_above, cumulated, effects, quantiles
from difference.methods.populations.regression import Fit, with_effects
from difference.methods.populations.shrinkage import row, threshold_of
from difference.methods.problems import Problems

LOGNORMAL = "Poisson–lognormal, maximum likelihood by adaptive Gauss–Hermite quadrature"
NO_EFFECTS = LOGNORMAL + "; no more differences than covariates and chance make, so that intervals are those of the regression"
CHUNK = 2_000


@dataclass(frozen=True)
class Lognormal:
    """log ratio = intercept + covariates × coefficients + sigma × normal effect, for each place.

    `coefficients` and `coefficient_se` are in the order of `names` (the intercept first) with their `covariance`; `sigma` has the standard error
    `sigma_se` (nan where it is 0). For each place: `estimate` (the mean of what its ratio can be), `low`, `high`, and `above`, the chance that the
    ratio is above `threshold`; `fitted` is what the covariates alone say, exp(intercept + …), `raw` = observed ÷ expected.
    """

    names: tuple[str, ...]
    coefficients: Floats
    coefficient_se: Floats
    covariance: Floats
    sigma: float
    sigma_se: float
    log_likelihood: float
    estimate: Floats
    low: Floats
    high: Floats
    above: Floats
    threshold: float
    fitted: Floats
    raw: Floats
    method: str
    confidence: float
    observed: Floats
    expected: Floats
    covariates: Floats

    def draws(self, number: int, seed: int) -> Floats:
        """`number` × places draws of all true ratios together, the same for the same seed; coefficients and sigma as estimated."""
        chance = np.random.default_rng(seed)
        if self.sigma == 0:
            design = np.column_stack([np.ones(len(self.covariates)), self.covariates])
            return np.exp(chance.multivariate_normal(self.coefficients, self.covariance, number) @ design.T)
        made = np.empty((number, len(self.observed)))
        line = np.log(self.expected * self.fitted)
        for part in _parts(len(self.observed)):
            z, below = cumulated(self.observed[part], line[part], self.sigma)
            made[:, part] = np.exp(self.sigma * quantiles(z, below, chance.random((len(z), number))).T)
        return made * self.fitted


def poisson_lognormal(
    observed: Many,
    expected: Many,
    covariates: Many | None = None,
    names: Sequence[str] | None = None,
    threshold: float = 1.0,
    confidence: float = 0.95,
) -> Lognormal:
    """Fit counts of places, given what was expected of each (above 0) and `covariates` (places, or places × covariates; an intercept is added).

    `names` are those of the covariates. Raises BadInput, naming every place, for what `shrink_rates` refuses, covariates that are not numbers,
    too many of them for the places, and covariates that follow from each other.
    """
    o, e, x, called = _checked(observed, expected, covariates, names)
    limit, z = threshold_of(threshold), reach(confidence)
    standard, back = _standard(x)
    found = with_effects(o, np.log(e), standard)
    fitted = np.exp(standard @ found.coefficients)
    covariance = back @ found.covariance @ back.T
    each = _regressed(found, standard, limit, z) if found.sigma == 0 else _mixed(found.sigma, o, e, fitted, limit, confidence)
    return Lognormal(
        names=("intercept", *called),
        coefficients=back @ found.coefficients,
        coefficient_se=np.sqrt(np.diag(covariance)),
        covariance=covariance,
        sigma=found.sigma,
        sigma_se=found.sigma_se,
        log_likelihood=found.likelihood,
        **dict(zip(("estimate", "low", "high", "above"), each, strict=True)),
        threshold=limit,
        fitted=fitted,
        raw=o / e,
        method=LOGNORMAL if found.sigma else NO_EFFECTS,
        confidence=confidence,
        observed=o,
        expected=e,
        covariates=x,
    )


def _standard(x: Floats) -> tuple[Floats, Floats]:
    """An intercept with the covariates in standard units, and the matrix that takes coefficients of these to those of the covariates as given.

    Coefficients are found badly where covariates are on scales that differ.
    """
    middle, spread = x.mean(axis=0), x.std(axis=0)
    back = np.diag(np.append(1.0, 1 / spread))
    back[0, 1:] = -middle / spread
    return np.column_stack([np.ones(len(x)), (x - middle) / spread]), back


def _parts(size: int) -> list[slice]:
    return [slice(start, start + CHUNK) for start in range(0, size, CHUNK)]


def _mixed(sigma: float, o: Floats, e: Floats, fitted: Floats, limit: float, confidence: float) -> tuple[Floats, ...]:
    """Mean, limits and chance above of each place's ratio, from the distribution of its effect."""
    line, tail = np.log(e * fitted), (1 - confidence) / 2
    rows = []
    for part in _parts(len(o)):
        found = effects(o[part], line[part], sigma)
        z, below = cumulated(o[part], line[part], sigma)
        ends = quantiles(z, below, np.tile([tail, 1 - tail], (len(z), 1)))
        with np.errstate(divide="ignore"):
            above = chances_above(z, below, (np.log(limit) - np.log(fitted[part])) / sigma)
        mean = (found.weights * np.exp(sigma * found.nodes)).sum(axis=1)
        rows.append(np.stack([mean * fitted[part], *(fitted[part] * np.exp(sigma * ends.T)), above]))
    return tuple(np.concatenate(rows, axis=1))


def _regressed(found: Fit, design: Floats, limit: float, z: float) -> tuple[Floats, ...]:
    """The same where there are no effects: the regression's mean with its normal interval on the logarithm."""
    line = design @ found.coefficients
    se = np.sqrt(np.einsum("ij,jk,ik->i", design, found.covariance, design))
    with np.errstate(divide="ignore"):
        above = ndtr((line - np.log(limit)) / se)
    return np.exp(line), np.exp(line - z * se), np.exp(line + z * se), np.asarray(above, dtype=np.float64)


def _checked(observed: Many, expected: Many, covariates: Many | None, names: Sequence[str] | None) -> tuple[Floats, Floats, Floats, Sequence[str]]:
    problems = Problems()
    o, e = whole("observed", observed, problems), above_zero("expected", expected, problems)
    row(o, e, problems)
    x = column("covariates", np.zeros((o.size, 0)) if covariates is None else covariates, problems)
    x = x[:, None] if x.ndim == 1 else x
    called = [f"covariate {place + 1}" for place in range(x.shape[-1])] if names is None else list(names)
    if x.ndim != 2 or len(x) != o.size:
        problems.add("covariates", "Give one row of covariates for each place.")
    elif len(called) != x.shape[1]:
        problems.add("names", f"There are {x.shape[1]} covariates and {len(called)} names.")
    elif o.size < x.shape[1] + 2:
        problems.add("covariates", f"{o.size} places are too few to tell what {x.shape[1]} covariates do, and how much places differ besides.")
    elif np.isfinite(x).all():
        _apart(x, called, problems)
    o, e = alike({"observed": o, "expected": e}, problems)
    return o, e, x, called


def _apart(x: Floats, called: Sequence[str], problems: Problems) -> None:
    """Notes covariates that are the same everywhere, or follow from the others."""
    spread = x.std(axis=0)
    # Rounding alone leaves a spread of about this in a column of equal numbers.
    same = spread <= 1e-12 * np.abs(x).max(axis=0, initial=0)
    for place in np.flatnonzero(same):
        problems.add(called[int(place)], "This covariate is the same everywhere, so that it can explain nothing.")
    if not same.any() and x.shape[1] and np.linalg.matrix_rank((x - x.mean(axis=0)) / spread) < x.shape[1]:
        problems.add("covariates", "One of these follows from the others: leave it out.")
