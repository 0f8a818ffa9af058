"""Where everything of a chart of spans stands: the name and the numbers above each bar, since names are long; one line where the answer stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from difference.web.charts.drawing import Drawing
from difference.web.charts.labels import wrapped
from difference.web.charts.scales import Scale, scale_for
from difference.web.charts.units import Unit

if TYPE_CHECKING:
    from difference.web.charts.spans import Span

LINE, BAR, BEFORE, AFTER = 20, 18, 6, 18
HEAD, FOOT = 28, 34
SIDE = 30
# The words under a name are smaller than those that `wrapped` counts with.
SMALL = 14 / 16


@dataclass(frozen=True)
class Sheet:
    """How wide the drawing is, and about how many ticks it has."""

    width: float
    ticks: int


WIDE = Sheet(width=720, ticks=6)
NARROW = Sheet(width=320, ticks=3)


def span_drawing(spans: Sequence[Span], base: float, base_label: str, unit: Unit, narrow: bool) -> Drawing:
    """The whole chart."""
    sheet = NARROW if narrow else WIDE
    scale = scale_for([base, *(number for span in spans for number in (span.first, span.last))], SIDE, sheet.width - SIDE, sheet.ticks)
    words = [(wrapped(span.label, sheet.width), wrapped(_numbers(span, unit), sheet.width / SMALL)) for span in spans]
    heights = [(len(name) + len(numbers)) * LINE + BEFORE + BAR + AFTER for name, numbers in words]
    drawing = Drawing(sheet.width, HEAD + sum(heights) + FOOT)
    _draw_base_label(drawing, scale.place(base), base_label, sheet)
    top = float(HEAD)
    for span, (name, numbers), height in zip(spans, words, heights, strict=True):
        middle = _draw_words(drawing, name, numbers, span.main, top) + BEFORE + BAR / 2
        _draw_lines(drawing, scale, middle)
        left, right = sorted(map(scale.place, (span.first, span.last)))
        drawing.box(left, middle - BAR / 2, right - left, BAR, f"app-chart__bar app-chart__bar--{'main' if span.main else 'rest'}")
        # On the bar, so that both ends are seen from where the answer stands.
        drawing.line(scale.place(base), middle - BAR / 2 - 4, scale.place(base), middle + BAR / 2 + 4, "app-chart__base")
        top += height
    for tick in scale.ticks:
        drawing.write(scale.place(tick), top + 18, unit.write_tick(tick, scale.step), "app-chart__small", "middle")
    return drawing


def _numbers(span: Span, unit: Unit) -> str:
    note = f" · {span.note}" if span.note else ""
    return f"{unit.write(span.first)} at {span.first_at} · {unit.write(span.last)} at {span.last_at}{note}"


def _draw_base_label(drawing: Drawing, place: float, label: str, sheet: Sheet) -> None:
    """Towards the middle of the sheet, so that it stays on it."""
    if label:
        right = place > sheet.width / 2
        drawing.line(place, 4, place, 20, "app-chart__base")
        drawing.write(place + (-6 if right else 6), 17, label, "app-chart__small", "end" if right else "start")


def _draw_words(drawing: Drawing, name: Sequence[str], numbers: Sequence[str], main: bool, top: float) -> float:
    """The name and the numbers; where the bar under them begins."""
    for line in name:
        drawing.write(0, top + 16, line, "app-chart__strong" if main else "")
        top += LINE
    for line in numbers:
        drawing.write(0, top + 13, line, "app-chart__small")
        top += LINE
    return top


def _draw_lines(drawing: Drawing, scale: Scale, middle: float) -> None:
    """Ticks and zero beside one bar only: over its words they would be struck through."""
    for tick in scale.ticks:
        kind = "zero" if abs(tick) < scale.step / 2 else "grid"
        drawing.line(scale.place(tick), middle - BAR / 2 - 4, scale.place(tick), middle + BAR / 2 + 4, f"app-chart__{kind}")
