"""Where everything of small multiples stands: two panels beside each other on a wide page, one on a narrow one, all of one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from difference.web.charts.drawing import Drawing
from difference.web.charts.scales import Scale, scale_for
from difference.web.charts.units import Unit

if TYPE_CHECKING:
    from difference.web.charts.panels import Panel, Step

HEAD, PLOT, FOOT = 30, 128, 40
TEN = 10
FILLED = 0.82


@dataclass(frozen=True)
class Sheet:
    """The drawing: how wide, and how many panels beside each other, each with room for its axis."""

    width: float
    across: int
    gap: float
    axis: float = 58


WIDE = Sheet(width=720, across=2, gap=28)
NARROW = Sheet(width=320, across=1, gap=0)


@dataclass(frozen=True)
class _Place:
    """Where one panel stands."""

    left: float
    right: float
    top: float


def panel_drawing(panels: Sequence[Panel], unit: Unit, narrow: bool) -> Drawing:
    """The whole chart."""
    sheet = NARROW if narrow else WIDE
    rows = -(-len(panels) // sheet.across)
    drawing = Drawing(sheet.width, rows * (HEAD + PLOT + FOOT))
    span = scale_for((number for panel in panels for step in panel.steps for number in step.numbers), 0, 1, 4)
    each = (sheet.width - sheet.gap * (sheet.across - 1)) / sheet.across
    for number, panel in enumerate(panels):
        row, column = divmod(number, sheet.across)
        left = column * (each + sheet.gap)
        place = _Place(left + sheet.axis, left + each, row * (HEAD + PLOT + FOOT))
        _draw_panel(drawing, panel, unit, Scale(span.low, span.high, place.top + HEAD + PLOT, place.top + HEAD, span.step), place)
    return drawing


def _draw_panel(drawing: Drawing, panel: Panel, unit: Unit, up: Scale, place: _Place) -> None:
    drawing.write(place.left, place.top + 16, panel.name, "app-chart__strong")
    if panel.said:
        drawing.write(place.right, place.top + 16, panel.said, "", "end")
    for tick in up.ticks:
        drawing.line(place.left, up.place(tick), place.right, up.place(tick), "app-chart__grid")
        drawing.write(place.left - 6, up.place(tick) + 5, unit.write_tick(tick, up.step), "app-chart__small", "end")
    width = (place.right - place.left) / max(1, len(panel.steps))
    for number, step in enumerate(panel.steps):
        _draw_step(drawing, step, up, place.left + (number + 0.5) * width, width * FILLED)
    drawing.line(place.left, up.place(0), place.right, up.place(0), "app-chart__zero")
    for number, step in enumerate(panel.steps):
        if number == 0 or step.at % TEN == 0:
            middle = place.left + (number + 0.5) * width
            drawing.write(middle, place.top + HEAD + PLOT + 20, str(step.at), "app-chart__small", "middle")


def _draw_step(drawing: Drawing, step: Step, up: Scale, middle: float, width: float) -> None:
    zero = up.place(0)
    # The pale one first, so that the other lies on it.
    for value, tone in ((step.behind, "rest"), (step.value, "main")):
        if value:
            end = up.place(value)
            drawing.box(middle - width / 2, min(zero, end), width, abs(zero - end), f"app-chart__step app-chart__step--{tone}")
