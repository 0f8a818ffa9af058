"""The rules of placement that people change, read from their dated file."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Rules:
    """Days after which a post is asked after and expires, the most seats, the longest distance that makes sense, and what grades mean."""

    post_ask_after_days: int
    post_stands_days: int
    most_seats: int
    farthest_km_most: int
    placed_in_grades: tuple[str, ...]
    weakest_first: tuple[str, ...]


@functools.cache
def rules() -> Rules:
    """The rules in force."""
    table = tomllib.loads(Path(__file__).with_name("rules.toml").read_text())
    return Rules(
        table["post_ask_after_days"],
        table["post_stands_days"],
        table["most_seats"],
        table["farthest_km_most"],
        tuple(table["placed_in_grades"]),
        tuple(table["weakest_first"]),
    )
