"""Figures of local authorities put on the map of hexagons, one for each authority of today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from difference.sector.observatory.authorities import authorities
from difference.web.charts.hexmap import Hexagon


@dataclass(frozen=True)
class Reading:
    """An authority's figure with its interval. `withheld` is a figure of too few people to be shown; `note` is the reason or a caution."""

    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""
    withheld: bool = False


NOTHING = Reading(None)


def hexagons(readings: Mapping[str, Reading], main: str = "", address: Callable[[str], str] | None = None) -> tuple[Hexagon, ...]:
    """All 153, with the readings by the Department for Education's code; those without one have no data.

    `main` is the code of the authority that the page is about; `address` gives the page of a code. Raises ValueError for codes that
    are not of today: an authority that ended has no hexagon, and its figures must first be mapped or named as not mapped.
    """
    today = authorities().by_code
    ended = sorted({*readings, *filter(None, [main])} - set(today))
    if ended:
        raise ValueError(f"No local authority of today has the code {', '.join(ended)}, so it cannot stand on the map.")
    return tuple(
        Hexagon(
            one.name, one.label, one.column, one.row, found.value, found.low, found.high, found.note, found.withheld,
            main=one.code == main, group=one.region, href=address(one.code) if address else "",
        )
        for one in today.values()
        for found in (readings.get(one.code, NOTHING),)
    )  # fmt: skip
