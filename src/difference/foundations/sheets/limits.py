"""How much a table may weigh, read from its dated file."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The figures of `limits.toml`."""

    largest_mb: int
    most_unpacked_mb: int
    most_lines: int
    most_columns: int
    most_rows: int
    minutes: int

    @property
    def largest(self) -> int:
        """The most bytes of a file."""
        return self.largest_mb * MB


@functools.cache
def limits() -> Limits:
    """The limits in force."""
    return Limits(**tomllib.loads(Path(__file__).with_name("limits.toml").read_text(encoding="utf-8")))
