"""The invented country: every school, its trust and what it followed, the same for the same edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from difference.demo.country.chance import Chance
from difference.demo.country.facts import ALTERNATIVE, OTHERS, Authority, Kind, authorities, edition, kinds, wanted
from difference.demo.country.histories import inspection, opening
from difference.demo.country.naming import Names
from difference.demo.country.places import Addresses, Place, place_names, places_of, street

OPEN, CLOSED, CLOSING = 1, 2, 3


@dataclass(frozen=True)
class School:
    """An invented school."""

    urn: int
    name: str
    kind: Kind
    authority: Authority
    place: Place
    middle: tuple[int, int]
    street: str
    postcode: str
    status: int
    opened: dt.date | None
    closed: dt.date | None = None
    grade: str = ""
    inspected: dt.date | None = None
    trust: tuple[int, str] | None = None


@dataclass
class Country:
    """All schools in the order of their making, and (before, after, day) for each school that another followed."""

    schools: list[School] = field(default_factory=list)
    followed: list[tuple[School, School, dt.date]] = field(default_factory=list)


def invent() -> Country:
    """The country of this edition."""
    return _Inventor(edition()["seed"]).country()


class _Inventor:
    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.made = Country()
        self.names, self.addresses = Names(), Addresses()
        self.place_names = place_names(seed)
        self.urns, self.closed_urns = count(edition()["first_urn"]), count(edition()["first_closed_urn"])

    def country(self) -> Country:
        for authority in authorities():
            chance = Chance(self.seed, authority.code)
            self._schools_of(authority, chance)
        self.made.schools = _with_trusts(self.made.schools, self.seed, self.names, self.place_names)
        return self.made

    def _schools_of(self, authority: Authority, chance: Chance) -> None:
        groups = [group for group in (*ALTERNATIVE, *OTHERS) for _ in range(wanted(authority, group))]
        places = places_of(authority, -(-len(groups) // edition()["schools_a_place"]), self.place_names, chance)
        for number, group in enumerate(chance.shuffled(groups)):
            kind = chance.weighted({kind: kind.share for kind in kinds()[group]})
            school = self._school(kind, authority, places[number % len(places)], chance)
            self.made.schools.append(school)
            if kind.earlier and school.opened and chance.happens(kind.followed):
                self._followed(school, kind.earlier, school.opened, chance)

    def _school(self, kind: Kind, authority: Authority, place: Place, chance: Chance) -> School:
        opened = opening(kind, chance)
        grade, inspected = inspection(kind, authority.region, opened, chance)
        return School(
            urn=next(self.urns), name=self.names.give(kind.named, place.name, chance), kind=kind, authority=authority, place=place,
            middle=chance.within(place.middle, place.radius), street=street(chance), postcode=self.addresses.postcode(place, chance),
            status=CLOSING if chance.happens(edition()["proposed_to_close"]) else OPEN, opened=opened, grade=grade, inspected=inspected,
        )  # fmt: skip

    def _followed(self, school: School, kind: Kind, opened: dt.date, chance: Chance) -> None:
        """Make the school that closed the day before `school` opened on the same site."""
        name = self.names.give(kind.named, school.place.name, chance)
        closed = opened - dt.timedelta(days=1)
        site = replace(school, urn=next(self.closed_urns), name=name, kind=kind, grade="", inspected=None)
        before = replace(site, status=CLOSED, opened=None, closed=closed)
        self.made.schools.append(before)
        self.made.followed.append((before, school, opened))


def _with_trusts(schools: list[School], seed: str, names: Names, places: Iterator[str]) -> list[School]:
    """The schools, those of academy types each in a trust of its region; a few trusts are large, many small."""
    academies: dict[str, int] = {}
    for school in schools:
        if school.kind.academy:
            academies[school.authority.region] = academies.get(school.authority.region, 0) + 1
    chance, numbers, trusts = Chance(seed, "trusts"), count(edition()["first_trust"]), {}
    for region, number in academies.items():
        some = range(max(1, number // edition()["academies_a_trust"]))
        trusts[region] = [(next(numbers), names.give("trust", next(places), chance)) for _ in some]
    return [replace(school, trust=_one_trust(trusts[school.authority.region], chance)) if school.kind.academy else school for school in schools]


def _one_trust(trusts: list[tuple[int, str]], chance: Chance) -> tuple[int, str]:
    """Earlier trusts of the list more often than later ones."""
    return trusts[chance.below(chance.between(1, len(trusts)))]
