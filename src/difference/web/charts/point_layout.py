"""Where everything of a map of points stands: its frame in metres, numbers that do not lie on one another, and a bar for the scale."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from difference.web.charts.drawing import Drawing

if TYPE_CHECKING:
    from difference.web.charts.pointmap import Point, PointMap

WIDE, NARROW = 720.0, 320.0
# Of the height to the width: a map is neither a strip nor a column.
FLATTEST, TALLEST = 0.45, 1.1
LEAST_METRES = 8_000.0
EDGE = 0.08
RADIUS = 12.0
TURNS = 80
# With more than these, numbers would hide the map: plain dots stand for them, and the table tells which is which.
MOST_NUMBERED, DOT = 80, 5.0
FOOT = 30.0
# Metres that a bar for the scale may stand for.
BARS = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500)


@dataclass(frozen=True)
class Frame:
    """A part of the country, in metres, and its size on the sheet."""

    west: float
    north: float
    width: float
    height: float
    scale: float

    def place(self, point: Point) -> Point:
        """Where a point stands on the sheet: north is up."""
        return (point[0] - self.west) * self.scale, (self.north - point[1]) * self.scale


def corners(figure: PointMap) -> tuple[Point, Point]:
    """The south-western and the north-eastern corner of what a map must hold, with a margin."""
    points = [at for _, pin, place in figure.placed for at in (place, pin.journey_from) if at is not None]
    if figure.home is not None:
        (east, north), reach = figure.home.at, figure.home.reach or 0.0
        points += [(east - reach, north - reach), (east + reach, north + reach)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    across = max(east - west, LEAST_METRES, (north - south) / TALLEST) * (1 + 2 * EDGE)
    up = max((north - south) * (1 + 2 * EDGE), across * FLATTEST)
    middle = (west + east) / 2, (south + north) / 2
    return (middle[0] - across / 2, middle[1] - up / 2), (middle[0] + across / 2, middle[1] + up / 2)


def map_drawing(figure: PointMap, narrow: bool) -> Drawing:
    """The whole map."""
    (west, south), (east, north) = corners(figure)
    width = NARROW if narrow else WIDE
    scale = width / (east - west)
    frame = Frame(west, north, width, (north - south) * scale, scale)
    drawing = Drawing(width, frame.height + FOOT)
    _draw_ground(drawing, figure, frame)
    _draw_home(drawing, figure, frame)
    for _, pin, at in figure.placed:
        if pin.journey_from is not None:
            start, end = frame.place(pin.journey_from), frame.place(at)
            drawing.line(*start, *end, "app-map__journey")
            drawing.dot(*start, 4, "app-map__start")
    _draw_pins(drawing, figure, frame)
    _draw_bar(drawing, frame)
    return drawing


def _draw_ground(drawing: Drawing, figure: PointMap, frame: Frame) -> None:
    middles = [frame.place(point) for point in figure.ground]
    inside = [(x, y) for x, y in middles if 0 <= x <= frame.width and 0 <= y <= frame.height]
    drawing.squares(inside, max(2.0, figure.side * frame.scale * 0.7), "app-map__ground")


def _draw_home(drawing: Drawing, figure: PointMap, frame: Frame) -> None:
    if figure.home is None:
        return
    x, y = frame.place(figure.home.at)
    if figure.home.reach:
        drawing.dot(x, y, figure.home.reach * frame.scale, "app-map__reach")
    if figure.home.doubt:
        drawing.dot(x, y, figure.home.doubt * frame.scale, "app-map__doubt")
    drawing.path([(x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)], "app-map__home", closed=True)


def _draw_pins(drawing: Drawing, figure: PointMap, frame: Frame) -> None:
    placed = figure.placed
    if len(placed) > MOST_NUMBERED:
        for _, pin, at in placed:
            drawing.dot(*frame.place(at), DOT, f"app-map__pin app-map__pin--{'main' if pin.main else 'rest'}")
        return
    true = [frame.place(at) for _, _, at in placed]
    moved = spread(true, [frame.place(figure.home.at)] if figure.home else [], frame.width, frame.height)
    for (x, y), (at_x, at_y) in zip(true, moved, strict=True):
        if math.dist((x, y), (at_x, at_y)) > RADIUS / 2:
            drawing.line(x, y, at_x, at_y, "app-map__lead")
    for (number, pin, _), (x, y) in zip(placed, moved, strict=True):
        kind = "main" if pin.main else "rest"
        drawing.dot(x, y, RADIUS, f"app-map__pin app-map__pin--{kind}")
        drawing.write(x, y + 4.5, str(number), f"app-map__number app-map__number--{kind}", "middle")


def spread(points: list[Point], fixed: list[Point], width: float, height: float) -> list[Point]:
    """The points pushed apart, as little as it takes, until no two discs lie on one another nor on a fixed point, and all on the sheet."""
    held, apart = list(points), 2 * RADIUS + 1
    for _ in range(TURNS):
        still = True
        for first in range(len(held)):
            for other in [*range(first + 1, len(held)), *(-1 - number for number in range(len(fixed)))]:
                there = held[other] if other >= 0 else fixed[-1 - other]
                gap = math.dist(held[first], there)
                if gap >= apart - 0.01:
                    continue
                still = False
                # Two at one point part in a direction of their own, the same each time.
                angle = math.atan2(there[1] - held[first][1], there[0] - held[first][0]) if gap > 0.01 else 2.4 * (first + 1)
                push = (apart - gap) / 2
                held[first] = _kept(held[first], -push, angle, width, height)
                if other >= 0:
                    held[other] = _kept(held[other], push, angle, width, height)
        if still:
            break
    return held


def _kept(point: Point, push: float, angle: float, width: float, height: float) -> Point:
    x, y = point[0] + push * math.cos(angle), point[1] + push * math.sin(angle)
    return min(max(x, RADIUS), width - RADIUS), min(max(y, RADIUS), height - RADIUS)


def _draw_bar(drawing: Drawing, frame: Frame) -> None:
    metres = next((size for size in BARS if size * frame.scale <= frame.width / 3), BARS[-1])
    length, y = metres * frame.scale, frame.height + FOOT - 10
    drawing.path([(1, y - 5), (1, y), (1 + length, y), (1 + length, y - 5)], "app-map__bar")
    drawing.write(length + 10, y + 2, f"{metres // 1000} km" if metres >= 1000 else f"{metres} m", "app-chart__small")
