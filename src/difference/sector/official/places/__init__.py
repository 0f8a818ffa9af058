"""Regions and local authorities: what official files call them, and what became of those that ended, from dated tables."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.foundations.schools.words import plain


@dataclass(frozen=True)
class Region:
    """One of England's nine regions."""

    code: str
    name: str


@dataclass(frozen=True)
class Authority:
    """An upper-tier authority: its three-figure code, every nine-character code it has had, and its days."""

    code: str
    name: str
    ons: tuple[str, ...]
    region: str
    began: dt.date | None = None
    until: dt.date | None = None
    followed_by: tuple[str, ...] = ()

    @property
    def now(self) -> str | None:
        """The code of the authority of today that all of it belongs to; None where it was divided."""
        if self.until is None:
            return self.code
        return self.followed_by[0] if len(self.followed_by) == 1 else None

    def stood_on(self, day: dt.date) -> bool:
        """Whether it existed on that day."""
        return (self.began is None or self.began <= day) and (self.until is None or day <= self.until)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@functools.cache
def regions() -> Sequence[Region]:
    """The nine regions in the order of official tables."""
    return tuple(Region(row["code"], row["name"]) for row in _read("regions.toml")["region"])


@functools.cache
def authorities() -> Mapping[str, Authority]:
    """Every authority by its three-figure code, those that ended among them."""
    return {
        row["code"]: Authority(
            row["code"], row["name"], tuple(row["ons"]), row["region"], row.get("from"), row.get("until"), tuple(row.get("followed_by", ()))
        )
        for row in _read("authorities.toml")["authority"]
    }


@functools.cache
def _region_by() -> dict[str, Region]:
    rows = _read("regions.toml")["region"]
    return {
        plain(said): Region(row["code"], row["name"])
        for row in rows
        for said in (row["code"], row["name"], *row.get("also", ()), *row.get("codes", ()))
    }


@functools.cache
def _outside() -> frozenset[str]:
    table = _read("regions.toml")
    return frozenset(plain(name) for name in (*table["outside"], *table["whole"]))


@functools.cache
def _by_name() -> dict[str, list[Authority]]:
    found: dict[str, list[Authority]] = {}
    for row in _read("authorities.toml")["authority"]:
        for name in dict.fromkeys(plain(name) for name in (row["name"], *row.get("also", ()))):
            found.setdefault(name, []).append(authorities()[row["code"]])
    return found


@functools.cache
def _by_ons() -> dict[str, Authority]:
    return {code: authority for authority in authorities().values() for code in authority.ons}


def region_of(*said: str | None) -> Region | None:
    """The region that a code or a name says, the first that is known."""
    return next((_region_by()[plain(text)] for text in said if text and plain(text) in _region_by()), None)


def is_outside(name: str) -> bool:
    """Whether a name in the place of a region's is known to stand for none of the nine."""
    return plain(name) in _outside()


def authority_of(code: str | None, ons: str | None, name: str | None, on: dt.date) -> Authority | None:
    """The authority that a file means: by three-figure code, else by nine-character code, else by its name on that day."""
    if code and code in authorities():
        return authorities()[code]
    if ons and ons in _by_ons():
        return _by_ons()[ons]
    named = _by_name().get(plain(name), []) if name else []
    return next((authority for authority in named if authority.stood_on(on)), named[0] if named else None)
