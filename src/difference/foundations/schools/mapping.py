"""Puts a map of points on a plain ground: the squares in which any school of the register stands. We hold no outlines, and ask nobody for them."""

from __future__ import annotations

from dataclasses import replace

from difference.foundations.actors import Actor
from difference.foundations.schools.distances import squares
from difference.web.charts import PointMap

# Squares from side to side of a map: enough to know the country by, few enough for a page.
ACROSS, SMALLEST = 72, 500


def on_ground(actor: Actor, figure: PointMap) -> PointMap:
    """The same map with its ground; a map with nothing to draw stays as it is."""
    if figure.is_empty:
        return figure
    low, high = figure.corners
    side = max(SMALLEST, round(max(high[0] - low[0], high[1] - low[1]) / ACROSS))
    return replace(figure, side=side, ground=tuple(squares(actor, low, high, side)))
