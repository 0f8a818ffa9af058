"""The geometry of a map of hexagons, pointed at the top: cells to places, corners, edges and the hatch inside."""

from __future__ import annotations

import math

Point = tuple[float, float]
Cell = tuple[int, int]

WIDTH = 44.0
"""From side to side of a cell."""
RADIUS = WIDTH / math.sqrt(3)
ROW = RADIUS * 1.5
DRAWN = 0.93
"""A hexagon is drawn a little smaller than its cell, so that its neighbours stand apart."""

# In units of half a width across and half a radius down, from the top with the clock.
_CORNERS = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))


def middle(cell: Cell) -> Point:
    """The middle of a cell (column, row); the first stands whole at the left and the top."""
    column, row = cell
    return (column + (row % 2) / 2 + 0.5) * WIDTH, row * ROW + RADIUS


def corners(centre: Point, size: float = DRAWN) -> list[Point]:
    """The six corners, from the top with the clock; a `size` of 1 fills the cell."""
    x, y = centre
    return [(x + across * WIDTH / 2 * size, y + down * RADIUS / 2 * size) for across, down in _CORNERS]


def edges_ahead(cell: Cell) -> list[tuple[Cell, tuple[Point, Point]]]:
    """The neighbours to the right and below, each with the edge that is shared: every edge of a map once."""
    column, row = cell
    points = corners(middle(cell), 1)
    shift = row % 2
    ahead = ((column + 1, row), (column + shift, row + 1), (column - 1 + shift, row + 1))
    return [(other, (points[place], points[place + 1])) for place, other in enumerate(ahead, 1)]


def hatch(centre: Point, size: float = DRAWN) -> list[tuple[Point, Point]]:
    """Five slanting lines across a hexagon."""
    top, upper_right, lower_right, bottom, lower_left, upper_left = corners(centre, size)
    lines = []
    for part in (0.0, 1 / 3, 2 / 3):
        lines.append((_between(lower_left, upper_left, part), _between(upper_right, top, part)))
        if part:
            lines.append((_between(lower_left, bottom, part), _between(upper_right, lower_right, part)))
    return lines


def _between(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
