"""Values sorted into a few classes for a map: bounds that a reader can say, the same in the legend as in the colours."""

from __future__ import annotations

import statistics
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from difference.web.charts.units import Unit

MOST = 5
"""Steps of one hue that can still be told apart."""


@dataclass(frozen=True)
class Classes:
    """Classes between `bounds`, each from its lower bound to under its upper one. Values are sorted as they are written, rounded.

    Raises ValueError for bounds that do not rise, are too many, or need more places than the unit writes.
    """

    bounds: tuple[float, ...]
    unit: Unit
    lowest: float
    highest: float

    def __post_init__(self) -> None:
        if len(self.bounds) >= MOST:
            raise ValueError(f"A map has at most {MOST} classes, so at most {MOST - 1} bounds; {len(self.bounds)} were given.")
        if any(later <= earlier for earlier, later in pairwise(self.bounds)):
            raise ValueError("The bounds of a map’s classes must rise, each once.")
        unwritten = [bound for bound in self.bounds if as_written(bound, self.unit) != bound]
        if unwritten:
            raise ValueError(f"The bound {unwritten[0]} cannot be written with {self.unit.places} decimal places, as this map writes its values.")

    def tone(self, value: float) -> int:
        """The step of the hue for a value, from 1, the lightest, to 5, the darkest."""
        return self._tone(bisect_right(self.bounds, as_written(value, self.unit)))

    def legend(self) -> list[tuple[int, str]]:
        """Each class from the highest down, as its step of the hue and its bounds in words."""
        return [(self._tone(place), self._words(place)) for place in range(len(self.bounds), -1, -1)]

    def _tone(self, place: int) -> int:
        # Fewer classes stand further apart.
        return 1 + round(place * (MOST - 1) / len(self.bounds)) if self.bounds else (MOST + 1) // 2

    def _words(self, place: int) -> str:
        unit = self.unit.short
        if not self.bounds:
            return unit.write(self.lowest) if self.lowest == self.highest else unit.write_range(self.lowest, self.highest)
        if place == 0:
            return f"under {unit.write(self.bounds[0])}"
        if place == len(self.bounds):
            return f"{unit.write(self.bounds[-1])} or more"
        return f"{unit.write(self.bounds[place - 1])} to under {unit.write(self.bounds[place])}"


def classes_for(values: Sequence[float], unit: Unit, bounds: tuple[float, ...] = ()) -> Classes:
    """The classes with these bounds; without them, classes of about a fifth of the values each. There must be a value."""
    written = sorted(as_written(value, unit) for value in values)
    return Classes(bounds or _fifths(written, unit), unit, written[0], written[-1])


def as_written(value: float, unit: Unit) -> float:
    """The value that a reader sees, so that no value stands in another class than its figure."""
    return float(f"{value:.{unit.places}f}") + 0.0


def _fifths(written: Sequence[float], unit: Unit) -> tuple[float, ...]:
    lowest, highest = written[0], written[-1]
    if lowest == highest:
        return ()
    found: list[float] = []
    for cut in statistics.quantiles(written, n=MOST, method="inclusive"):
        bound = as_written(cut, unit)
        if any((found[-1] if found else lowest) <= value < bound for value in written):
            found.append(bound)
    # Where most values are the same, the rest still stand apart from them.
    return tuple(found) or (next(value for value in written if value > lowest),)
