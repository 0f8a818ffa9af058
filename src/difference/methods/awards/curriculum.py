"""What a curriculum is made of: strands, modules with weighted components, awards with their credits, and the rules of passing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Strand:
    """A line of study that modules belong to."""

    code: str
    title: str


@dataclass(frozen=True)
class Component:
    """One assessment of a module: its weight in per cent, and the mark below which the module cannot be passed (0: none)."""

    code: str
    title: str
    weight: int
    must_reach: int = 0


@dataclass(frozen=True)
class Module:
    """A module with its credits at the curriculum's level. `compensatable`: a narrow fail may be compensated or condoned."""

    code: str
    title: str
    strand: str
    credits: int
    components: tuple[Component, ...]
    compensatable: bool = True


@dataclass(frozen=True)
class Award:
    """An award or an exit: the credits it takes, the modules that must be among them, and whether it is classified."""

    code: str
    title: str
    credits: int
    compensated_credits: int = 0
    condoned_credits: int = 0
    requires: tuple[str, ...] = ()
    classified: bool = True


@dataclass(frozen=True)
class Grade:
    """A class of award (merit, distinction), and the credit-weighted mean that it takes."""

    name: str
    mean: int


@dataclass(frozen=True)
class Limit:
    """When a failed module may still count: its mark is at least `floor`, and the mean of what counts at least `mean`."""

    floor: int
    mean: int


@dataclass(frozen=True)
class Rules:
    """The rules of passing. `rounding` and `counting` name the only ones there are: half up, and the best set of modules.

    resits: how often a component may be sat again. resit_cap: the most that a resit can give. cap_on: whether the cap falls on the component that
    was sat again or on the whole module's mark. decimals: to how many places module marks and means are rounded.
    """

    pass_mark: int
    resits: int
    resit_cap: int
    cap_on: str
    compensation: Limit | None
    condonement: Limit | None
    module_decimals: int = 0
    mean_decimals: int = 0
    rounding: str = "half_up"
    counting: str = "best"


@dataclass(frozen=True)
class Curriculum:
    """A curriculum in force from a date. `awards` rise by credits, the last being what the whole leads to; `grades` rise by mean."""

    title: str
    source: str
    in_force: dt.date
    level: int
    rules: Rules
    strands: tuple[Strand, ...]
    modules: tuple[Module, ...]
    awards: tuple[Award, ...]
    grades: tuple[Grade, ...]

    @cached_property
    def module(self) -> dict[str, Module]:
        """Modules by code."""
        return {module.code: module for module in self.modules}
