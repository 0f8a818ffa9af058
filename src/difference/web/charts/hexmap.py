"""A map of hexagons, one a place, all of one size: a big county does not outweigh a small city. No script is needed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from difference.web.charts.classes import Classes, classes_for
from difference.web.charts.drawing import Drawing
from difference.web.charts.figure import Figure, TableOfNumbers
from difference.web.charts.hex_cards import stops_of
from difference.web.charts.hex_layout import MapLook, Sheet, map_sheet
from difference.web.charts.units import check_point
from difference.web.components.tables import Column
from difference.web.values import Link


@dataclass(frozen=True)
class Hexagon:
    """One place in its cell: pointed at the top, `column` and `row` from 0, odd rows half a hexagon further right.

    A `value` of None is no data, or, with `withheld`, a figure of too few people to be shown; `note` is the reason. `main` is
    outlined. Between places of two `group`s a line is drawn. With `href` the hexagon is a link.
    """

    name: str
    label: str
    column: int
    row: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""
    withheld: bool = False
    main: bool = False
    group: str = ""
    href: str = ""

    def __post_init__(self) -> None:
        check_point(self.name, self.value, self.low, self.high)
        if self.withheld and self.value is not None:
            raise ValueError(f"The figure of “{self.name}” is withheld, so its value must be left out.")

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both ends, or None."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True)
class HexMap(Figure):
    """`sentence` is what the map says. `bounds` divide its classes, at most four; without them each has about a fifth of the places.

    Maps to be compared, as of several years, take the same bounds. Raises ValueError for two places in one cell.
    """

    hexagons: tuple[Hexagon, ...] = field(kw_only=True)
    bounds: tuple[float, ...] = field(default=(), kw_only=True)
    heading: str = field(default="", kw_only=True)
    """Heads the column of names in the table, as in "Local authority"."""
    missing: str = field(default="No data", kw_only=True)
    withheld: str = field(default="Too few to show", kw_only=True)

    def __post_init__(self) -> None:
        cells = Counter((hexagon.column, hexagon.row) for hexagon in self.hexagons)
        for hexagon in self.hexagons:
            if cells[hexagon.column, hexagon.row] > 1:
                raise ValueError(f"“{hexagon.name}” shares the cell in column {hexagon.column}, row {hexagon.row} with another place.")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.known

    @property
    def known(self) -> tuple[tuple[Hexagon, float], ...]:
        """The places with a value, from the lowest up."""
        found = [(hexagon, hexagon.value) for hexagon in self.hexagons if hexagon.value is not None]
        return tuple(sorted(found, key=lambda pair: pair[1]))

    @property
    def classes(self) -> Classes:
        """The classes of the values."""
        return classes_for([value for _, value in self.known], self.unit, self.bounds)

    @property
    def sheet(self) -> Sheet:
        """The map and its legend."""
        return map_sheet(self.hexagons, MapLook(self.classes, self.unit.noun, self.missing, self.withheld))

    def drawing(self, narrow: bool) -> Drawing:
        """The picture alone, the same for every page: on a narrow one it scrolls in its own region."""
        return self.sheet.whole

    def drawings(self) -> list[SafeString]:
        """One drawing whose hexagons can be pointed at and reached by the keyboard, each with its figure."""
        sheet = self.sheet
        stops = stops_of([(hexagon, self.lines_of(hexagon)) for hexagon in self.hexagons], sheet.picture.width)
        return [render_to_string("web/charts/hexmap.html", {"figure": self, "sheet": sheet, "stops": stops})]

    def lines_of(self, hexagon: Hexagon) -> list[str]:
        """What is said of a place: its name, its figure or why there is none, its interval, its note."""
        lines = [hexagon.name, self.figure_of(hexagon)]
        if hexagon.interval:
            lines.append(f"{self.interval} {self.unit.short.write_range(*hexagon.interval)}")
        return [*lines, hexagon.note] if hexagon.note else lines

    def figure_of(self, hexagon: Hexagon) -> str:
        """The value with its unit, or why there is none."""
        if hexagon.value is not None:
            return self.unit.write(hexagon.value)
        reason = self._reason(hexagon)
        return reason[:1].lower() + reason[1:]

    def _reason(self, hexagon: Hexagon) -> str:
        return self.withheld if hexagon.withheld else self.missing

    def describe(self) -> str:
        """What someone hears who does not see it."""
        (low, least), (high, most) = self.known[0], self.known[-1]
        without = len(self.hexagons) - len(self.known)
        span = f"from {self.unit.write(least)} ({low.name}) to {self.unit.write(most)} ({high.name})"
        lacking = f"; {without} without a figure" if without else ""
        return f"{len(self.hexagons)} hexagons, {span}{lacking}. The table below has every number."

    def numbers(self) -> TableOfNumbers:
        """The table beneath."""
        intervals = any(hexagon.interval for hexagon in self.hexagons)
        notes = any(hexagon.note or hexagon.value is None for hexagon in self.hexagons)
        columns = [Column(self.heading or "Name"), Column(self.unit.noun, numeric=True)]
        columns += self.interval_columns() if intervals else []
        columns += [Column("Note")] if notes else []
        return TableOfNumbers(tuple(columns), tuple(self._row(hexagon, intervals, notes) for hexagon in self.hexagons))

    def _row(self, hexagon: Hexagon, intervals: bool, notes: bool) -> tuple[object, ...]:
        name = Link(hexagon.name, hexagon.href) if hexagon.href else hexagon.name
        cells: list[object] = [name, *self.written(hexagon.value)]
        cells += [*self.written(hexagon.low), *self.written(hexagon.high)] if intervals else []
        reason = self._reason(hexagon) if hexagon.value is None else ""
        return (*cells, ". ".join(filter(None, (reason, hexagon.note)))) if notes else tuple(cells)
