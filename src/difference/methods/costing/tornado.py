"""Which parameter moves the answer most, when each goes from its low to its high value while the others stay at their best."""

from __future__ import annotations

from dataclasses import dataclass

from difference.methods.costing.flows import central, present_values
from difference.methods.costing.model import Model


@dataclass(frozen=True)
class Bar:
    """One parameter's sway: the cost of one exclusion at its `low` and `high` value, in pounds of the model's price year."""

    key: str
    title: str
    is_assumption: bool
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def swing(self) -> float:
        """How far apart the two costs are."""
        return abs(self.at_high - self.at_low)


def tornado(model: Model) -> tuple[Bar, ...]:
    """A bar for every parameter of the cost that has a range, the widest first; those of the programme do not move the cost."""
    base = central(model)
    bars = [
        Bar(
            key, parameter.title, parameter.is_assumption, parameter.low, parameter.high,
            _cost(model, base | {key: parameter.low}), _cost(model, base | {key: parameter.high}),
        )
        for key, parameter in model.of_pupils.items()
        if parameter.low < parameter.high
    ]  # fmt: skip
    return tuple(sorted(bars, key=lambda bar: (-bar.swing, bar.key)))


def _cost(model: Model, values: dict[str, float]) -> float:
    return float(sum(present_values(model, values).values()))
