"""Coefficients of the highest likelihood of counts with a log-linear mean, without and with a normal effect of each place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.special import gammaln  # type: ignore[import-untyped]

from difference.errors import BadInput
from difference.methods.populations.estimates import Floats
from difference.methods.populations.quadrature import effects

STEPS = 200
# A sigma below this cannot be told from none: the variance that it adds is far below that of any count.
NONE = 1e-5
STILL = 1e-7
# In standard units of a covariate: long before, its coefficient has grown beyond anything that counts can show.
ENDLESS = 15.0


@dataclass(frozen=True)
class Fit:
    """`coefficients` with their `covariance`, `sigma` with its standard error (nan where it is 0), and the logarithm of the `likelihood`."""

    coefficients: Floats
    covariance: Floats
    sigma: float
    sigma_se: float
    likelihood: float


def poisson(observed: Floats, offset: Floats, design: Floats) -> Fit:
    """The fit without effects, by reweighted least squares; steps that lower the likelihood are halved. Raises BadInput where there is none."""
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(observed.sum() / np.exp(offset).sum())
    height = _height(beta, observed, offset, design)
    for _ in range(STEPS):
        if np.abs(beta[1:]).max(initial=0) > ENDLESS:
            break
        fitted = np.exp(offset + design @ beta)
        step = np.linalg.solve(design.T @ (fitted[:, None] * design), design.T @ (observed - fitted))
        while (following := _height(beta + step, observed, offset, design)) < height - 1e-9 * abs(height):
            step = step / 2
        beta, height = beta + step, following
        if np.abs(step).max() < 1e-10:
            fitted = np.exp(offset + design @ beta)
            covariance = _inverse(design.T @ (fitted[:, None] * design))
            return Fit(beta, covariance, 0.0, float("nan"), height - float(gammaln(observed + 1).sum()))
    raise BadInput(
        "No coefficients fit these counts best: they grow without end, as where all places with something observed lie on one side of a covariate.",
        code="undefined",
    )


def with_effects(observed: Floats, offset: Floats, design: Floats) -> Fit:
    """The fit with a normal effect of each place; that without effects where no sigma raises the likelihood.

    The slope is exact for the integral that the quadrature stands for (the mean, over each place's effect, of the slope given the effect); the
    standard errors are those of the observed information, by differences of that slope.
    """
    plain = poisson(observed, offset, design)
    fitted = np.exp(offset + design @ plain.coefficients)
    excess = ((observed - fitted) ** 2 - fitted).sum() / (fitted**2).sum()
    start = np.append(plain.coefficients, np.log(np.sqrt(max(excess, 0.01))))

    def height(parameters: Floats) -> tuple[float, Floats]:
        sigma = float(np.exp(parameters[-1]))
        value, slope = slopes(parameters[:-1], sigma, observed, offset, design)
        return -value, -np.append(slope[:-1], slope[-1] * sigma)

    bounds = [(None, None)] * len(plain.coefficients) + [(np.log(NONE), np.log(30))]
    found = minimize(height, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500, "ftol": 1e-15, "gtol": STILL})
    sigma = float(np.exp(found.x[-1]))
    if -found.fun <= plain.likelihood + 1e-7 or sigma < 2 * NONE:
        return plain
    covariance = _inverse(_information(found.x[:-1], sigma, observed, offset, design))
    return Fit(found.x[:-1], covariance[:-1, :-1], sigma, float(np.sqrt(covariance[-1, -1])), -float(found.fun))


def slopes(beta: Floats, sigma: float, observed: Floats, offset: Floats, design: Floats) -> tuple[float, Floats]:
    """The logarithm of the likelihood, and its derivatives by the coefficients and by sigma."""
    line = offset + design @ beta
    found = effects(observed, line, sigma)
    left = found.weights * (observed[:, None] - np.exp(line[:, None] + sigma * found.nodes))
    return found.likelihood, np.append(design.T @ left.sum(axis=1), (left * found.nodes).sum())


def _information(beta: Floats, sigma: float, observed: Floats, offset: Floats, design: Floats) -> Floats:
    """Minus the second derivatives, by central differences of the slopes."""
    at = np.append(beta, sigma)
    steps = 1e-4 * np.maximum(np.abs(at), 0.1)
    steps[-1] = min(steps[-1], sigma / 2)
    rows = []
    for place, step in enumerate(steps):
        move = np.zeros_like(at)
        move[place] = step
        above, below = at + move, at - move
        rise = slopes(above[:-1], float(above[-1]), observed, offset, design)[1] - slopes(below[:-1], float(below[-1]), observed, offset, design)[1]
        rows.append(-rise / (2 * step))
    found = np.array(rows)
    return np.asarray((found + found.T) / 2, dtype=np.float64)


def _inverse(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def _height(beta: Floats, observed: Floats, offset: Floats, design: Floats) -> float:
    with np.errstate(over="ignore"):
        line = offset + design @ beta
        return float((observed * line - np.exp(line)).sum())
