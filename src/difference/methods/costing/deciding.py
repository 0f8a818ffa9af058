"""Whether the programme pays for itself, and what it would be worth to know more before deciding.

The decision is to fund one unit of the programme or not. Funding it is worth (exclusions averted × cost of one) − cost of the unit, not funding it is
worth 0. Sources: F. J. Breeze and others, “Value of information analysis for research decisions”, Value in Health 23 (2020), 139–150 (ISPOR report 1) for
the measures; M. Strong and J. E. Oakley, “An efficient method for computing single-parameter partial expected value of perfect information”, Medical
Decision Making 33 (2013), 755–766 for computing the part of one parameter from draws in its order.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from difference.errors import BadInput
from difference.methods.costing.flows import present_values, price_factor
from difference.methods.costing.model import Model, Programme
from difference.methods.costing.simulating import LEVEL, check_draws, chunks

Floats = NDArray[np.float64]
MOST = 1_000_000
BINS = 50


@dataclass(frozen=True)
class BreakEven:
    """How many exclusions one unit of the programme must avert to pay for itself.

    `exclusions` is its mean cost over the mean cost of an exclusion; `low` and `high` hold the middle 95% of draws, infinite where an exclusion costs
    nothing; `averted` is how many it is taken to avert, `pays` the share of draws in which that is enough.
    """

    unit: str
    cost: float
    saved: float
    exclusions: float
    low: float
    high: float
    averted: float
    pays: float


@dataclass(frozen=True)
class Known:
    """What it would be worth, in pounds for one unit of the programme, to know one parameter for certain before deciding."""

    key: str
    title: str
    is_assumption: bool
    value: float


@dataclass(frozen=True)
class Information:
    """Pounds for one unit of the programme: `benefit` of funding it, and `evpi`, what knowing everything would add to the better of the two choices.

    `error` is the Monte Carlo error of `evpi`. `parts` has each parameter alone, most first; what is not above `noise` cannot be told from nothing.
    """

    unit: str
    benefit: float
    fund: bool
    evpi: float
    error: float
    noise: float
    parts: tuple[Known, ...]


def exclusions_to_pay(programme: float, exclusion: float) -> float:
    """How many exclusions at `exclusion` pounds pay for `programme` pounds; infinite where an exclusion costs nothing. Raises BadInput below 0."""
    if not (math.isfinite(programme) and programme >= 0):
        raise BadInput("This cannot be what the programme costs.", fields={"programme": ["It costs 0 pounds or more."]})
    return programme / exclusion if exclusion > 0 else math.inf


def break_even(model: Model, draws: int = 100_000, seed: int = 0) -> BreakEven:
    """How many exclusions the model's programme must avert. Raises BadInput where the model has no programme."""
    programme, worth = _programme(model), _worth(model, draws, seed)
    with np.errstate(divide="ignore", invalid="ignore"):
        needed = np.where(worth.saved > 0, worth.cost / worth.saved, np.inf)
    # No interpolation: between a number and infinity there is nothing.
    low, high = np.quantile(needed, [0.5 - LEVEL / 2, 0.5 + LEVEL / 2], method="inverted_cdf")
    cost, saved = float(worth.cost.mean()), float(worth.saved.mean())
    pays = float(np.count_nonzero(worth.benefit >= 0)) / draws
    return BreakEven(programme.unit, cost, saved, exclusions_to_pay(cost, saved), float(low), float(high), float(worth.averted.mean()), pays)


def value_of_information(model: Model, draws: int = 200_000, seed: int = 0, bins: int = BINS) -> Information:
    """What it would be worth to know everything, and each parameter alone, before deciding on one unit of the model's programme.

    For one parameter the draws are put in its order and cut into `bins` of equal size; the mean benefit in a bin is what would be expected if its value
    were known. Chance alone makes this a little above 0: `noise` is what the same gives in an order that means nothing. Raises BadInput.
    """
    if not 2 <= bins <= draws // 100 or draws > MOST:
        sentence = f"At most {MOST:,} draws, and 2 bins or more with at least 100 draws in each."
        raise BadInput("This cannot be computed.", fields={"bins": [sentence]})
    worth = _worth(model, draws, seed)
    benefit = worth.benefit
    mean = float(benefit.mean())
    gains = np.maximum(benefit, 0) - (benefit if mean > 0 else 0)
    parts = [
        Known(key, model.parameters[key].title, model.parameters[key].is_assumption, _gain(benefit[np.argsort(values)], bins))
        for key, values in worth.values.items()
    ]
    parts.sort(key=lambda part: (-part.value, part.key))
    error = float(gains.std(ddof=1)) / math.sqrt(draws)
    return Information(_programme(model).unit, mean, mean > 0, float(gains.mean()), error, _gain(benefit, bins), tuple(parts))


@dataclass(frozen=True)
class _Worth:
    """Draws, in pounds: what an exclusion costs, what a unit costs and averts, and the values of every parameter that varies."""

    saved: Floats
    cost: Floats
    averted: Floats
    values: dict[str, Floats]

    @property
    def benefit(self) -> Floats:
        return self.averted * self.saved - self.cost


def _programme(model: Model) -> Programme:
    if model.programme is None:
        raise BadInput("This model has no programme to decide about.", fields={"programme": ["Its file has no table “programme”."]})
    return model.programme


def _worth(model: Model, draws: int, seed: int) -> _Worth:
    programme = _programme(model)
    check_draws(draws, seed)
    saved, cost, averted = np.empty(draws), np.empty(draws), np.empty(draws)
    kept: dict[str, list[Floats]] = {}
    factor = price_factor(model, programme.cost)
    begin: int
    for begin, values in chunks(model, draws, seed):
        varying = {key: each for key, each in values.items() if isinstance(each, np.ndarray)}
        part = slice(begin, begin + max((each.size for each in varying.values()), default=draws))
        saved[part] = sum(present_values(model, values).values())
        cost[part] = values[programme.cost] * factor
        averted[part] = values[programme.averted]
        for key, each in varying.items():
            kept.setdefault(key, []).append(each)
    return _Worth(saved, cost, averted, {key: np.concatenate(each) for key, each in kept.items()})


def _gain(benefit: Floats, bins: int) -> float:
    """What choosing anew in each bin, in the order given, adds to choosing once for all."""
    size = benefit.size // bins
    used = benefit[: size * bins]
    means = used.reshape(bins, size).mean(axis=1)
    return float(np.maximum(means, 0).mean() - max(float(used.mean()), 0.0))
