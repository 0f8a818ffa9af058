"""What counts leave open about the distribution of true ratios, as a handful of gamma distributions, each with its weight.

An interval that takes the likeliest distribution for the true one is too narrow where places are few or differ little. Here the distribution is
open too: its mean has a flat prior on the logarithm, and t (1 ÷ shape) the prior under which a typical place's own weight is uniform from 0 to 1:
C. L. Christiansen and C. N. Morris, “Hierarchical Poisson regression modeling”, JASA 92 (1997), 618–632.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from difference.methods.populations.dispersion import best_mean, information, likelihood, search_grid
from difference.methods.populations.estimates import Floats

POINTS = 41
# Weights below e to the minus this of the highest are left out.
FALL = 14.0
# Where counts say next to nothing of the mean, it is held to e to some ten times this about its best.
WIDEST = 5.0
# Nodes and weights that stand for a normal distribution: Gauss and Hermite's with three nodes.
NORMAL = ((-(3**0.5), 1 / 6), (0.0, 2 / 3), (3**0.5, 1 / 6))


@dataclass(frozen=True)
class Mixture:
    """Gamma distributions of true ratios, with `shapes` and `rates`, and the `weights` of each, which sum to 1."""

    shapes: Floats
    rates: Floats
    weights: Floats


def mixture(observed: Floats, expected: Floats) -> Mixture:
    """The distributions that the counts leave open: a grid of t, narrowed twice to where there is weight, and three means at each t."""
    typical = float(np.median(expected)) * float(observed.sum() / expected.sum())
    points = np.log(search_grid(observed, expected))
    for _ in range(2):
        near = np.flatnonzero((heights := _at(points, typical, observed, expected)[0]) > heights.max() - FALL)
        points = np.linspace(points[max(near[0] - 1, 0)], points[min(near[-1] + 1, len(points) - 1)], POINTS)
    return _made(np.exp(points), *_at(points, typical, observed, expected))


def _at(log_t: Floats, typical: float, observed: Floats, expected: Floats) -> tuple[Floats, Floats, Floats]:
    """The logarithm of the weight of each logarithm of t, all means taken together; the likeliest mean, and its logarithm's standard error."""
    t = np.exp(log_t)
    mean = best_mean(t, observed, expected)
    error = np.minimum(WIDEST, 1 / np.sqrt(information(t, mean, observed, expected)))
    prior = log_t - 2 * np.log1p(t * typical)
    return likelihood(t, mean, observed, expected) + np.log(error) + prior, mean, error


def _made(ts: Floats, heights: Floats, mean: Floats, error: Floats) -> Mixture:
    raised = np.exp(heights - heights.max())
    shapes, rates, weights = [], [], []
    for node, part in NORMAL:
        shapes.append(1 / ts)
        rates.append(1 / (ts * mean * np.exp(node * error)))
        weights.append(part * raised / raised.sum())
    return Mixture(np.concatenate(shapes), np.concatenate(rates), np.concatenate(weights))
