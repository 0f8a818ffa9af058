"""What every measure of counts answers: an estimate with its interval, the method by name and the counts that it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Number = TypeVar("Number", float, Floats)
# Numbers of several places at once: arrays or sequences, which are broadcast against each other.
Many = Any


@dataclass(frozen=True)
class Estimate(Generic[Number]):
    """`estimate` with the interval from `low` to `high` at `confidence` (0 to 1), by `method`; `counts` holds what was counted, by its name.

    From numbers it holds numbers, from arrays arrays of their common shape. `low` and `high` may be infinite, and `estimate` is nan where
    the counts say nothing about it (none of either group); the interval is then everything that is possible.
    """

    measure: str
    estimate: Number
    low: Number
    high: Number
    method: str
    confidence: float
    counts: Mapping[str, Number]

    def __str__(self) -> str:
        return "\n".join(
            f"{self.measure} {middle:.3f} ({100 * self.confidence:g}% interval {low:.3f} to {high:.3f}; {self.method})"
            for middle, low, high in zip(np.ravel(self.estimate), np.ravel(self.low), np.ravel(self.high), strict=True)
        )


def answered(
    measure: str, found: tuple[Floats, Floats, Floats], method: str, confidence: float, counts: Mapping[str, Floats]
) -> Estimate[Any]:  # fmt: skip
    """An `Estimate` of (estimate, low, high), of plain numbers where the arrays have no dimension."""
    estimate, low, high = (plain(values) for values in found)
    return Estimate(measure, estimate, low, high, method, confidence, {name: _whole(values) for name, values in counts.items()})


def plain(values: Floats) -> Any:
    """A number where the array has no dimension, else the array."""
    return values if values.ndim else float(values)


def _whole(values: Floats) -> Any:
    """As `plain`, and whole where it is whole: 7 pupils and not 7.0."""
    number = plain(values)
    return int(number) if isinstance(number, float) and number.is_integer() else number
