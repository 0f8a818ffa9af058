"""The rules of training that people change, read from their dated file."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Rules:
    """What happens to late work, what can be handed in, how long feedback may be, and how soon somebody is enrolled."""

    late_taken_days: int
    late_cap: int
    types: tuple[str, ...]
    largest_mb: int
    feedback_words: int
    enrol_within_days: int


@functools.cache
def rules() -> Rules:
    """The rules in force."""
    table = tomllib.loads(Path(__file__).with_name("rules.toml").read_text())
    table.pop("from")
    return Rules(**{**table, "types": tuple(table["types"])})
