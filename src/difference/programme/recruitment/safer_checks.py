"""The safer-recruitment checks in force, read from their dated table."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from difference.errors import NotFound
from difference.foundations import clock

# From which state of an application a check may be noted, and in which it then can be.
NOTED_IN = {"shortlisted": ("shortlisted", "assessed", "offered", "accepted"), "offered": ("offered", "accepted")}
WHEN = {"shortlisted": "once they are shortlisted", "offered": "once they have an offer"}


@dataclass(frozen=True)
class Check:
    """One check: for whom, from when, what must be seen. `not_needed` has the reasons for leaving it out, by code."""

    key: str
    title: str
    who: str
    when: str
    see: str
    derived: bool = False
    not_needed: Mapping[str, str] = field(default_factory=dict)

    def can_be_noted_in(self, state: str) -> bool:
        """Whether an application stands far enough for it."""
        return state in NOTED_IN[self.when]

    @property
    def from_when(self) -> str:
        """From when it may be noted, in words."""
        return WHEN[self.when]


@functools.cache
def _rows() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(Path(__file__).with_name("safer_checks.toml").read_text())["checks"])


def _applies(row: dict[str, Any], day: dt.date) -> bool:
    return bool(row["from"] <= day) and ("until" not in row or bool(day < row["until"]))


def in_force() -> tuple[Check, ...]:
    """The checks that apply today, in the order of the table; before the first edition, that one."""
    day = max(clock.today(), min(row["from"] for row in _rows()))
    return tuple(Check(**{name: value for name, value in row.items() if name not in {"from", "until"}}) for row in _rows() if _applies(row, day))


def find(key: str) -> Check:
    """The check called `key`. Raises NotFound."""
    for check in in_force():
        if check.key == key:
            return check
    raise NotFound()


def why_not_needed(key: str, code: str) -> str:
    """A reason for leaving a check out in words, whether or not it is still in use."""
    return next((str(row["not_needed"][code]) for row in _rows() if row["key"] == key and code in row.get("not_needed", {})), code)
