"""From values to places on the page: a straight scale that always holds zero, with round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

# A spread under this is none: a fifth of a smaller one may no longer be told from zero.
SMALLEST = 1e-200


@dataclass(frozen=True)
class Scale:
    """Maps values from `low`..`high` to places from `start`..`end`; for heights `start` is the larger."""

    low: float
    high: float
    start: float
    end: float
    step: float

    def place(self, value: float) -> float:
        """Where a value stands."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """Round values from end to end; zero is among them."""
        first = round(self.low / self.step)
        return [number * self.step for number in range(first, round(self.high / self.step) + 1)]


def scale_for(values: Iterable[float], start: float, end: float, wanted: int) -> Scale:
    """A scale with about `wanted` ticks over the values and zero."""
    held = [0.0, *values]
    low, high = min(held), max(held)
    if high - low < SMALLEST:
        high = 1.0
    step = _round_step((high - low) / wanted)
    return Scale(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, start, end, step)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(size * power for size in (1, 2, 5, 10) if size * power >= rough * 0.999)


def at(place: float) -> str:
    """A coordinate as SVG takes it, whatever the language of the page."""
    return f"{place:.1f}".removesuffix(".0")
