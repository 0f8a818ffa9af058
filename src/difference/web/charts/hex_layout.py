"""Where everything of a map of hexagons stands: the hexagons, the lines between groups, the outline, and the legend in the corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from difference.web.charts.classes import Classes
from difference.web.charts.drawing import Drawing
from difference.web.charts.hexagons import DRAWN, RADIUS, WIDTH, Point, corners, edges_ahead, hatch, middle
from difference.web.charts.labels import wrapped
from difference.web.charts.scales import at

if TYPE_CHECKING:
    from difference.web.charts.hexmap import Hexagon

MARGIN = 4.0
LINE = 19.0
LEGEND_ROW = 26.0
SWATCH = 0.64
LEGEND_WIDTH = 206.0
LEGEND_WORDS = 40.0
# From this step on, dark words could no longer be read.
LIGHT_WORDS_FROM = 4


@dataclass(frozen=True)
class MapLook:
    """What a map says besides its hexagons: classes, what they measure, and the names of the two kinds of nothing."""

    classes: Classes
    noun: str
    missing: str
    withheld: str


@dataclass(frozen=True)
class Entry:
    """A row of the legend: how its hexagon looks, and its words."""

    kind: str
    words: list[str]
    outlined: bool = False


def place_of(hexagon: Hexagon) -> Point:
    """The middle of a hexagon on the sheet."""
    x, y = middle((hexagon.column, hexagon.row))
    return x + MARGIN, y + MARGIN


@dataclass(frozen=True)
class Sheet:
    """The map, and its legend on a drawing of its own at its place on the same sheet."""

    picture: Drawing
    legend: Drawing
    legend_left: float

    @property
    def whole(self) -> Drawing:
        """Both together."""
        one = self.picture
        return Drawing(one.width, one.height, [*one.shapes, *self.legend.shapes], [*one.words, *self.legend.words])

    @property
    def legend_box(self) -> str:
        """The part of the sheet that holds the legend, as SVG takes it."""
        return f"{at(self.legend_left)} 0 {at(LEGEND_WIDTH)} {at(self.legend.height)}"


def map_sheet(hexagons: Sequence[Hexagon], look: MapLook) -> Sheet:
    """The whole map, with its legend at the right of the first rows."""
    entries = _entries(hexagons, look)
    heading = wrapped(look.noun, LEGEND_WIDTH)
    height = len(heading) * LINE + 12 + sum(_height(entry) for entry in entries)
    places = [place_of(hexagon) for hexagon in hexagons]
    right = max(x for x, _ in places) + WIDTH / 2
    left = max([right - LEGEND_WIDTH, *(x + WIDTH / 2 + 16 for x, y in places if y - RADIUS < height)])
    bottom = max(y for _, y in places) + RADIUS
    picture = Drawing(max(right, left + LEGEND_WIDTH) + MARGIN, max(bottom, height) + MARGIN)
    _draw_map(picture, hexagons, look.classes)
    legend = Drawing(LEGEND_WIDTH, height)
    _draw_legend(legend, left, heading, entries)
    return Sheet(picture, legend, left)


def _draw_map(drawing: Drawing, hexagons: Sequence[Hexagon], classes: Classes) -> None:
    for hexagon in hexagons:
        kind = _kind(hexagon, classes)
        _draw_hexagon(drawing, place_of(hexagon), kind)
        _draw_label(drawing, place_of(hexagon), hexagon.label, kind)
    drawing.strokes(_borders(hexagons), "app-hexmap__border")
    for hexagon in hexagons:
        if hexagon.main:
            _draw_outline(drawing, place_of(hexagon))


def _kind(hexagon: Hexagon, classes: Classes) -> str:
    if hexagon.value is None:
        return "withheld" if hexagon.withheld else "missing"
    return str(classes.tone(hexagon.value))


def _draw_hexagon(drawing: Drawing, centre: Point, kind: str, size: float = DRAWN) -> None:
    drawing.path(corners(centre, size), f"app-hexmap__hexagon app-hexmap__hexagon--{kind}", closed=True)
    if kind == "withheld":
        drawing.strokes(hatch(centre, size), "app-hexmap__hatch")


def _draw_label(drawing: Drawing, centre: Point, label: str, kind: str) -> None:
    tone = kind
    if kind.isdigit():
        tone = "light" if int(kind) >= LIGHT_WORDS_FROM else "dark"
    halo = " app-chart__halo" if kind == "withheld" else ""
    drawing.write(centre[0], centre[1] + 4.5, label, f"app-hexmap__label app-hexmap__label--{tone}{halo}", "middle")


def _draw_outline(drawing: Drawing, centre: Point, size: float = 1) -> None:
    # Dark around light, so that one of the two is seen on every step of the hue.
    drawing.path(corners(centre, size), "app-hexmap__outline", closed=True)
    drawing.path(corners(centre, size * 0.84), "app-hexmap__outline app-hexmap__outline--inner", closed=True)


def _borders(hexagons: Iterable[Hexagon]) -> list[tuple[Point, Point]]:
    groups = {(hexagon.column, hexagon.row): hexagon.group for hexagon in hexagons}
    found = []
    for cell, group in groups.items():
        for other, (start, end) in edges_ahead(cell):
            if groups.get(other, group) != group:
                found.append(((start[0] + MARGIN, start[1] + MARGIN), (end[0] + MARGIN, end[1] + MARGIN)))
    return found


def _entries(hexagons: Sequence[Hexagon], look: MapLook) -> list[Entry]:
    width = LEGEND_WIDTH - LEGEND_WORDS
    entries = [Entry(str(tone), [words]) for tone, words in look.classes.legend()]
    kinds = {_kind(hexagon, look.classes) for hexagon in hexagons}
    entries += [Entry(kind, wrapped(words, width)) for kind, words in (("withheld", look.withheld), ("missing", look.missing)) if kind in kinds]
    main = [hexagon.name for hexagon in hexagons if hexagon.main]
    return [*entries, Entry("none", wrapped(", ".join(main), width), outlined=True)] if main else entries


def _height(entry: Entry) -> float:
    return max(LEGEND_ROW, len(entry.words) * LINE) + 9


def _draw_legend(drawing: Drawing, left: float, heading: list[str], entries: list[Entry]) -> None:
    for number, line in enumerate(heading):
        drawing.write(left, 16 + number * LINE, line, "app-chart__strong")
    top = len(heading) * LINE + 12
    for entry in entries:
        centre = left + WIDTH * SWATCH / 2, top + _height(entry) / 2
        _draw_hexagon(drawing, centre, entry.kind, SWATCH)
        if entry.outlined:
            _draw_outline(drawing, centre, SWATCH)
        first = centre[1] + 5 - (len(entry.words) - 1) * LINE / 2
        for number, line in enumerate(entry.words):
            drawing.write(left + LEGEND_WORDS, first + number * LINE, line)
        top += _height(entry)
