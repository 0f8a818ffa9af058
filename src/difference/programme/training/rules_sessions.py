"""The dated rules of sessions: their kinds, and when absences are told to somebody."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.foundations import clock


@dataclass(frozen=True)
class Kind:
    """One kind of session. `whole_cohort`: everybody of a cohort is expected; `by_coach`: a coach plans it for one participant."""

    name: str
    title: str
    says: str
    a_year: int
    whole_cohort: bool = False
    by_coach: bool = False


@dataclass(frozen=True)
class Rules:
    """The kinds in force, by name, and the thresholds."""

    absences: int
    within_days: int
    longest_hours: int
    kinds: dict[str, Kind]


@functools.cache
def _editions() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(Path(__file__).with_name("sessions.toml").read_text())["editions"])


def rules() -> Rules:
    """The edition in force today; before the first, that one."""
    editions = sorted(_editions(), key=lambda row: row["from"])
    row = next((row for row in reversed(editions) if row["from"] <= clock.today()), editions[0])
    kinds = {name: Kind(name, **kind) for name, kind in row["kinds"].items()}
    return Rules(row["absences"], row["within_days"], row["longest_hours"], kinds)


def kind_title(name: str) -> str:
    """What a kind is called, also one that is no longer in force."""
    for row in reversed(_editions()):
        if name in row["kinds"]:
            return str(row["kinds"][name]["title"])
    return name.capitalize()


def called(kind: str, title: str) -> str:
    """“Twilight: the first conversation”; the kind alone where the title says no more."""
    name = kind_title(kind)
    return name if title == name else f"{name}: {title}"
