"""A map of numbered points on a plain ground: where things are to each other, north at the top, with the journeys between them. No outline is drawn that we do not hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from difference.web.charts.drawing import Drawing
from difference.web.charts.figure import Figure, TableOfNumbers
from difference.web.charts.point_layout import MOST_NUMBERED, corners, map_drawing
from difference.web.components.tables import Column

Point = tuple[float, float]


@dataclass(frozen=True)
class Pin:
    """One thing with its row of the table; `at` is metres east and north, None where its place is unknown. `main` is filled, the rest are open."""

    cells: tuple[object, ...]
    at: Point | None
    main: bool = True
    journey_from: Point | None = None


@dataclass(frozen=True)
class Home:
    """Where distances are told from: a place, the metres of its doubt, and the metres of a circle around it; either None for none."""

    at: Point
    doubt: float | None = None
    reach: float | None = None


@dataclass(frozen=True)
class PointMap(Figure):
    """`sentence` is what the map says. `columns` head the cells of the pins, after their numbers; `ground` are the middles of squares of `side` metres."""

    pins: tuple[Pin, ...] = field(kw_only=True)
    columns: tuple[Column | str, ...] = field(kw_only=True)
    home: Home | None = field(default=None, kw_only=True)
    ground: tuple[Point, ...] = field(default=(), kw_only=True)
    side: int = field(default=1, kw_only=True)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.placed

    @property
    def placed(self) -> list[tuple[int, Pin, Point]]:
        """The pins whose place is known, each with its number."""
        return [(number, pin, pin.at) for number, pin in enumerate(self.pins, 1) if pin.at is not None]

    @property
    def corners(self) -> tuple[Point, Point]:
        """The south-western and the north-eastern corner of what is drawn, in metres; only where something is."""
        return corners(self)

    def drawing(self, narrow: bool) -> Drawing:
        """The map for a wide or a narrow page."""
        return map_drawing(self, narrow)

    def describe(self) -> str:
        """What someone hears who does not see it."""
        placed = len(self.placed)
        without = len(self.pins) - placed
        lacking = f"; {without} without a known place" if without else ""
        journeys = sum(pin.journey_from is not None for _, pin, _ in self.placed)
        lines = f", {journeys} of them with a line from where the journey begins" if journeys else ""
        numbered = "numbered " if placed <= MOST_NUMBERED else ""
        return f"{placed} {numbered}points on a plain map, north at the top{lines}{lacking}. The table below has every one."

    def numbers(self) -> TableOfNumbers:
        """The table beneath: every pin under its number, those without a place among them."""
        columns = tuple(column if isinstance(column, Column) else Column(column) for column in self.columns)
        rows = tuple((str(number), *pin.cells) for number, pin in enumerate(self.pins, 1))
        return TableOfNumbers((Column("Number"), *columns), rows)
