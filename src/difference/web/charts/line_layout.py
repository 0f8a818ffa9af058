"""Where everything of a line chart stands: bands behind, then lines, then the names at their ends, moved apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from difference.web.charts.drawing import Drawing
from difference.web.charts.labels import apart, wrapped
from difference.web.charts.scales import Scale, scale_for
from difference.web.charts.units import Unit

if TYPE_CHECKING:
    from difference.web.charts.lines import Series, Spot

LINE = 19
SMALL_CHARACTER = 7.4


@dataclass(frozen=True)
class Sheet:
    """The drawing and its margins."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    ticks: int
    years: int
    name_width: float


WIDE = Sheet(width=720, height=380, left=64, right=540, top=14, bottom=340, ticks=5, years=8, name_width=160)
NARROW = Sheet(width=320, height=300, left=50, right=208, top=14, bottom=262, ticks=4, years=4, name_width=100)


def line_drawing(series: Sequence[Series], unit: Unit, narrow: bool) -> Drawing:
    """The whole chart."""
    sheet = NARROW if narrow else WIDE
    drawing = Drawing(sheet.width, sheet.height)
    spots = {spot.at: spot for one in series for spot in one.spots}
    years = sorted(spots)
    up = scale_for((number for one in series for spot in one.spots for number in spot.numbers), sheet.bottom, sheet.top, sheet.ticks)
    span = max(years[-1] - years[0], 1)
    across = Scale(years[0], years[0] + span, sheet.left + 10, sheet.right - 10, span)
    _draw_axes(drawing, sheet, up, unit)
    _draw_years(drawing, sheet, across, [spots[year] for year in years])
    all_main = not any(one.main for one in series)
    # What the page is about is drawn last, so that it lies on top.
    for one in sorted(series, key=lambda one: one.main):
        for run in runs(one, years):
            _draw_run(drawing, run, across, up, "main" if one.main or all_main else "rest")
    _draw_names(drawing, sheet, [one for one in series if one.known], across, up, unit)
    return drawing


def runs(series: Series, years: Sequence[float]) -> Iterator[list[Spot]]:
    """The unbroken stretches of a series: a year without a value breaks it."""
    by_year = {spot.at: spot for spot in series.known}
    run: list[Spot] = []
    for year in years:
        if year in by_year:
            run.append(by_year[year])
        elif run:
            yield run
            run = []
    if run:
        yield run


def _draw_axes(drawing: Drawing, sheet: Sheet, up: Scale, unit: Unit) -> None:
    for tick in up.ticks:
        height = up.place(tick)
        drawing.line(sheet.left, height, sheet.right, height, "app-chart__grid")
        drawing.write(sheet.left - 8, height + 5, unit.write_tick(tick, up.step), "app-chart__small", "end")
    drawing.line(sheet.left, up.place(0), sheet.right, up.place(0), "app-chart__zero")


def _draw_years(drawing: Drawing, sheet: Sheet, across: Scale, spots: Sequence[Spot]) -> None:
    widest = max(len(spot.written_at) for spot in spots) * SMALL_CHARACTER + 14
    fit = max(1, int((sheet.right - sheet.left) / widest))
    every = -(-len(spots) // min(fit, sheet.years))
    # Counted from the last, because the last is what people look for.
    for spot in spots[::-1][::every]:
        drawing.write(across.place(spot.at), sheet.bottom + 26, spot.written_at, "app-chart__small", "middle")


def _draw_run(drawing: Drawing, run: list[Spot], across: Scale, up: Scale, tone: str) -> None:
    places = [(across.place(spot.at), *map(up.place, spot.interval)) for spot in run if spot.interval]
    if len(run) == 1 and places:
        x, low, high = places[0]
        drawing.whisker((x, low), (x, high), f"app-chart__whisker app-chart__whisker--dot-{tone}")
    elif len(places) > 1:
        edge = [(x, high) for x, _, high in places] + [(x, low) for x, low, _ in reversed(places)]
        drawing.path(edge, f"app-chart__band app-chart__band--{tone}", closed=True)
    points = [(across.place(spot.at), up.place(spot.value or 0)) for spot in run]
    if len(points) > 1:
        drawing.path(points, f"app-chart__line app-chart__line--{tone}")
    for x, y in points:
        drawing.dot(x, y, 4, f"app-chart__dot app-chart__dot--{tone}")


def _draw_names(drawing: Drawing, sheet: Sheet, series: Sequence[Series], across: Scale, up: Scale, unit: Unit) -> None:
    # The name of a single line is the sentence above it, so its end shows the value alone.
    blocks = [[*(wrapped(one.name, sheet.name_width, most=4) if len(series) > 1 else []), unit.write(one.known[-1].value or 0)] for one in series]
    wanted = [(up.place(one.known[-1].value or 0), len(lines) * LINE + 4) for one, lines in zip(series, blocks, strict=True)]
    for one, lines, top in zip(series, blocks, apart(wanted, 0, sheet.height), strict=True):
        for number, line in enumerate(lines):
            strong = "app-chart__strong" if number == len(lines) - 1 or one.main else ""
            drawing.write(sheet.right + 10, top + 15 + number * LINE, line, strong)
