"""The numbers by which references are asked for, and where free addresses come from, read from their dated table."""

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
    """The numbers in `references.toml`, under the same names."""

    link_days: int
    remind_after_days: int
    wanted: int
    long_words: int
    short_words: int

    @property
    def works_for(self) -> dt.timedelta:
        """How long a link works."""
        return dt.timedelta(days=self.link_days)


@functools.cache
def _table() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(Path(__file__).with_name("references.toml").read_text())


def _in_force(name: str) -> dict[str, Any]:
    """The latest edition that has begun; before the first, the first."""
    rows = sorted(_table()[name], key=lambda row: row["from"])
    today = clock.today()
    row = next((row for row in reversed(rows) if row["from"] <= today), rows[0])
    return {key: value for key, value in row.items() if key != "from"}


def rules() -> Rules:
    """The numbers in force today."""
    return Rules(**_in_force("rules"))


def is_free_mail(address: str) -> bool:
    """Whether anybody can have an address at this domain."""
    return address.rpartition("@")[2].casefold() in _in_force("free_mail")["domains"]
