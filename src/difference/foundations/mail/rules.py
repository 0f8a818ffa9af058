"""How letters are sent, read from its dated table."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Rules:
    """The numbers in `rules.toml`, under the same names."""

    retry_minutes: tuple[int, ...]
    stuck_minutes: int
    batch_size: int
    kept_days: int

    def wait_after(self, attempts: int) -> dt.timedelta | None:
        """How long to wait after so many attempts; None when it is time to give up."""
        return dt.timedelta(minutes=self.retry_minutes[attempts - 1]) if 1 <= attempts <= len(self.retry_minutes) else None


@functools.cache
def rules() -> Rules:
    """The rules in force."""
    table = tomllib.loads(Path(__file__).with_name("rules.toml").read_text())
    return Rules(**{**table, "retry_minutes": tuple(table["retry_minutes"])})
