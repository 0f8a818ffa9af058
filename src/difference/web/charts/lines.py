"""Lines over years with their interval bands: one line or a few, each named at its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from difference.web.charts.drawing import Drawing
from difference.web.charts.figure import Figure, TableOfNumbers
from difference.web.charts.line_layout import line_drawing
from difference.web.charts.units import check_point
from difference.web.components.tables import Column


@dataclass(frozen=True)
class Spot:
    """One point. `at` is its year; `label` is how the year is written, as in "2015/16". A value of None leaves a gap."""

    at: float
    value: float | None
    low: float | None = None
    high: float | None = None
    label: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        check_point(self.written_at, self.value, self.low, self.high)

    @property
    def written_at(self) -> str:
        """The year as it is read."""
        return self.label or f"{self.at:g}"

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both ends, or None."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    @property
    def numbers(self) -> tuple[float, ...]:
        """Every number that the scale must hold."""
        return tuple(number for number in (self.value, self.low, self.high) if number is not None)


@dataclass(frozen=True)
class Series:
    """One line. `main` marks what the page is about. Raises ValueError when its years do not rise."""

    name: str
    spots: tuple[Spot, ...]
    main: bool = False

    def __post_init__(self) -> None:
        years = [spot.at for spot in self.spots]
        if any(later <= earlier for earlier, later in pairwise(years)):
            raise ValueError(f"The years of “{self.name}” must rise, each once.")

    @property
    def known(self) -> tuple[Spot, ...]:
        """The spots with a value."""
        return tuple(spot for spot in self.spots if spot.value is not None)


@dataclass(frozen=True)
class LineChart(Figure):
    """`sentence` is what the chart says. A year that one series has and another lacks is a gap in the other."""

    series: tuple[Series, ...] = field(kw_only=True)
    heading: str = field(default="Year", kw_only=True)
    """Heads the column of years in the table."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(series.known for series in self.series)

    def drawing(self, narrow: bool) -> Drawing:
        """The chart for a wide or a narrow page."""
        return line_drawing(self.series, self.unit, narrow)

    def describe(self) -> str:
        """What someone hears who does not see it."""
        parts = []
        for series in self.series:
            if series.known:
                first, last = series.known[0], series.known[-1]
                parts.append(
                    f"{series.name}: {self.unit.write(first.value or 0)} in {first.written_at},"
                    f" {self.unit.write(last.value or 0)} in {last.written_at}"
                )
        return f"{'; '.join(parts)}. The table below has every number."

    def numbers(self) -> TableOfNumbers:
        """The table beneath: one row for each year of each series."""
        spots = [spot for series in self.series for spot in series.spots]
        several = len(self.series) > 1
        intervals = any(spot.low is not None for spot in spots)
        notes = any(spot.note for spot in spots)
        columns = [Column("Line")] if several else []
        columns += [Column(self.heading), Column(self.unit.noun, numeric=True)]
        columns += self.interval_columns() if intervals else []
        columns += [Column("Note")] if notes else []
        rows = []
        for series in self.series:
            for spot in series.spots:
                cells: list[object] = [series.name] if several else []
                cells += [spot.written_at, *self.written(spot.value)]
                cells += [*self.written(spot.low), *self.written(spot.high)] if intervals else []
                rows.append((*cells, spot.note) if notes else tuple(cells))
        return TableOfNumbers(tuple(columns), tuple(rows))
