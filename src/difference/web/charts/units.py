"""How a chart's numbers are written, and the refusal of numbers that are not numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Unit:
    """The way of writing a value: `Unit("%", places=1)` gives "4.2%", `Unit(prefix="£")` gives "£1,200".

    `noun` heads the column of the table, as in "Exclusions per 10,000 pupils".
    """

    suffix: str = ""
    prefix: str = ""
    places: int = 0
    noun: str = "Value"

    def write(self, value: float) -> str:
        """The value with its unit; a true minus sign before the prefix."""
        number = f"{abs(value):,.{self.places}f}"
        # What rounds to nothing has no sign.
        sign = "−" if value < 0 and float(number.replace(",", "")) else ""
        return f"{sign}{self.prefix}{number}{self.suffix}"

    def write_range(self, low: float, high: float) -> str:
        """An interval as "2.1% to 4.3%"."""
        return f"{self.write(low)} to {self.write(high)}"

    @property
    def short(self) -> Unit:
        """The same without words after the number: a sign such as % stays."""
        return replace(self, suffix=self.suffix if len(self.suffix) == 1 else "")

    def write_tick(self, value: float, step: float) -> str:
        """A number on an axis, with the places that its step needs."""
        needed = max(0, -math.floor(math.log10(step) + 1e-9))
        return replace(self.short, places=needed).write(value)


def check_point(label: str, value: float | None, low: float | None, high: float | None) -> None:
    """Raise ValueError, in a sentence, for a point that cannot be drawn."""
    for name, number in (("value", value), ("lower end", low), ("upper end", high)):
        if number is not None and not math.isfinite(number):
            raise ValueError(f"The {name} of “{label}” is {number}, which cannot be drawn; leave it out where it is not known.")
    if (low is None) != (high is None):
        raise ValueError(f"The interval of “{label}” has only one end; give both or neither.")
    if low is not None and high is not None and low > high:
        raise ValueError(f"The interval of “{label}” runs backwards, from {low} to {high}.")
    if value is None and low is not None:
        raise ValueError(f"“{label}” has an interval without a value.")
