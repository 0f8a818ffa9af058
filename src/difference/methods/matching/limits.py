"""What a market may say beyond rankings: seats reserved for some candidates, and regions with a ceiling, a floor and a region around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from difference.methods.problems import Problems


@dataclass(frozen=True)
class Reserve:
    """`seats` of `post` (a position) that are for `candidates` (positions) first, for anybody if too few of them want it."""

    post: int
    seats: int
    candidates: tuple[int, ...]


@dataclass(frozen=True)
class Region:
    """A region that posts or other regions name: the most it may have, how many it should have, and the region around it."""

    name: str
    ceiling: int | None = None
    floor: int | None = None
    parent: str | None = None


def check_limits(reserved: Sequence[Reserve], regions: Sequence[Region], candidates: int, seats: npt.NDArray[np.int32], problems: Problems) -> None:
    """Note what is wrong with the reserves and regions of a market with so many candidates and these seats (int32[m])."""
    _check_regions(regions, problems)
    spoken_for = np.zeros(len(seats), np.int64)
    named: set[tuple[int, int]] = set()
    for row, reserve in enumerate(reserved, 1):
        place = f"reserved, row {row}"
        if not 0 <= reserve.post < len(seats) or reserve.seats < 0:
            problems.add(place, "It needs a post of the market, and no fewer seats than none.")
            continue
        spoken_for[reserve.post] += reserve.seats
        for who in reserve.candidates:
            if not 0 <= who < candidates:
                problems.add(place, f"There is no candidate {who}.")
            if (reserve.post, who) in named:
                problems.add(place, f"Candidate {who} stands in two reserves of one post.")
            named.add((reserve.post, who))
    for post in np.flatnonzero(spoken_for > seats):
        problems.add(f"posts, row {post + 1}", f"It reserves {spoken_for[post]} of {seats[post]} seats.")


def _check_regions(regions: Sequence[Region], problems: Problems) -> None:
    rows = {region.name: row for row, region in reversed(list(enumerate(regions, 1)))}
    for row, region in enumerate(regions, 1):
        place = f"regions, row {row}"
        if rows[region.name] != row:
            problems.add(place, f"Its id “{region.name}” is that of row {rows[region.name]} too.")
        if region.parent is not None and region.parent not in rows:
            problems.add(place, f"It lies within “{region.parent}”, and there is no such region.")
        if region.ceiling is not None and region.floor is not None and region.floor > region.ceiling:
            problems.add(place, f"Its floor, {region.floor}, is above its ceiling, {region.ceiling}.")
    for name in circles(regions):
        problems.add(f"regions, row {rows[name]}", "It lies within itself, through the regions around it.")


def circles(regions: Sequence[Region]) -> list[str]:
    """The names of regions that lie, through those around them, within themselves."""
    parents = {region.name: region.parent for region in regions}
    caught = []
    for name, parent in parents.items():
        above, seen = parent, set[str]()
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if name in seen:
            caught.append(name)
    return caught
