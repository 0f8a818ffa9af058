"""What exclusion costs at each age, and what that counts for in the year of exclusion.

Each outcome is an effect times what a year of it costs, in every year that it lasts. A whole year at age a is discounted by a − (age of exclusion) years;
the last year of what lasts for years and a part counts by its part. Nothing is taken off for those who die before old age.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from difference.methods.costing.deflating import uprate
from difference.methods.costing.discounting import discount_factor
from difference.methods.costing.model import LAST_AGE, Model, Outcome
from difference.methods.costing.streams import stream

Floats = NDArray[np.float64]
AVERAGED = 20_000
Values = Mapping[str, float | Floats]


@dataclass(frozen=True)
class Flow:
    """One row of a cash-flow: a component's money at one age, in pounds of the model's price year."""

    age: int
    component: str
    amount: float
    discounted: float


@dataclass(frozen=True)
class CashFlow:
    """Pounds by age (rows) and component (columns): `amounts` as they fall due, `discounted` as they count in the year of exclusion."""

    ages: NDArray[np.int_]
    components: tuple[str, ...]
    amounts: Floats
    discounted: Floats

    def rows(self) -> Iterator[Flow]:
        """Every age and component where money flows, by age."""
        for row, age in enumerate(self.ages):
            for column, component in enumerate(self.components):
                if self.amounts[row, column]:
                    yield Flow(int(age), component, float(self.amounts[row, column]), float(self.discounted[row, column]))


def central(model: Model) -> dict[str, float]:
    """The best value of each parameter."""
    return {key: parameter.value for key, parameter in model.parameters.items()}


def price_factor(model: Model, key: str) -> float:
    """What a pound of the parameter's price year is in pounds of the model's; 1 for what is not money."""
    year = model.parameters[key].price_year
    return 1.0 if year is None else uprate(1.0, year, model.price_year, model.deflator)


def effect(outcome: Outcome, values: Values) -> float | Floats:
    """How much likelier (above 0) or rarer (below 0) the outcome is after exclusion, by the counterfactual that it names."""
    if outcome.difference:
        return values[outcome.difference]
    found = values[outcome.excluded or ""] - values[outcome.comparable or ""]
    return found * values[outcome.share] if outcome.share else found


def yearly(model: Model, outcome: Outcome, values: Values) -> float | Floats:
    """What a whole year of the outcome costs, in pounds of the model's price year."""
    amount: float | Floats = 1.0
    for key in outcome.amount:
        amount = amount * values[key] * price_factor(model, key)
    return amount - values[outcome.less] * price_factor(model, outcome.less) if outcome.less else amount


def present_values(model: Model, values: Values) -> dict[str, float | Floats]:
    """The discounted cost of one exclusion by component, in the model's order; as many numbers as there are values of each parameter."""
    found: dict[str, float | Floats] = {component.key: 0.0 for component in model.components}
    for outcome in model.outcomes:
        worth = effect(outcome, values) * yearly(model, outcome, values) * _annuity(model, outcome, values)
        found[outcome.component] = found[outcome.component] + worth
    return found


def cash_flow(model: Model, *, expected: bool = True) -> CashFlow:
    """The cost of one exclusion by age and component: what is expected of all draws, or at the best value of each parameter.

    Each parameter stands in an outcome once, so that what is expected of their product is the product of their means; how long an outcome lasts is
    averaged over draws of its own.
    """
    values = {key: each.mean if expected else each.value for key, each in model.parameters.items()}
    ages = np.arange(model.excluded_at, LAST_AGE)
    names = tuple(component.key for component in model.components)
    amounts = np.zeros((ages.size, len(names)))
    for outcome in model.outcomes:
        during = _during(model, outcome, ages, expected=expected)
        amounts[:, names.index(outcome.component)] += effect(outcome, values) * yearly(model, outcome, values) * during
    flowing = int(np.flatnonzero(amounts.any(axis=1)).max(initial=0)) + 1
    factors = discount_factor(ages - model.excluded_at, model.schedule, model.edition)
    return CashFlow(ages[:flowing], names, amounts[:flowing], (amounts * factors[:, None])[:flowing])


def _during(model: Model, outcome: Outcome, ages: NDArray[np.int_], *, expected: bool) -> Floats:
    """The part of the year at each age in which the outcome lasts, for those whom it meets."""
    if outcome.last_age is not None:
        return np.where((ages >= outcome.first_age) & (ages <= outcome.last_age), 1.0, 0.0)
    length = model.parameters[outcome.years or ""]
    years = length.law.draw(length.spread, stream(0, length.key), AVERAGED) if expected else np.array([length.value])
    left = outcome.first_age + years[:, None] - ages
    return np.where(ages >= outcome.first_age, np.clip(left, 0, 1).mean(axis=0), 0.0)


def _annuity(model: Model, outcome: Outcome, values: Values) -> float | Floats:
    """What a pound in each year of the outcome counts for in the year of exclusion."""
    years, sums = _sums(model.schedule, model.edition)
    first = outcome.first_age - model.excluded_at
    if outcome.last_age is not None:
        return float(sums[outcome.last_age + 1 - model.excluded_at] - sums[first])
    last = np.interp(values[outcome.years or ""] + float(first), years, sums) - sums[first]
    return float(last) if np.ndim(last) == 0 else np.asarray(last)


@cache
def _sums(schedule: str, edition: str | None) -> tuple[Floats, Floats]:
    """What a pound in each of the first so many years counts for, for 0 to LAST_AGE years."""
    years = np.arange(LAST_AGE + 1, dtype=np.float64)
    return years, np.concatenate(([0.0], np.cumsum(discount_factor(years[:-1], schedule, edition))))
