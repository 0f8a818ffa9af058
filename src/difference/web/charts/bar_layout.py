"""Where everything of a bar chart stands: labels beside the bars on a wide page, above them on a narrow one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from difference.web.charts.drawing import Drawing
from difference.web.charts.labels import wrapped
from difference.web.charts.scales import Scale, scale_for
from difference.web.charts.units import Unit

if TYPE_CHECKING:
    from difference.web.charts.bars import Bar

LINE = 20
BAR = 20
ROOM_FOR_VALUE = 44
BESIDE = 16
# About the width of a letter or digit of an interval, and of the bold ones of a value.
SMALL, STRONG = 7.0, 8.6


@dataclass(frozen=True)
class Sheet:
    """The columns of the drawing: labels, bars, values."""

    width: float
    left: float
    right: float
    label_width: float
    labels_above: bool
    ticks: int


WIDE = Sheet(width=720, left=216, right=560, label_width=196, labels_above=False, ticks=5)
NARROW = Sheet(width=320, left=8, right=196, label_width=312, labels_above=True, ticks=3)


def bar_drawing(bars: Sequence[Bar], unit: Unit, mark: str, narrow: bool) -> Drawing:
    """The whole chart."""
    sheet = _with_room(NARROW if narrow else WIDE, bars, unit)
    scale = scale_for((number for bar in bars for number in bar.numbers), sheet.left, sheet.right, sheet.ticks)
    labels = [wrapped(bar.label, sheet.label_width) for bar in bars]
    heights = [_row_height(lines, sheet) for lines in labels]
    drawing = Drawing(sheet.width, sum(heights) + 34)
    _draw_axis(drawing, scale, unit, sum(heights))
    all_main = not any(bar.main for bar in bars)
    top = 0.0
    for bar, lines, height in zip(bars, labels, heights, strict=True):
        middle = _draw_label(drawing, lines, bar.main, top, height, sheet)
        _draw_value(drawing, bar, unit, scale, middle, sheet)
        _draw_mark(drawing, bar, scale, middle, mark, "main" if bar.main or all_main else "rest")
        top += height
    drawing.line(scale.place(0), 0, scale.place(0), sum(heights) + 6, "app-chart__zero")
    return drawing


def _with_room(sheet: Sheet, bars: Sequence[Bar], unit: Unit) -> Sheet:
    """The sheet with its bars as much shorter as the longest words beside them need; never shorter than half."""
    values = [len(unit.write(bar.value)) * STRONG for bar in bars if bar.value is not None]
    intervals = [len(unit.short.write_range(*bar.interval)) * SMALL for bar in bars if bar.interval]
    most = sheet.width - BESIDE - max([*values, *intervals], default=0)
    return replace(sheet, right=max(min(sheet.right, most), (sheet.left + sheet.right) / 2))


def _row_height(lines: list[str], sheet: Sheet) -> float:
    if sheet.labels_above:
        return len(lines) * LINE + ROOM_FOR_VALUE + 6
    return max(ROOM_FOR_VALUE, len(lines) * LINE) + 10


def _draw_axis(drawing: Drawing, scale: Scale, unit: Unit, bottom: float) -> None:
    for tick in scale.ticks:
        place = scale.place(tick)
        drawing.line(place, 0, place, bottom + 6, "app-chart__grid")
        drawing.write(place, bottom + 24, unit.write_tick(tick, scale.step), "app-chart__small", "middle")


def _draw_label(drawing: Drawing, lines: list[str], main: bool, top: float, height: float, sheet: Sheet) -> float:
    classes = "app-chart__strong" if main else ""
    if sheet.labels_above:
        for number, line in enumerate(lines):
            drawing.write(0, top + 16 + number * LINE, line, f"{classes} app-chart__halo".strip())
        return top + len(lines) * LINE + ROOM_FOR_VALUE / 2
    middle = top + height / 2
    first = middle - (len(lines) - 1) * LINE / 2 + 5
    for number, line in enumerate(lines):
        drawing.write(0, first + number * LINE, line, classes)
    return middle


def _draw_value(drawing: Drawing, bar: Bar, unit: Unit, scale: Scale, middle: float, sheet: Sheet) -> None:
    if bar.value is None:
        drawing.write(sheet.right + BESIDE, middle + 5, "No figure", "app-chart__small")
        return
    drawing.write(sheet.right + BESIDE, middle + (-3 if bar.interval else 5), unit.write(bar.value), "app-chart__strong")
    if bar.interval:
        # The unit stands with the value already.
        drawing.write(sheet.right + BESIDE, middle + 15, unit.short.write_range(*bar.interval), "app-chart__small")


def _draw_mark(drawing: Drawing, bar: Bar, scale: Scale, middle: float, mark: str, tone: str) -> None:
    if bar.value is None:
        return
    zero, place = scale.place(0), scale.place(bar.value)
    if mark == "bar":
        drawing.box(min(zero, place), middle - BAR / 2, abs(place - zero), BAR, f"app-chart__bar app-chart__bar--{tone}")
    if bar.interval:
        low, high = map(scale.place, bar.interval)
        drawing.whisker((low, middle), (high, middle), f"app-chart__whisker app-chart__whisker--{mark}-{tone}")
    if mark == "dot":
        drawing.dot(place, middle, 7, f"app-chart__dot app-chart__dot--{tone}")
