"""Invented places within real authorities, and the addresses of schools in them: coordinates, streets, postcodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from difference.demo.country.chance import Chance
from difference.demo.country.facts import Authority, words

# No inward code has any of these letters, so that no postcode of ours is real (Royal Mail, programmers' guide to PAF).
NEVER_INWARD = "CIKMOV"
# A place lies within this share of its authority's spread, and its schools within the rest, or this many metres.
PLACE_SHARE, FARTHEST = 85, 1500


@dataclass(frozen=True)
class Place:
    """An invented place: its name, its middle on the National Grid, how far its schools lie from it, its outward code."""

    name: str
    middle: tuple[int, int]
    radius: int
    outward: str


def place_names(seed: str) -> Iterator[str]:
    """Names of places, each once, none of them a real one."""
    table = words()
    taken = set(table["taken"])
    joined = [first + last for first in table["beginnings"] for last in table["endings"] if first[-1] != last[0]]
    yield from Chance(seed, "places").shuffled([name for name in joined if name not in taken])


def places_of(authority: Authority, number: int, names: Iterator[str], chance: Chance) -> list[Place]:
    """So many places of an authority."""
    near = authority.spread * PLACE_SHARE // 100
    radius = min(authority.spread - near, FARTHEST)
    return [Place(next(names), chance.within(authority.centre, near), radius, chance.one_of(authority.postcodes)) for _ in range(number)]


class Addresses:
    """Gives each school an address of its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def postcode(self, place: Place, chance: Chance) -> str:
        """A postcode under the place's outward code that is nobody's and has not been given before."""
        while True:
            inward = f"{chance.below(10)}{chance.one_of(NEVER_INWARD)}{chance.one_of(NEVER_INWARD)}"
            postcode = f"{place.outward} {inward}"
            if postcode not in self._taken:
                self._taken.add(postcode)
                return postcode


def street(chance: Chance) -> str:
    """A number and an invented street."""
    return f"{chance.between(1, 180)} {chance.one_of(words()['beginnings'])} {chance.one_of(words()['streets'])}"
