"""The places that pages are about: England, its nine regions and its authorities of today, and which older authorities became them."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from difference.sector.official import places

ENGLAND, REGION, AUTHORITY = "england", "region", "authority"
# What the level of a row is called in the official data.
LEVELS = {"national": ENGLAND, "regional": REGION, "authority": AUTHORITY}


@dataclass(frozen=True)
class Place:
    """A place of today: `code` is an authority's three figures or a region's nine characters; `region` is the code of the region it lies in."""

    code: str
    name: str
    kind: str
    region: str = ""

    @property
    def in_words(self) -> str:
        """As it is read within a sentence."""
        return f"the {self.name}" if self.kind == REGION and self.name not in {"London", "Yorkshire and the Humber"} else self.name


WHOLE = Place("E92000001", "England", ENGLAND)


@functools.cache
def regions() -> Sequence[Place]:
    """The nine regions, in the order of official tables."""
    return tuple(Place(each.code, each.name, REGION, each.code) for each in places.regions())


@functools.cache
def authorities() -> Sequence[Place]:
    """The authorities of today, by name."""
    there = [Place(each.code, each.name, AUTHORITY, each.region) for each in places.authorities().values() if each.until is None]
    return tuple(sorted(there, key=lambda place: place.name))


@functools.cache
def by_code() -> Mapping[str, Place]:
    """Every region and authority of today by its code."""
    return {place.code: place for place in (*regions(), *authorities())}


def region_named(name: str | None) -> Place | None:
    """The region of that name."""
    return next((place for place in regions() if place.name == name), None)


def of_kind(kind: str) -> Sequence[Place]:
    """All regions, or all authorities."""
    return regions() if kind == REGION else authorities()


def region_of(place: Place) -> Place:
    """The region that an authority lies in, or the region itself."""
    return by_code()[place.region]


@functools.cache
def gathered(code: str) -> frozenset[str]:
    """The ended authorities that became part of this one whole: their figures are read under its code."""
    return frozenset(each.code for each in places.authorities().values() if each.until is not None and each.now == code)


@functools.cache
def divided(code: str) -> Sequence[places.Authority]:
    """The ended authorities of which only a part belongs to this one, so that no figure of theirs is its own."""
    return tuple(each for each in places.authorities().values() if each.until is not None and each.now is None and code in each.followed_by)


def whole_since(code: str) -> int:
    """The first year (as that in which it begins) from which an authority's area has not changed, as far as a divided one is concerned; 0 for ever."""
    return max((each.until.year for each in divided(code) if each.until is not None), default=0)


def official(code: str) -> places.Authority:
    """An authority by its three figures, also one that ended."""
    return places.authorities()[code]


def today(code: str) -> str:
    """The code of the authority of today that all of one belongs to; empty where it was divided, or is not known."""
    found = places.authorities().get(code)
    return (found.now or "") if found else ""
