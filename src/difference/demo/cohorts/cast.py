"""Who the invented candidates and assessors are, read from their tables."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from difference.demo.country.chance import Chance
from difference.demo.personas import personas


@dataclass(frozen=True)
class Candidate:
    """One row of `candidates.toml`, under the same names; days are before the day of filling."""

    name: str
    region: str
    subject: str
    held: str
    story: str
    started: int
    email: str
    sent: int | None = None
    saved: int = 0
    parts: int = 0
    inactive: bool = False
    marks: int = 3
    apart: bool = False
    read: Mapping[str, str] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    pending: Mapping[str, Any] = field(default_factory=dict)
    town: str = ""
    postcode: str = ""

    def chance(self, topic: str) -> Chance:
        """Draws for one topic, the same each time."""
        return Chance("young cohort", self.email, topic)

    @property
    def first(self) -> str:
        """Their first name."""
        return self.name.split()[0]


@dataclass(frozen=True)
class Assessor:
    """An invented assessor beside the persona."""

    key: str
    name: str

    @property
    def email(self) -> str:
        """An address under a domain that is reserved for examples."""
        return address(self.name)


def address(name: str) -> str:
    """The address of an invented person."""
    return f"{'.'.join(name.lower().split())}@demo.example"


def table(name: str) -> dict[str, Any]:
    """One of the tables of words and people."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text())


@functools.cache
def candidates() -> tuple[Candidate, ...]:
    """All candidates but the persona."""
    return tuple(_candidate(row, row["name"], address(row["name"])) for row in table("candidates")["candidates"])


def _candidate(row: Mapping[str, Any], name: str, email: str) -> Candidate:
    lists = {"references": tuple(row.get("references", ()))}
    return Candidate(**{**row, **lists, "name": name, "email": email})


@functools.cache
def persona() -> Candidate:
    """The candidate whom anyone can sign in as."""
    who = personas()["candidate"]
    return _candidate(table("candidates")["persona"], who.name, who.email)


@functools.cache
def assessors() -> tuple[Assessor, ...]:
    """Those beside the persona."""
    return tuple(Assessor(**row) for row in table("candidates")["assessors"])
