"""How much a file of official data may weigh and how much of it may be wrong, from the dated table."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The figures of `limits.toml`."""

    largest_csv_mb: int
    deepest_zip: int
    bad_share: float
    bad_rows: int
    kept_lines: int
    shown_lines: int
    import_memory: str
    import_threads: int
    query_memory: str
    query_threads: int
    header_lines: int


@functools.cache
def limits() -> Limits:
    """The limits in force."""
    return Limits(**tomllib.loads(Path(__file__).with_name("limits.toml").read_text(encoding="utf-8")))
