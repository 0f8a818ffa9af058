"""The rules of the careers programme that people change, read from their dated files."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.programme.careers.fitting import Rule


@dataclass(frozen=True)
class Rules:
    """When introductions are stuck, how long texts may be, what makes sense, and the words for patterns and phases."""

    stuck_after_days: Mapping[str, int]
    characters: Mapping[str, int]
    journey_minutes: int
    days_ahead: int
    patterns: Mapping[str, str]
    phases: Mapping[str, str]
    phases_on_the_register: Mapping[str, str]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@functools.cache
def rules() -> Rules:
    """The rules in force."""
    table = _table("rules.toml")
    return Rules(
        table["stuck_after_days"], table["characters"], table["most"]["journey_minutes"], table["most"]["days_ahead"], table["patterns"],
        table["phases"], table["phases_on_the_register"],
    )  # fmt: skip


@functools.cache
def role_kinds() -> Mapping[str, str]:
    """The kinds of post by key, in the order in which they are shown."""
    return {row["key"]: row["name"] for row in _table("roles.toml")["role"]}


@functools.cache
def fitting_rule() -> Rule:
    """The published rule by which both lists are ordered."""
    table = _table("fitting.toml")
    return Rule(table["from"], table["weights"], tuple(table["required"]), table["unknown_percent"])


@functools.cache
def shown_at_most() -> int:
    """How many stand on one list."""
    return int(_table("fitting.toml")["shown_at_most"])


def phase_of(words: str) -> str:
    """What a phase of the register counts as; nothing where it is unknown."""
    return rules().phases_on_the_register.get(words, "")


def day_in_range(day: dt.date, today: dt.date) -> bool:
    """Whether a day ahead makes sense."""
    return today <= day <= today + dt.timedelta(days=rules().days_ahead)
