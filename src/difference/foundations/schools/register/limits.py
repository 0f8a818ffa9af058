"""How much a register file may weigh and how much of it may be wrong, read from its dated table."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The figures of `limits.toml`."""

    largest_upload_mb: int
    largest_csv_mb: int
    unreadable_share: float
    unreadable_rows: int
    missing_share: float
    missing_schools: int
    upload_minutes: int
    kept_lines: int


@functools.cache
def limits() -> Limits:
    """The limits in force."""
    return Limits(**tomllib.loads(Path(__file__).with_name("limits.toml").read_text(encoding="utf-8")))
