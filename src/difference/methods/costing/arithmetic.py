"""The sums behind the totals that are quoted for a whole year's pupils: how many pupils, times what one costs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from difference.methods.costing.editions import DATA
from difference.methods.costing.model import Published
from difference.methods.costing.presets import preset

BILLION = 1_000_000_000


@dataclass(frozen=True)
class Count:
    """A published number of pupils."""

    key: str
    value: int
    title: str
    source: str


@dataclass(frozen=True)
class Product:
    """A number of pupils times the cost of one, and whether that rounds to the total as quoted."""

    count: Count
    per_pupil: float
    total: float
    agrees: bool


@dataclass(frozen=True)
class Quoted:
    """A total as quoted, the number of pupils that it implies, and what published numbers of pupils give instead."""

    key: str
    title: str
    value: float
    source: str
    per_pupil: float
    implied: int
    products: tuple[Product, ...]
    said: str


@cache
def counts() -> dict[str, Count]:
    """The published numbers of pupils, by key."""
    return {key: Count(key, row["value"], row["title"], row["source"]) for key, row in _table()["counts"].items()}


@cache
def quoted_totals() -> tuple[Quoted, ...]:
    """Every total as quoted, taken apart again."""
    return tuple(_quoted(row) for row in _table()["totals"])


def _quoted(row: dict[str, Any]) -> Quoted:
    model = preset(row["preset"])
    assert isinstance(model, Published)  # noqa: S101 - the data name published totals alone
    each = model.per_pupil
    products = tuple(_product(counts()[key], each, row) for key in row["counts"])
    return Quoted(row["key"], row["title"], row["value"], row["source"], each, round(row["value"] / each), products, row["said"])


def _product(count: Count, each: float, row: dict[str, Any]) -> Product:
    total = count.value * each
    return Product(count, each, total, round(total / BILLION, row["places"]) == round(row["value"] / BILLION, row["places"]))


def _table() -> dict[str, Any]:
    return tomllib.loads((DATA / "arithmetic.toml").read_text(encoding="utf-8"))
