"""How much true ratios differ from place to place: the gamma distribution of the highest likelihood, given counts and what was expected.

A count is Poisson with mean ratio × expected, and ratios follow a gamma distribution with mean m and shape 1/t, so that counts are negative
binomial. t = 0 is the case in which all places share one ratio. The likelihood is written in t, so that it is smooth up to there.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize_scalar  # type: ignore[import-untyped]
from scipy.special import gammaln  # type: ignore[import-untyped]

from difference.methods.populations.estimates import Floats

GRID = 60
STEPS = 100
SMALL = 1e-3
CLOSE = 1e-11


def rising(counts: Floats, t: Floats) -> Floats:
    """Σ log(1 + jt) over j = 0 … count − 1 (t × counts), which is all that a count adds to the likelihood by t alone.

    By logarithms of the gamma function; where these would lose the digits (count × t small), by the sums of powers of j.
    """
    n, t = counts - 1, t[:, None]
    first, second = n * (n + 1) / 2, n * (n + 1) * (2 * n + 1) / 6
    third, fourth = first * first, second * (3 * n * n + 3 * n - 1) / 5
    series = t * (first - t * (second / 2 - t * (third / 3 - t * fourth / 4)))
    # A t of 0 has no shape: it is looked up nowhere, since there the series holds.
    safe = np.where(t > 0, t, 1.0)
    return np.where(counts * t < SMALL, series, gammaln(counts + 1 / safe) - gammaln(1 / safe) + counts * np.log(safe))


def likelihood(t: Floats, mean: Floats, observed: Floats, expected: Floats) -> Floats:
    """The logarithm of the likelihood for each pair of t and mean, up to what depends on the counts alone."""
    fitted = mean[:, None] * expected
    spread = np.log1p(t[:, None] * fitted)
    lost = np.where(t[:, None] > 0, spread / np.where(t > 0, t, 1.0)[:, None], fitted)
    return np.asarray((rising(observed, t) + observed * (np.log(fitted) - spread) - lost).sum(axis=1), dtype=np.float64)


def best_mean(t: Floats, observed: Floats, expected: Floats) -> Floats:
    """For each t the mean of the highest likelihood: where Σ (observed − fitted) ÷ (1 + t × fitted) is 0.

    By Newton's steps in the logarithm of the mean, held within bounds that close in on the one root.
    """
    mean = np.full(t.shape, observed.sum() / expected.sum())
    low, high = np.zeros_like(mean), np.full(t.shape, (observed / expected).max() * (1 + 1e-12))
    for _ in range(STEPS):
        fitted = mean[:, None] * expected
        value = ((observed - fitted) / (1 + t[:, None] * fitted)).sum(axis=1)
        low, high = np.where(value > 0, mean, low), np.where(value > 0, high, mean)
        step = np.clip(value / information(t, mean, observed, expected), -5, 5)
        following = mean * np.exp(step)
        if (np.abs(step) < CLOSE).all():
            return np.where(t > 0, following, mean)
        mean = np.where((low < following) & (following < high) | (np.abs(step) < CLOSE), following, (low + high) / 2)
    return mean


def information(t: Floats, mean: Floats, observed: Floats, expected: Floats) -> Floats:
    """For each pair of t and mean the observed information about the mean's logarithm: one over the square of its standard error."""
    fitted = mean[:, None] * expected
    part = 1 + t[:, None] * fitted
    return np.asarray((fitted * (1 + t[:, None] * observed) / part**2).sum(axis=1), dtype=np.float64)


def profile(t: Floats, observed: Floats, expected: Floats) -> Floats:
    """The highest likelihood at each t."""
    return likelihood(t, best_mean(t, observed, expected), observed, expected)


def search_grid(observed: Floats, expected: Floats) -> Floats:
    """Values of t from where no place's variance is raised by a millionth to where nearly all the mass of every place lies at 0."""
    largest = float(max((observed.sum() / expected.sum() * expected).max(), observed.max()))
    return np.geomspace(1e-6 / largest, 1e6, GRID)


def most_likely(observed: Floats, expected: Floats) -> tuple[float, float]:
    """t and the mean of the highest likelihood of all: every peak on a grid of t is refined, and t = 0 is compared with them."""

    def lost(log_t: float) -> float:
        return -float(profile(np.exp([log_t]), observed, expected)[0])

    grid = search_grid(observed, expected)
    heights = profile(np.append(0.0, grid), observed, expected)
    best, height = 0.0, float(heights[0])
    logs, heights = np.log(grid), heights[1:]
    for place in range(GRID):
        before, after = max(place - 1, 0), min(place + 1, GRID - 1)
        if heights[place] >= heights[before : after + 1].max():
            found = minimize_scalar(lost, bounds=(logs[before], logs[after]), options={"xatol": 1e-10})
            if -found.fun > height + 1e-9:
                best, height = float(np.exp(found.x)), -float(found.fun)
    return best, float(best_mean(np.array([best]), observed, expected)[0])
