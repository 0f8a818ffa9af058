"""The numbers by which applications are written, read from their dated table."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.foundations import clock


@dataclass(frozen=True)
class Limits:
    """The numbers in `applying.toml`, under the same names."""

    inactive_after_days: int
    taken_in_within_days: int
    closing_soon_days: int
    characters: int
    experience_words: int
    responsibility_words: int
    adjustments_words: int
    objection_words: int
    overruling_words: int
    longest_journey_minutes: int
    most_years: int
    most_months: int


@functools.cache
def _editions() -> tuple[dict[str, Any], ...]:
    table = tomllib.loads(Path(__file__).with_name("applying.toml").read_text())
    return tuple(sorted(table["limits"], key=lambda row: row["from"]))


def limits() -> Limits:
    """The numbers in force today; before the first edition, the first."""
    today = clock.today()
    row = next((row for row in reversed(_editions()) if row["from"] <= today), _editions()[0])
    return Limits(**{name: value for name, value in row.items() if name != "from"})
