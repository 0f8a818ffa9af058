"""The words that the schedule is written in, from `codes.toml`: classes, bases in law, terms, reasons to withhold."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class FieldClass:
    """What kind of thing a field holds. `personal` ones are blanked; `withheld` is the reason to leave it out of a copy."""

    name: str
    says: str
    personal: bool
    withheld: str = ""


@dataclass(frozen=True)
class Basis:
    """Why the law lets us."""

    says: str
    law: str


@dataclass(frozen=True)
class Term:
    """For how long something is kept, and why."""

    days: int
    says: str

    @property
    def length(self) -> dt.timedelta:
        """The same as a length of time."""
        return dt.timedelta(days=self.days)


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).parents[1].joinpath("codes.toml").read_text())


@functools.cache
def classes() -> dict[str, FieldClass]:
    """The classes of fields, by name."""
    return {name: FieldClass(name, **row) for name, row in _table()["classes"].items()}


@functools.cache
def bases() -> dict[str, Basis]:
    """The bases in law, by code."""
    return {name: Basis(**row) for name, row in _table()["bases"].items()}


@functools.cache
def terms() -> dict[str, Term]:
    """The terms, by code."""
    return {name: Term(**row) for name, row in _table()["terms"].items()}


@functools.cache
def reasons_to_withhold() -> dict[str, Basis]:
    """Why something is left out of a copy of somebody's data, by code."""
    return {name: Basis(**row) for name, row in _table()["withheld"].items()}
