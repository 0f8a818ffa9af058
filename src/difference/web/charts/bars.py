"""Horizontal bars, or dots, with their intervals: one row for each thing compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from difference.web.charts.bar_layout import bar_drawing
from difference.web.charts.drawing import Drawing
from difference.web.charts.figure import Figure, TableOfNumbers
from difference.web.charts.units import check_point
from difference.web.components.tables import Column


@dataclass(frozen=True)
class Bar:
    """One row. `main` marks what the page is about; a value of None is shown as missing, with `note` as the reason."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""
    main: bool = False

    def __post_init__(self) -> None:
        check_point(self.label, self.value, self.low, self.high)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both ends, or None."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    @property
    def numbers(self) -> tuple[float, ...]:
        """Every number that the scale must hold."""
        return tuple(number for number in (self.value, self.low, self.high) if number is not None)


@dataclass(frozen=True)
class BarChart(Figure):
    """`sentence` is what the chart says. `mark` is "bar" for amounts that start at zero, "dot" for estimates."""

    bars: tuple[Bar, ...] = field(kw_only=True)
    mark: Literal["bar", "dot"] = field(default="bar", kw_only=True)
    heading: str = field(default="", kw_only=True)
    """Heads the column of labels in the table, as in "Local authority"."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(bar.value is None for bar in self.bars)

    def drawing(self, narrow: bool) -> Drawing:
        """The chart for a wide or a narrow page."""
        return bar_drawing(self.bars, self.unit, self.mark, narrow)

    def describe(self) -> str:
        """What someone hears who does not see it."""
        known = sorted((bar for bar in self.bars if bar.value is not None), key=lambda bar: bar.value or 0)
        low, high = known[0], known[-1]
        span = f"from {self.unit.write(low.value or 0)} ({low.label}) to {self.unit.write(high.value or 0)} ({high.label})"
        only = f"{low.label}: {self.unit.write(low.value or 0)}"
        return f"{len(self.bars)} rows, {span if len(known) > 1 else only}. The table below has every number."

    def numbers(self) -> TableOfNumbers:
        """The table beneath."""
        intervals = any(bar.low is not None for bar in self.bars)
        notes = any(bar.note for bar in self.bars)
        columns = [Column(self.heading or "Name"), Column(self.unit.noun, numeric=True)]
        columns += self.interval_columns() if intervals else []
        columns += [Column("Note")] if notes else []
        rows = []
        for bar in self.bars:
            cells: list[object] = [bar.label, *self.written(bar.value)]
            cells += [*self.written(bar.low), *self.written(bar.high)] if intervals else []
            rows.append([*cells, bar.note] if notes else cells)
        return TableOfNumbers(tuple(columns), tuple(map(tuple, rows)))
