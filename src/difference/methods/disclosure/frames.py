"""The unknowns of an attack: how many people there are of each kind, in one frame for all tables or in one a table.

A frame has an axis for each dimension, one for what percentages measure, and one for the parts of the people. Tables about people in
common share one frame, which is the exact picture. Where that would be too large, each has its own, and frames agree on what they share:
a wider picture, so that intervals found in it may be wider than an attacker's with more patience.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from difference.errors import BadInput
from difference.methods.disclosure.publishing import Published

# The name of a dimension with its finest categories: dimensions with the same name that cut people otherwise are different ones.
Axis = tuple[str, frozenset[str]]
Indices = npt.NDArray[np.int64]
LARGEST_FRAME = 3_000
ABOVE, BELOW = "above", "below"


@dataclass(frozen=True)
class Frame:
    """Some unknowns, from number `start`: one for every part of the people and every combination of categories."""

    start: int
    parts: tuple[str, ...]
    axes: Mapping[Axis, tuple[str, ...]]

    @property
    def shape(self) -> tuple[int, ...]:
        """How many parts, and how many categories on each axis."""
        return (len(self.parts), *map(len, self.axes.values()))

    def pick(self, parts: frozenset[str], chosen: Mapping[Axis, frozenset[str]]) -> Indices:
        """The numbers of the unknowns of these parts with the chosen categories; everything on an axis that is not named."""
        places = [[at for at, part in enumerate(self.parts) if part in parts]]
        for axis, names in self.axes.items():
            wanted = chosen.get(axis)
            places.append([at for at, name in enumerate(names) if wanted is None or name in wanted])
        return self.start + np.ravel_multi_index(np.ix_(*places), self.shape).ravel()


@dataclass(frozen=True)
class View:
    """One table as a part of a frame: which axis each dimension is, and what each category gathers on it."""

    published: Published
    frame: Frame
    axes: tuple[Axis, ...]
    gathers: tuple[Mapping[str, frozenset[str]], ...]
    measured: Axis | None
    parts: frozenset[str] = field(default_factory=frozenset)

    def pick(self, places: Sequence[Sequence[str]], side: str = "") -> Indices:
        """The unknowns of the cells with these categories in each dimension, on one side of the line of percentages if asked."""
        chosen = {
            axis: frozenset[str]().union(*(gathers[name] for name in names))
            for axis, gathers, names in zip(self.axes, self.gathers, places, strict=True)
        }
        if side and self.measured:
            chosen[self.measured] = frozenset({side})
        return self.frame.pick(self.parts, chosen)


def has_percentages(published: Published) -> bool:
    """Whether a table shows percentages, or holds some back."""
    return any(cell.percent is not None for cell in published.cells.values()) or any(each.figure == "percent" for each in published.withheld)


def views(tables: Sequence[Published]) -> list[View]:
    """The tables, which share people, in one frame if it is small enough. Raises BadInput where a group means two things."""
    gathers = _gathered(tables)
    drafts = [_draft(table, gathers) for table in tables]
    joint: dict[Axis, tuple[str, ...]] = {}
    for axes, _, measured in drafts:
        joint |= _with_categories([*axes, *([measured] if measured else [])])
    parts = tuple(sorted({part for table in tables for part in table.people.parts}))
    if len(parts) * math.prod(map(len, joint.values())) <= LARGEST_FRAME:
        frame = Frame(0, parts, joint)
        frames = [frame] * len(tables)
    else:
        frames = list(_one_each(tables, drafts))
    return [
        View(table, frame, axes, each, measured, frozenset(table.people.parts))
        for table, frame, (axes, each, measured) in zip(tables, frames, drafts, strict=True)
    ]


Draft = tuple[tuple[Axis, ...], tuple[Mapping[str, frozenset[str]], ...], Axis | None]


def _one_each(tables: Sequence[Published], drafts: Sequence[Draft]) -> Iterator[Frame]:
    start = 0
    for table, (axes, _, measured) in zip(tables, drafts, strict=True):
        frame = Frame(start, tuple(sorted(table.people.parts)), _with_categories([*axes, *([measured] if measured else [])]))
        yield frame
        start += math.prod(frame.shape)


def _with_categories(axes: Sequence[Axis]) -> dict[Axis, tuple[str, ...]]:
    return {axis: tuple(sorted(axis[1])) for axis in axes}


def _draft(table: Published, gathered: Mapping[tuple[str, str], frozenset[str]]) -> Draft:
    gathers = []
    for dimension in table.dimensions:
        own = set(dimension.categories)
        gathers.append({name: gathered.get((dimension.name, name), frozenset({name})) for name in own})
    axes = tuple((dimension.name, frozenset[str]().union(*each.values())) for dimension, each in zip(table.dimensions, gathers, strict=True))
    measured = (f"percentage of {table.measure}", frozenset({ABOVE, BELOW})) if has_percentages(table) else None
    return axes, tuple(gathers), measured


def _gathered(tables: Sequence[Published]) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], frozenset[str]] = {}
    for table in tables:
        for dimension in table.dimensions:
            for group, members in dimension.groups.items():
                if found.setdefault((dimension.name, group), frozenset(members)) != frozenset(members):
                    raise BadInput(f"“{group}” gathers other categories of “{dimension.name}” in another table, so that they cannot be compared.")
    return found


def agreements(seen: Sequence[View]) -> Iterator[tuple[Indices, Indices]]:
    """Pairs of unknowns that have the same sum, where two tables with frames of their own count the same people."""
    for one, other in itertools.combinations(seen, 2):
        if one.frame is other.frame:
            continue
        shared = [axis for axis in one.frame.axes if axis in other.frame.axes]
        for part in one.parts & other.parts:
            for names in itertools.product(*(one.frame.axes[axis] for axis in shared)):
                chosen = {axis: frozenset({name}) for axis, name in zip(shared, names, strict=True)}
                yield one.frame.pick(frozenset({part}), chosen), other.frame.pick(frozenset({part}), chosen)
