"""The upper-tier local authorities of England of today: codes, names, regions, borders, and a hexagon for each, from dated files."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Authority:
    """One authority: `code` is the Department for Education's, `gss` the statisticians'; `label` fits in its hexagon.

    `column` and `row` are its cell from the top left; odd rows stand half a hexagon further right.
    """

    code: str
    gss: str
    name: str
    region: str
    label: str
    column: int
    row: int


@dataclass(frozen=True)
class Authorities:
    """The file: its day, and every authority by its code, region by region and then by name."""

    dated: dt.date
    by_code: dict[str, Authority]

    @property
    def regions(self) -> list[str]:
        """The nine regions, north to south."""
        return list(dict.fromkeys(authority.region for authority in self.by_code.values()))


@functools.cache
def authorities() -> Authorities:
    """Everything in the file."""
    table = _table("authorities.toml")
    found = [Authority(region=region["name"], **row) for region in table["region"] for row in region["authorities"]]
    return Authorities(table["dated"], {authority.code: authority for authority in found})


def bordering(code: str) -> list[Authority]:
    """The authorities that share a border with this one, by name; none for islands. KeyError for a code that is not of today."""
    known = authorities().by_code
    return sorted((known[other] for other in _borders()[known[code].code]), key=lambda authority: authority.name)


@functools.cache
def _borders() -> dict[str, frozenset[str]]:
    both: defaultdict[str, set[str]] = defaultdict(set)
    for code, others in _table("borders.toml")["borders"].items():
        for other in others:
            both[code].add(other)
            both[other].add(code)
    return {code: frozenset(both[code]) for code in authorities().by_code}


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
