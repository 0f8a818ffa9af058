"""The dated rules of coaching."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.foundations import clock


@dataclass(frozen=True)
class Rules:
    """For how long a note can be taken back, and how much is kept."""

    note_removable_hours: int
    most_open_goals: int
    longest_note: int
    longest_goal: int


@functools.cache
def _editions() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(Path(__file__).with_name("coaching.toml").read_text())["editions"])


def rules() -> Rules:
    """The edition in force today; before the first, that one."""
    editions = sorted(_editions(), key=lambda row: row["from"])
    row = next((row for row in reversed(editions) if row["from"] <= clock.today()), editions[0])
    return Rules(**{name: value for name, value in row.items() if name != "from"})
