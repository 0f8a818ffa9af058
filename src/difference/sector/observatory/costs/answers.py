"""The answers to scenarios, each computed once and kept: the same scenario gives the same numbers, since its draws have a seed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from difference.methods import costing
from difference.methods.costing import Bar, BreakEven, CashFlow, Cost, Information
from difference.sector.observatory.costs.scenario import Scenario

DRAWS, SEED = 20_000, 0
"""Few enough for a page: the mean is then known to within some £80, and each page says so."""
MOST_KEPT = 512


@dataclass(frozen=True)
class Answer:
    """What one exclusion costs, and how many of them the programme must avert."""

    cost: Cost
    pays: BreakEven


@dataclass(frozen=True)
class Doubt:
    """What the answer hangs on: the cost at the best values, how far each number moves it, and what it would be worth to know more."""

    base: float
    bars: tuple[Bar, ...]
    information: Information
    pays: BreakEven


@lru_cache(MOST_KEPT)
def answer(asked: Scenario) -> Answer:
    """The cost of one exclusion, whole and by component."""
    model = asked.model
    return Answer(costing.cost(model, 1, DRAWS, SEED), costing.break_even(model, DRAWS, SEED))


@lru_cache(MOST_KEPT)
def life(asked: Scenario) -> CashFlow:
    """What is expected at each age."""
    return costing.cash_flow(asked.model)


@lru_cache(MOST_KEPT)
def doubt(asked: Scenario) -> Doubt:
    """What would change the answer."""
    model = asked.model
    base = costing.cost(model, 1, draws=0).per_pupil
    return Doubt(base, costing.tornado(model), costing.value_of_information(model, DRAWS, SEED), answer(asked).pays)
