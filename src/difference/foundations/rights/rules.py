"""How requests about data are handled, read from its dated table."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Rules:
    """The numbers in `rules.toml`, under the same names."""

    at_once_rows: int
    copy_again_hours: int
    review_months: int
    people_a_night: int
    rows_a_batch: int
    late_days: int


@functools.cache
def rules() -> Rules:
    """The rules in force."""
    return Rules(**tomllib.loads(Path(__file__).with_name("rules.toml").read_text()))
