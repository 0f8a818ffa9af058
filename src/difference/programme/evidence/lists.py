"""The dated lists of practices, outcomes and comparisons, by slug."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.errors import NotFound
from difference.foundations import clock


@dataclass(frozen=True)
class Listed:
    """One thing of a list. `until` is the first day on which no new project can choose it."""

    slug: str
    title: str
    says: str
    since: dt.date
    until: dt.date | None = None

    @property
    def open(self) -> bool:
        """Whether a project can choose it today; before the first edition, that one holds."""
        return self.until is None or clock.today() < self.until


@dataclass(frozen=True)
class Practice(Listed):
    """A kind of intervention."""


@dataclass(frozen=True)
class Comparison(Listed):
    """With whom pupils are compared."""


@dataclass(frozen=True)
class Outcome(Listed):
    """What is measured of each pupil, whether more of it is better, and the values that it can take."""

    higher_is_better: bool = True
    lowest: float | None = None
    highest: float | None = None


def _read(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text())


def _rows(name: str) -> dict[str, dict[str, Any]]:
    return {slug: {"slug": slug, "since": row.pop("from"), **row} for slug, row in _read(name).items()}


@functools.cache
def practices() -> dict[str, Practice]:
    """Every practice, those that take no new projects included."""
    return {slug: Practice(**row) for slug, row in _rows("practices").items()}


@functools.cache
def outcomes() -> dict[str, Outcome]:
    """Every outcome."""
    return {slug: Outcome(**row) for slug, row in _rows("outcomes").items()}


@functools.cache
def comparisons() -> dict[str, Comparison]:
    """Every kind of comparison, the fairest first."""
    return {slug: Comparison(**row) for slug, row in _rows("comparisons").items()}


def practice(slug: str) -> Practice:
    """One practice. Raises NotFound."""
    if slug not in practices():
        raise NotFound()
    return practices()[slug]
