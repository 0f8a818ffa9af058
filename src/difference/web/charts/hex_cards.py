"""What the hexagons of a map say when they are pointed at or reached: a card beside each, drawn above all of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html, html_safe
from django.utils.safestring import SafeString

from difference.web.charts.drawing import Drawing
from difference.web.charts.hex_layout import place_of
from difference.web.charts.hexagons import RADIUS, corners

if TYPE_CHECKING:
    from difference.web.charts.hexmap import Hexagon

CHARACTER = 7.6
"""About the width of a letter of our type at 14 units, when it is bold."""
LINE = 19.0
LONGEST = 36
GAP = 5.0


@html_safe
@dataclass(frozen=True)
class Stop:
    """One hexagon for the pointer and the keyboard: what is read aloud, where it leads, its edge, its card."""

    said: str
    href: str
    edge: Drawing
    card: Drawing

    def __str__(self) -> SafeString:
        told = format_html('{}<g class="app-hexmap__told" aria-hidden="true">{}</g>', self.edge.markup, self.card.markup)
        if self.href:
            return format_html('<a class="app-hexmap__stop" href="{}" aria-label="{}">{}</a>', self.href, self.said, told)
        return format_html('<g class="app-hexmap__stop" tabindex="0" role="img" aria-label="{}">{}</g>', self.said, told)


def stops_of(hexagons: Iterable[tuple[Hexagon, list[str]]], width: float) -> list[Stop]:
    """A stop for each hexagon with its lines, on a sheet of this width."""
    return [_stop(hexagon, lines, width) for hexagon, lines in hexagons]


def _stop(hexagon: Hexagon, lines: list[str], width: float) -> Stop:
    name, *rest = lines
    edge = Drawing(0, 0)
    edge.path(corners(place_of(hexagon)), "app-hexmap__edge", closed=True)
    return Stop(f"{name}: {', '.join(rest)}", hexagon.href, edge, _card(hexagon, lines, width))


def _card(hexagon: Hexagon, lines: list[str], sheet: float) -> Drawing:
    broken = [(part, "app-chart__strong" if number == 0 else "") for number, line in enumerate(lines) for part in _broken(line)]
    width = max(len(part) for part, _ in broken) * CHARACTER + 20
    height = len(broken) * LINE + 12
    x, y = place_of(hexagon)
    left = min(max(1.0, x - width / 2), max(1.0, sheet - width - 1))
    above = y - RADIUS - GAP - height
    top = above if above > 0 else y + RADIUS + GAP
    card = Drawing(width, height)
    card.box(left, top, width, height, "app-hexmap__card")
    for number, (part, classes) in enumerate(broken):
        card.write(left + 10, top + 20 + number * LINE, part, classes)
    return card


def _broken(line: str) -> list[str]:
    return textwrap.wrap(line, LONGEST, break_on_hyphens=False) or [""]
