"""The published rule by which components become one score, read from its dated file."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from difference.errors import BadInput

DIRECTIONS = ("high", "low")


@dataclass(frozen=True)
class Part:
    """One component of the rule; `direction` is the end that is the worse one."""

    id: str
    title: str
    weight: float
    direction: str
    about: str
    why: str


@dataclass(frozen=True)
class Rule:
    """The rule: see the file."""

    as_of: dt.date
    version: str
    title: str
    transformation: str
    redistribution: str
    least_components: int
    worst_share: float
    marked_from: float
    draws: int
    seed: int
    parts: Sequence[Part]


@functools.cache
def rule() -> Rule:
    """The rule in force."""
    return read(Path(__file__).with_name("coldspots.toml").read_text(encoding="utf-8"))


def read(text: str) -> Rule:
    """A rule from its text. Raises BadInput where weights are no shares of 1, or a direction is none."""
    told = tomllib.loads(text)
    parts = tuple(Part(**row) for row in told["component"])
    if abs(sum(part.weight for part in parts) - 1) > 1e-9 or any(part.weight <= 0 for part in parts):
        raise BadInput("The weights of components are above 0 and add up to 1.")
    if any(part.direction not in DIRECTIONS for part in parts):
        raise BadInput(f"A direction is one of: {', '.join(DIRECTIONS)}.")
    return Rule(told["as_of"], told["version"], told["title"], **told["rule"], parts=parts)
