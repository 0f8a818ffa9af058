"""What a Poisson count says of a normal effect behind it: the likelihood by adaptive Gauss–Hermite quadrature, and the effect's distribution.

A count is Poisson with mean exp(offset + sigma × z) with z standard normal. Nodes are laid around each place's likeliest z, as wide as its
curvature says: J. C. Pinheiro and D. M. Bates, “Approximations to the log-likelihood function in the nonlinear mixed-effects model”, Journal of
Computational and Graphical Statistics 4 (1995), 12–35.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp  # type: ignore[import-untyped]

from difference.methods.populations.estimates import Floats

NODES = 25
POINTS = 401
STEPS = 60
# The logarithm by which a density has fallen where nothing that matters is left of it.
FALL = 32.0


@dataclass(frozen=True)
class Effects:
    """`likelihood` of all counts; `nodes` (places × nodes) of z with their `weights`, which sum to 1 for each place: its distribution."""

    likelihood: float
    nodes: Floats
    weights: Floats


def density(z: Floats, observed: Floats, offset: Floats, sigma: float) -> Floats:
    """The logarithm of the density of count and effect together, up to what depends on the count alone."""
    line = offset + sigma * z
    return np.asarray(observed * line - np.exp(line) - z * z / 2, dtype=np.float64)


def peak(observed: Floats, offset: Floats, sigma: float) -> tuple[Floats, Floats]:
    """Each place's likeliest z, and the standard deviation that its curvature there says. The density is concave, so there is one.

    Newton's steps, from where normal errors would have it; a step upwards is held to what raises the mean ten times at most.
    """
    near = observed + 0.5
    z = sigma * (np.log(near) - offset) / (sigma * sigma + 1 / near)
    most = np.log(10) / sigma if sigma > 0 else np.inf
    for _ in range(STEPS):
        fitted = np.exp(offset + sigma * z)
        step = (sigma * (observed - fitted) - z) / (1 + sigma * sigma * fitted)
        z = z + np.clip(step, -np.inf, most)
        if np.abs(step).max() < 1e-12:
            break
    return z, 1 / np.sqrt(1 + sigma * sigma * np.exp(offset + sigma * z))


def effects(observed: Floats, offset: Floats, sigma: float) -> Effects:
    """The likelihood of the counts, and the distribution of each place's effect, at this offset (places) and sigma (0 or above)."""
    points, weights = np.polynomial.hermite.hermgauss(NODES)
    middle, width = peak(observed, offset, sigma)
    nodes = middle[:, None] + np.sqrt(2) * width[:, None] * points
    logs = np.log(weights) + points**2 + density(nodes, observed[:, None], offset[:, None], sigma)
    each = logsumexp(logs, axis=1)
    total = each + np.log(width) - np.log(np.pi) / 2 - gammaln(observed + 1)
    return Effects(float(total.sum()), nodes, np.exp(logs - each[:, None]))


def cumulated(observed: Floats, offset: Floats, sigma: float) -> tuple[Floats, Floats]:
    """For each place, points of z from where to where its effect can lie, and the probability below each of them (places × points)."""
    middle, width = peak(observed, offset, sigma)
    height = density(middle, observed, offset, sigma)
    left = 8 * width
    # To the right the density falls faster than a normal one of that width; to the left it may fall more slowly.
    while (short := height - density(middle - left, observed, offset, sigma) < FALL).any():
        left = np.where(short, 1.5 * left, left)
    z = (middle - left)[:, None] + (left + 8 * width)[:, None] * np.linspace(0, 1, POINTS)
    dense = np.exp(density(z, observed[:, None], offset[:, None], sigma) - height[:, None])
    below = np.concatenate([np.zeros((len(z), 1)), np.cumsum((dense[:, 1:] + dense[:, :-1]) / 2, axis=1)], axis=1)
    return z, below / below[:, -1:]


def quantiles(z: Floats, below: Floats, wanted: Floats) -> Floats:
    """For each place the z below which the wanted probabilities lie (places × wanted)."""
    return np.array([np.interp(asked, share, points) for asked, share, points in zip(wanted, below, z, strict=True)])


def chances_above(z: Floats, below: Floats, limits: Floats) -> NDArray[np.float64]:
    """For each place the probability that its effect lies above its limit."""
    return np.array([1 - np.interp(limit, points, share, 0.0, 1.0) for limit, share, points in zip(limits, below, z, strict=True)])
