"""The answer: what one exclusion costs and what all of a year's pupils cost, whole and by component."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from difference.errors import BadInput
from difference.methods.costing.flows import central, present_values
from difference.methods.costing.model import Model, Published
from difference.methods.costing.simulating import LEVEL, simulate

MOST_PUPILS = 100_000_000


@dataclass(frozen=True)
class Share:
    """One component's part, in pounds for one pupil; `low` and `high` hold the middle 95% of its draws, None without draws."""

    key: str
    title: str
    per_pupil: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Cost:
    """Pounds in prices of `price_year`. `per_pupil` is the mean of the draws, or the cost at the best values without draws.

    `error` is the Monte Carlo error of that mean; `low` and `high` hold the middle `level` of the draws. None without draws, and for a total that was
    published without its parts, where `components` is empty too.
    """

    per_pupil: float
    pupils: int
    low: float | None
    high: float | None
    error: float | None
    components: tuple[Share, ...]
    scope: str
    price_year: str
    draws: int
    level: float = LEVEL

    @property
    def total(self) -> float:
        """The cost of all `pupils`."""
        return self.per_pupil * self.pupils

    def as_data(self) -> dict[str, Any]:
        """What `difference cost --json` prints: `low`, `high` and the components are for one pupil, in whole pounds."""
        components = [
            {"key": part.key, "title": part.title, "per_pupil": _pounds(part.per_pupil), "low": _pounds(part.low), "high": _pounds(part.high)}
            for part in self.components
        ]
        return {
            "per_pupil": _pounds(self.per_pupil), "total": _pounds(self.total), "low": _pounds(self.low), "high": _pounds(self.high),
            "components": components, "scope": self.scope, "price_year": self.price_year,
        }  # fmt: skip


def cost(model: Model | Published, pupils: int = 1, draws: int = 100_000, seed: int = 0) -> Cost:
    """What exclusion costs by a model, for one pupil and for `pupils`. `draws` 0 computes it at the best values alone. Raises BadInput.

    The interval for one pupil is of what is not known, the same for every pupil: so the interval of the total is `pupils` times it.
    """
    if not 0 <= pupils <= MOST_PUPILS:
        raise BadInput("This number of pupils cannot be.", fields={"pupils": [f"It is a whole number from 0 to {MOST_PUPILS:,}."]})
    if isinstance(model, Published):
        return Cost(model.per_pupil, pupils, None, None, None, (), model.scope, model.price_year, 0)
    if draws == 0:
        return _at_best_values(model, pupils)
    found = simulate(model, draws, seed)
    parts = tuple(
        Share(each.key, each.title, found.components[each.key].mean, found.components[each.key].low, found.components[each.key].high)
        for each in model.components
    )
    total = found.total
    return Cost(total.mean, pupils, total.low, total.high, total.error, parts, model.scope, model.price_year, draws)


def _at_best_values(model: Model, pupils: int) -> Cost:
    worth = present_values(model, central(model))
    parts = tuple(Share(each.key, each.title, float(worth[each.key]), None, None) for each in model.components)
    return Cost(sum(part.per_pupil for part in parts), pupils, None, None, None, parts, model.scope, model.price_year, 0)


def _pounds(amount: float | None) -> int | None:
    return None if amount is None else round(amount)
