"""What work is judged by: the criteria that a marker writes to."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Criterion:
    """One criterion, and what it asks."""

    key: str
    title: str
    asks: str


@functools.cache
def criteria() -> tuple[Criterion, ...]:
    """The criteria in force, in order."""
    table = tomllib.loads(Path(__file__).with_name("criteria.toml").read_text())
    table.pop("from")
    return tuple(Criterion(key, row["title"], row["asks"]) for key, row in table.items())
