"""Counts of people that may leave: the disclosure rule for one table of one population.

The programme's general rule comes with `methods/disclosure`; until then this small function holds it for these counts alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from difference.programme.equality.questions import rules


@dataclass(frozen=True)
class Published:
    """What may be shown of one table: each cell rounded, or None where it is held back; and the total of the cells shown."""

    cells: Mapping[str, int | None]
    total: int | None


def _rounded(count: int, to: int) -> int:
    return (count + to // 2) // to * to


def protect(counts: Mapping[str, int]) -> Published:
    """Hold back every cell that is small or whose complement is, then round; the total is the sum of the cells that are shown.

    A cell is shown if it and all others together have at least `smallest` people each; zeros count as small. What is held
    back must together be at least `smallest` people too, or the smallest of the cells shown is held back with it.
    Raises ValueError for a count below zero. Source: FACTS §7 (the stricter of ONS, SACRO, OpenSAFELY, UK LLC).
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("A count of people is never below zero.")
    smallest, to = rules().smallest, rules().rounded_to
    everybody = sum(counts.values())
    shown = {key for key, count in counts.items() if count >= smallest and everybody - count >= smallest}
    while shown and 0 < everybody - sum(counts[key] for key in shown) < smallest:
        shown.discard(min(shown, key=lambda key: (counts[key], key)))
    cells = {key: _rounded(count, to) if key in shown else None for key, count in counts.items()}
    return Published(cells, sum(cell for cell in cells.values() if cell is not None) if shown else None)
