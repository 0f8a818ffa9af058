"""Words in a chart: broken into lines that fit, and moved apart where they would lie on one another."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

CHARACTER = 8.1
"""About the width of a letter of our type at 16 units."""


def wrapped(words: str, width: float, most: int = 3) -> list[str]:
    """The words in lines no wider than `width`; what does not fit in `most` lines ends in an ellipsis (the table has it whole)."""
    columns = max(4, int(width / CHARACTER))
    return textwrap.wrap(words, columns, max_lines=most, placeholder="…", break_on_hyphens=False) or [""]


def apart(places: Sequence[tuple[float, float]], top: float, bottom: float) -> list[float]:
    """The tops of blocks given as (wanted middle, height), moved as little as keeps them apart and between `top` and `bottom`."""
    order = sorted(range(len(places)), key=lambda index: places[index][0])
    tops = [0.0] * len(places)
    edge = top
    for index in order:
        middle, height = places[index]
        tops[index] = max(edge, middle - height / 2)
        edge = tops[index] + height
    edge = bottom
    for index in reversed(order):
        height = places[index][1]
        tops[index] = min(tops[index], edge - height)
        edge = tops[index]
    return tops
