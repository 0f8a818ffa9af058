"""The dated rules of extenuating circumstances."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.foundations import clock


@dataclass(frozen=True)
class Rules:
    """By when a case comes, how far an extension reaches, and how much evidence comes with it."""

    days_after_deadline: int
    most_extension_days: int
    most_documents: int
    largest_mb: int

    def in_time_until(self, deadline: dt.datetime) -> dt.datetime:
        """Until when a case about this deadline needs no reason for being late."""
        return deadline + dt.timedelta(days=self.days_after_deadline)

    def longest_extension(self, deadline: dt.datetime) -> dt.datetime:
        """The latest new deadline."""
        return deadline + dt.timedelta(days=self.most_extension_days)


@functools.cache
def _editions() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(Path(__file__).with_name("circumstances.toml").read_text())["editions"])


def rules() -> Rules:
    """The edition in force today; before the first, that one."""
    editions = sorted(_editions(), key=lambda row: row["from"])
    row = next((row for row in reversed(editions) if row["from"] <= clock.today()), editions[0])
    return Rules(**{name: value for name, value in row.items() if name != "from"})
