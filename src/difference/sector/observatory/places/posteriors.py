"""Draws of the true rates of all places together, shrunken towards their common mean: what ranks and combinations are made from.

Counts come from true rates by chance (Poisson), true rates from one gamma distribution whose shape and rate are open too (`shrink_rates`). Where a count is
suppressed, each draw takes one of the numbers that it can be, all as likely.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from difference.methods.populations import Shrunken, shrink_rates
from difference.methods.populations.estimates import Floats


@dataclass(frozen=True)
class Together:
    """Draws × places of ratios to what is expected, the same for the same seed; and the fit that they come from."""

    draws: Floats
    fit: Shrunken


def together(low: Floats, high: Floats, expected: Floats, number: int, seed: int, most: Floats | None = None) -> Together | None:
    """Ratios of counts from `low` to `high` to what is `expected` of each place, none above `most`; None where nothing can be told from them.

    The fit stands on the middle of each count, rounded to whole numbers.
    """
    least, most_counted = np.floor(low + 0.5), np.floor(high + 0.5)
    middle = np.floor((least + most_counted) / 2 + 0.5)
    if len(low) < 2 or not middle.any():
        return None
    fit = shrink_rates(middle, expected)
    chance = np.random.default_rng(seed)
    counted = low[None, :]
    if (low < high).any():
        counted = np.where(low < high, chance.integers(least, most_counted + 1, (number, len(low))), low)
    if fit.mixture is None:
        raise AssertionError("shrink_rates left out what is open about shape and rate.")
    chosen = chance.choice(len(fit.mixture.weights), number, p=fit.mixture.weights)
    shapes, rates = fit.mixture.shapes[chosen, None], fit.mixture.rates[chosen, None]
    made = chance.gamma(counted + shapes) / (expected + rates)
    return Together(made if most is None else np.minimum(made, most), fit)
