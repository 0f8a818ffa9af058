"""What exclusion costs when every parameter varies at once within its range: probabilistic sensitivity analysis.

Each parameter has a stream of random numbers of its own, which follows from the seed and its key: a scenario that fixes one parameter leaves the draws of
the others as they were, so that two scenarios differ by what was changed and not by chance. Parameters are taken to vary independently of each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from difference.errors import BadInput
from difference.methods.costing.distributions import FIXED
from difference.methods.costing.flows import present_values
from difference.methods.costing.model import Model, Parameter
from difference.methods.costing.streams import stream

Floats = NDArray[np.float64]
CHUNK = 1 << 15
MOST_DRAWS = 10_000_000
MOST_SEED = 2**63 - 1
LEVEL = 0.95


@dataclass(frozen=True)
class Range:
    """A mean with its Monte Carlo error, and the middle `level` of all draws, in pounds for one exclusion."""

    mean: float
    error: float
    low: float
    median: float
    high: float


@dataclass(frozen=True)
class Simulation:
    """One exclusion's cost over all draws: `total`, `components` by key, `above_zero` the share of draws in which it costs anything, `draws` of pounds."""

    total: Range
    components: dict[str, Range]
    above_zero: float
    seed: int
    draws: Floats = field(repr=False, compare=False)
    level: float = LEVEL


def simulate(model: Model, draws: int = 100_000, seed: int = 0) -> Simulation:
    """Draw every parameter `draws` times (2 to 10,000,000) and compute the model for each. The same seed gives the same numbers.

    Memory: 8 bytes a draw for each component and for the total, and a fixed amount besides. Raises BadInput for a number of draws or a seed that is none.
    """
    check_draws(draws, seed)
    names = [component.key for component in model.components]
    parts = np.empty((len(names), draws))
    for begin, values in chunks(model, draws, seed):
        end = min(begin + CHUNK, draws)
        for row, worth in enumerate(present_values(model, values).values()):
            parts[row, begin:end] = worth
    total = parts.sum(axis=0)
    above = float(np.count_nonzero(total > 0)) / draws
    return Simulation(summary(total), {name: summary(parts[row]) for row, name in enumerate(names)}, above, seed, total)


def check_draws(draws: int, seed: int) -> None:
    """Raise BadInput unless these are a number of draws and a seed."""
    fields: dict[str, list[str]] = {}
    if not 2 <= draws <= MOST_DRAWS:
        fields["draws"] = [f"The number of draws is a whole number from 2 to {MOST_DRAWS:,}."]
    if not 0 <= seed <= MOST_SEED:
        fields["seed"] = ["A seed is a whole number from 0 to 2⁶³ − 1."]
    if fields:
        raise BadInput("This cannot be drawn.", fields=fields)


def chunks(model: Model, draws: int, seed: int) -> Iterator[tuple[int, dict[str, float | Floats]]]:
    """The draws in portions, each with where it begins: the values of each parameter, one number for those that are certain."""
    streams = {key: stream(seed, key) for key, parameter in model.parameters.items() if parameter.distribution != FIXED}
    for begin in range(0, draws, CHUNK):
        n = min(CHUNK, draws - begin)
        yield begin, {key: _values(parameter, streams.get(key), n) for key, parameter in model.parameters.items()}


def summary(values: Floats, level: float = LEVEL) -> Range:
    """Mean, its standard error, and the quantiles that hold the middle `level`."""
    low, median, high = np.quantile(values, [0.5 - level / 2, 0.5, 0.5 + level / 2])
    return Range(float(values.mean()), float(values.std(ddof=1)) / math.sqrt(values.size), float(low), float(median), float(high))


def _values(parameter: Parameter, generator: np.random.Generator | None, n: int) -> float | Floats:
    return parameter.value if generator is None else parameter.law.draw(parameter.spread, generator, n)
