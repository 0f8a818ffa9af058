"""What is measured of each place, from a dated file."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Measure:
    """One measure. `per` is how many the rate is of, `places` the decimals it is written with; `worse` is "high", "low" or "" (neither)."""

    id: str
    title: str
    short: str
    noun: str
    counted: str
    among: str
    per: int
    places: int
    needs: tuple[str, ...]
    worse: str
    publisher: str
    share: bool = False
    clustered: bool = False


@dataclass(frozen=True)
class Settings:
    """The numbers that measures share: see the file."""

    roll_within: int
    roll_drift: float
    rounded_until: int
    rounded_half: int
    rank_draws: int
    rank_seed: int


@functools.cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("measures.toml").read_text(encoding="utf-8"))


@functools.cache
def measures() -> Mapping[str, Measure]:
    """Every measure by its id, in the order of pages."""
    return {row["id"]: Measure(**row | {"needs": tuple(row["needs"])}) for row in _read()["measure"]}


@functools.cache
def settings() -> Settings:
    """The numbers that measures share."""
    roll, rounding, ranks = (_read()[name] for name in ("roll", "rounding", "ranks"))
    return Settings(roll["within"], roll["drift"], rounding["until"], rounding["half"], ranks["draws"], ranks["seed"])
