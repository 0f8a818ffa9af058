"""What people change without a programmer: the numbers to ring, the clock and the outcomes, read from their dated tables."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Number:
    """A number to ring now: `says` is for whom it is, and when."""

    name: str
    number: str
    says: str

    @property
    def tel(self) -> str:
        """What a telephone dials."""
        return self.number.replace(" ", "")


@dataclass(frozen=True)
class Clock:
    """Within how many working days a concern is read, and from when to when a working day lasts in England."""

    working_days: int
    opens: dt.time
    closes: dt.time


@functools.cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text())


def _in_force(rows: list[dict[str, Any]], day: dt.date) -> list[dict[str, Any]]:
    # The first rows of a table also serve the days before it began: a calendar moved back must not leave a page without numbers.
    first = min(row["from"] for row in rows)
    found = [row for row in rows if row["from"] <= max(day, first) and ("until" not in row or max(day, first) < row["until"])]
    return [{name: value for name, value in row.items() if name not in {"from", "until"}} for row in found]


def numbers(day: dt.date) -> tuple[Number, ...]:
    """The numbers to ring on that day, the most urgent first."""
    return tuple(Number(**row) for row in _in_force(_table("numbers")["numbers"], day))


def clock_on(day: dt.date) -> Clock:
    """The clock in force on that day: the latest that has begun."""
    return Clock(**_in_force(_table("clock")["clocks"], day)[-1])


def outcomes(day: dt.date) -> dict[str, str]:
    """The outcomes that a concern can be closed with on that day, by code."""
    return {row["code"]: row["says"] for row in _in_force(_table("outcomes")["outcomes"], day)}


def outcome_words(code: str) -> str:
    """An outcome in words, whether or not it is still in use."""
    return next((row["says"] for row in _table("outcomes")["outcomes"] if row["code"] == code), "")


def bank_holidays() -> dict[int, tuple[dt.date, ...]]:
    """The bank holidays of England, by year."""
    return {int(year): tuple(days) for year, days in _table("bank_holidays").items()}
