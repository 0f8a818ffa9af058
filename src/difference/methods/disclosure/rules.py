"""The rules of disclosure control, read from their dated table."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Rules:
    """The numbers of `rules.toml` under the same names: people, except `largest` and `top_two`, which are shares from 0 to 1."""

    edition: str
    threshold: int
    rounded_to: int
    interval: int
    base: int
    mean: int
    mean_on_dashboards: int
    largest: float
    top_two: float
    schools: int
    populations: int
    freedom: int

    def on_dashboards(self) -> Rules:
        """The same rules for a page on which anybody can filter: means need more people."""
        return replace(self, mean=max(self.mean, self.mean_on_dashboards))

    def says(self, rule: str) -> str:
        """The sentence of a rule, with its numbers. Raises KeyError for a rule that is none."""
        sentence: str = _table()["says"][rule]
        return sentence.format(**asdict(self))


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))


@functools.cache
def current() -> Rules:
    """The rules in force."""
    return Rules(edition=_table()["edition"], **_table()["numbers"])


def sources() -> tuple[Mapping[str, str], ...]:
    """Where the numbers come from: `who`, `what`, and `read`, the day on which it was read, or “design”."""
    return tuple(_table()["sources"])
