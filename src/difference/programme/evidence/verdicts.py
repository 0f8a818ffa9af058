"""What the projects of a practice say together, in a word, by the dated rule."""

from __future__ import annotations

import functools
import operator
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Each condition by its name in the file: of what, and how it is compared with the file's number.
CONDITIONS: dict[str, tuple[str, Callable[[float, float], bool]]] = {
    "fewer_than": ("count", operator.lt),
    "low_below": ("low", operator.lt),
    "low_above": ("low", operator.gt),
    "low_at_least": ("low", operator.ge),
    "high_above": ("high", operator.gt),
    "high_below": ("high", operator.lt),
    "high_at_most": ("high", operator.le),
}


@dataclass(frozen=True)
class Verdict:
    """A word on a practice, with the reason."""

    key: str
    title: str
    says: str
    tone: str


@dataclass(frozen=True)
class Rule:
    """A verdict and when it is given."""

    verdict: Verdict
    limits: tuple[tuple[str, float], ...]

    def holds(self, count: int, low: float, high: float) -> bool:
        """Whether all its conditions do."""
        given = {"count": count, "low": low, "high": high}
        return all(holds(given[what], limit) for (what, holds), limit in ((CONDITIONS[name], limit) for name, limit in self.limits))


@dataclass(frozen=True)
class Rules:
    """How effects are put together, and the verdicts in their order."""

    level: float
    method: str
    test: str
    test_of_two: str
    verdicts: tuple[Rule, ...]


@functools.cache
def rules() -> Rules:
    """The rules in force."""
    table = tomllib.loads(Path(__file__).with_name("verdicts.toml").read_text())
    return Rules(table["level"], table["method"], table["test"], table["test_of_two"], tuple(map(_rule, table["verdicts"])))


def _rule(row: dict[str, Any]) -> Rule:
    limits = tuple((name, float(row[name])) for name in CONDITIONS if name in row)
    return Rule(Verdict(row["key"], row["title"], row["says"], row["tone"]), limits)


def verdict(count: int, low: float, high: float) -> Verdict:
    """The verdict on `count` projects whose effect together lies between `low` and `high`; without any, that there are too few."""
    return next(rule.verdict for rule in rules().verdicts if rule.holds(count, low, high))
