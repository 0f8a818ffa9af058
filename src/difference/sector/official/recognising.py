"""Which layout a table has, told from its columns alone: never from its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from difference.sector.official.declared import Layout, fold, layouts

# A table with so many of a layout's telling columns is meant to be one, and what it lacks is said.
NEARLY = 0.6
# Columns that stand in many tables and tell none.
COMMON = frozenset({"time_period", "geographic_level", "school_type", "headcount", "urn", "region_code", "region_name"})
METADATA = ("col_name", "col_type", "label")


@dataclass(frozen=True)
class Recognised:
    """What a heading turned out to be: a layout, or the sentence why not (`wrong` where it nearly is one)."""

    layout: Layout | None
    why: str = ""
    wrong: bool = False


def recognise(heading: Sequence[str]) -> Recognised:
    """Tell the layout from a heading: the one with the most telling columns, all of which are there."""
    found = {fold(cell) for cell in heading}
    if found.issuperset(fold(name) for name in METADATA):
        return Recognised(None, "it describes the columns of another file")
    fitting = [layout for layout in layouts() if _has(found, layout.needs) and not _any(found, layout.lacks)]
    if fitting:
        layout = max(fitting, key=lambda each: len(each.needs))
        twice = _twice(heading, layout)
        if twice:
            return Recognised(layout, f"it has two columns called {', '.join(f'“{name}”' for name in twice)}", wrong=True)
        return Recognised(layout)
    return _nearly(found)


def _has(found: set[str], needs: Sequence[str]) -> bool:
    return all(fold(name) in found for name in needs)


def _any(found: set[str], lacks: Sequence[str]) -> bool:
    return any(fold(name) in found for name in lacks)


def _twice(heading: Sequence[str], layout: Layout) -> list[str]:
    """Columns that we read and that stand twice."""
    ours = {fold(name) for column in layout.columns.values() for name in column.sources}
    ours |= {fold(name) for name in layout.needs} | {fold(name) for names in layout.place.values() for name in names}
    folded = [fold(cell) for cell in heading]
    return sorted({cell for cell in heading if fold(cell) in ours and folded.count(fold(cell)) > 1})


def _nearly(found: set[str]) -> Recognised:
    def share(layout: Layout) -> float:
        telling = [name for name in map(fold, layout.needs) if name not in COMMON]
        return sum(name in found for name in telling) / len(telling)

    close = [layout for layout in layouts() if not _any(found, layout.lacks)]
    nearest = max(close, key=lambda each: (share(each), len(each.needs)), default=None)
    if nearest is None or share(nearest) < NEARLY:
        return Recognised(None, "its columns are none that we know")
    lacking = ", ".join(f"“{name}”" for name in nearest.needs if fold(name) not in found)
    return Recognised(None, f"it looks like “{nearest.title}”, but has no column {lacking}", wrong=True)
