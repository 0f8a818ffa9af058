"""What the invented country is made from: its authorities, its words and its shares, read from their dated tables."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from difference.foundations.schools.register.establishments import find_type

ALTERNATIVE = ("pru", "free", "converter", "sponsored")
OTHERS = ("primary", "secondary", "special")
MAINSTREAM = ("primary", "secondary")


@dataclass(frozen=True)
class Authority:
    """A real authority: centre and spread in metres of the National Grid, real counts of open schools by group."""

    code: str
    name: str
    region: str
    centre: tuple[int, int]
    spread: int
    postcodes: tuple[str, ...]
    counts: dict[str, int]


@dataclass(frozen=True)
class Kind:
    """A type of school: its share of its group, how it is named, ages, years of opening, and what it may have followed."""

    group: str
    code: int
    share: int
    named: str
    ages: tuple[int, int]
    opened: tuple[int, int] | None = None
    followed: float = 0.0
    # Code and manner of naming of the type that these followed.
    before: tuple[int, str] | None = None

    @property
    def earlier(self) -> Kind | None:
        """The type that these followed, closed by now."""
        if self.before is None:
            return None
        code, named = self.before
        return replace(self, code=code, named=named, opened=None, followed=0.0, before=None)

    @property
    def sector(self) -> str:
        """The sector in which the register counts it."""
        found = find_type("", self.code)
        assert found is not None  # noqa: S101 - the table holds no other codes; a test imports them all
        return found.sector

    @property
    def academy(self) -> bool:
        """Whether schools of this type belong to a trust."""
        return self.code >= 28


@dataclass(frozen=True)
class Inspections:
    """When schools were last graded, how often with what, and where alternative provision fares worse."""

    first: dt.date
    last: dt.date
    too_new: dt.date
    cold_spots: frozenset[str]
    colder: float
    milder: float
    shares: dict[str, dict[str, float]]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@functools.cache
def edition() -> dict[str, Any]:
    """The figures of the edition."""
    return _table("edition.toml")


@functools.cache
def words() -> dict[str, Any]:
    """The words from which names are made."""
    return _table("words.toml")


@functools.cache
def layout() -> list[str]:
    """The columns of the full extract, in order."""
    columns: list[str] = _table("layout.toml")["columns"]
    return columns


@functools.cache
def kinds() -> dict[str, tuple[Kind, ...]]:
    """The types of each group."""
    found: dict[str, tuple[Kind, ...]] = {}
    for row in edition()["kind"]:
        opened = tuple(row["opened"]) if "opened" in row else None
        before = (row["before"]["code"], row["before"]["named"]) if "before" in row else None
        kind = Kind(**{**row, "ages": tuple(row["ages"]), "opened": opened, "before": before})
        found[kind.group] = (*found.get(kind.group, ()), kind)
    return found


@functools.cache
def inspections() -> Inspections:
    """The figures about inspections."""
    table = edition()["inspections"]
    return Inspections(**{**table, "cold_spots": frozenset(table["cold_spots"])})


@functools.cache
def authorities() -> tuple[Authority, ...]:
    """Every authority, by region in the official order, then by code."""
    return tuple(
        Authority(
            code=row["code"],
            name=row["name"],
            region=region["name"],
            centre=(row["centre"][0], row["centre"][1]),
            spread=row["spread"],
            postcodes=tuple(row["postcodes"]),
            counts=dict(zip((*ALTERNATIVE, *OTHERS), (*row["alternative"], *row["others"]), strict=True)),
        )
        for region in _table("authorities.toml")["region"]
        for row in region["authorities"]
    )


@functools.cache
def scale() -> float:
    """How many mainstream or special schools are invented for a real one."""
    real = sum(authority.counts[group] for authority in authorities() for group in MAINSTREAM)
    alternative = sum(authority.counts[group] for authority in authorities() for group in ALTERNATIVE)
    return float(edition()["mainstream_for_each"] * alternative / real)


def wanted(authority: Authority, group: str) -> int:
    """How many schools of a group are invented for an authority: of alternative provision, as many as there really are."""
    real = authority.counts[group]
    return real if group in ALTERNATIVE or not real else max(1, round(real * scale()))
