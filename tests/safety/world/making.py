"""Puts the world together: cohorts, schools, visitors, and what every module of this package contributes."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
import itertools
import pkgutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import time_machine
from django.db import transaction

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.people.queries import actor_for
from tests.making import make_account
from tests.programme.candidates import make_cohort
from tests.programme.placement.market import make_school
from tests.safety.world.visitors import Visitor, make_visitors

FROZEN = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
SURNAME = "Quillfeather"
OWN, NEAR, FOREIGN, MISSING = "own", "near", "foreign", "missing"
KINDS = (OWN, NEAR, FOREIGN)

Arguments = Mapping[str, Any]


def nothing_to_arrange(arguments: Arguments) -> None:
    """For routes whose objects are in the right state already."""


@dataclass(frozen=True)
class Offered:
    """What to try at one route."""

    own: Callable[[Visitor], Arguments | None]
    near: Arguments | None
    foreign: Arguments | None
    arrange: Callable[[Arguments], object]
    at: dt.datetime

    def arguments(self, kind: str, visitor: Visitor) -> Arguments | None:
        """The arguments of one kind for a visitor, or None where there is no such thing."""
        if kind == OWN:
            return self.own(visitor) if visitor.account else None
        return self.near if kind == NEAR else self.foreign


@dataclass
class World:
    """Everything that was made. `ours` and `theirs` recruit at the frozen moment; `placing` and `placing_theirs` place in spring."""

    ours: Any = None
    theirs: Any = None
    placing: Any = None
    placing_theirs: Any = None
    school: Any = None
    mainstream: Any = None
    other_school: Any = None
    visitors: dict[str, Visitor] = field(default_factory=dict)
    offered: dict[str, Offered] = field(default_factory=dict)
    seconds: float = 0
    _parts: dict[str, Any] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def other(self, *grants: Any) -> Any:
        """The account of somebody who is nobody's visitor."""
        number = next(self._numbers)
        return make_account(*grants, name=f"Zephyrine {SURNAME}{number}", email=f"zephyrine.{SURNAME.lower()}{number}@others.example")

    def other_actor(self, *grants: Any) -> Actor:
        """The same as an actor."""
        return actor_for(self.other(*grants))

    def people(self) -> list[Visitor]:
        """The visitors who are somebody."""
        return [visitor for visitor in self.visitors.values() if visitor.account]

    def part(self, name: str) -> Any:
        """What a module of this package made: its objects are made first."""
        if name not in self._parts:
            self._parts[name] = importlib.import_module(f"tests.safety.world.{name}").contribute(self)
        return self._parts[name]

    def offer(
        self,
        *routes: str,
        own: Callable[[Visitor], Arguments | None] = lambda visitor: None,
        near: Arguments | None = None,
        foreign: Arguments | None = None,
        arrange: Callable[[Arguments], object] = nothing_to_arrange,
        at: dt.datetime = FROZEN,
    ) -> None:
        """Say which objects to try at these routes."""
        for route in routes:
            if route in self.offered:
                raise ValueError(f"Objects for {route} are contributed twice.")
            self.offered[route] = Offered(own, near, foreign, arrange, at)


def contributors() -> list[str]:
    """The modules of this package that make something."""
    names = [found.name for found in pkgutil.iter_modules([str(Path(__file__).parent)])]
    return [name for name in names if name not in {"making", "visitors"}]


def make_world() -> World:
    """Make it all. It takes a few seconds, so make it once for many tests."""
    began = time.perf_counter()
    world = World()
    world.ours, world.theirs = make_cohort(name="Ours"), make_cohort(name="Theirs")
    world.placing = make_cohort(name="Placing ours", host_policy="any_open")
    world.placing_theirs = make_cohort(name="Placing theirs", host_policy="any_open")
    world.school, world.other_school = make_school("Oak Lane School"), make_school("Elm Road School")
    world.mainstream = make_school("Ash Grove Academy", sector="mainstream", type_name="Academy converter")
    world.visitors = make_visitors(world)
    for name in contributors():
        world.part(name)
    world.seconds = time.perf_counter() - began
    return world


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """Whatever happens within is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextlib.contextmanager
def open_world() -> Iterator[World]:
    """The world for as long as this lasts; afterwards the database is as it was."""
    with undone():
        with time_machine.travel(FROZEN, tick=False):
            world = make_world()
        yield world


__all__ = [
    "FOREIGN",
    "FROZEN",
    "KINDS",
    "MISSING",
    "NEAR",
    "OWN",
    "SURNAME",
    "Arguments",
    "Offered",
    "Visitor",
    "World",
    "clock",
    "open_world",
    "undone",
]
