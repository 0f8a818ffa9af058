"""Types, statuses and sectors of establishments, and the regions of England, read from their dated tables."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.foundations.schools.words import plain

ALTERNATIVE_PROVISION, MAINSTREAM, SPECIAL, OTHER = "alternative_provision", "mainstream", "special", "other"
SECTORS = {
    ALTERNATIVE_PROVISION: "Alternative provision",
    MAINSTREAM: "Mainstream",
    SPECIAL: "Special",
    OTHER: "Other",
}


@dataclass(frozen=True)
class Type:
    """A type of establishment: its code, its name as we write it, and the sector it counts in."""

    code: int
    name: str
    sector: str


@dataclass(frozen=True)
class Status:
    """A status on the register, and whether a school of this status is open."""

    code: int
    name: str
    open: bool


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@functools.cache
def _types() -> tuple[dict[str, Type], dict[int, Type]]:
    by_name: dict[str, Type] = {}
    by_code: dict[int, Type] = {}
    for row in _table("establishments.toml")["type"]:
        kind = Type(row["code"], row["name"], row["sector"])
        by_code[kind.code] = kind
        by_name |= {plain(name): kind for name in (kind.name, *row.get("also", ()))}
    return by_name, by_code


@functools.cache
def _statuses() -> tuple[dict[str, Status], dict[int, Status]]:
    statuses = [Status(**row) for row in _table("establishments.toml")["status"]]
    return {plain(status.name): status for status in statuses}, {status.code: status for status in statuses}


@functools.cache
def _regions() -> dict[str, str]:
    rows = _table("regions.toml")["region"]
    return {plain(name): row["name"] for row in rows for name in (row["name"], *row.get("also", ()))}


def find_type(name: str, code: int | None) -> Type | None:
    """The type of this name, or else of this code; None for a type that our table does not list."""
    by_name, by_code = _types()
    return by_name.get(plain(name)) or (by_code.get(code) if code is not None else None)


def find_status(name: str, code: int | None) -> Status | None:
    """The status of this name, or else of this code; None if the register knows no such status."""
    by_name, by_code = _statuses()
    return by_name.get(plain(name)) if name else by_code.get(code) if code is not None else None


def regions_of_england() -> list[str]:
    """The nine regions, in the order of official tables."""
    return list(dict.fromkeys(_regions().values()))


def find_region(name: str) -> tuple[str, bool]:
    """A region's name as we write it, and whether it is one of England's."""
    known = _regions().get(plain(name))
    return (known, True) if known else (name, False)
