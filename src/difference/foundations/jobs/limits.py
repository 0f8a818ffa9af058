"""How a worker keeps time, read from its dated table."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """The numbers in `limits.toml`, under the same names."""

    beat_seconds: float
    silent_beats: int
    housekeeping_seconds: float
    finished_days: int
    due_days: int
    worker_days: int

    @property
    def silent_seconds(self) -> float:
        """After how long without a sign a worker is taken to be gone."""
        return self.beat_seconds * self.silent_beats


@functools.cache
def limits() -> Limits:
    """The limits in force."""
    return Limits(**tomllib.loads(Path(__file__).with_name("limits.toml").read_text()))
