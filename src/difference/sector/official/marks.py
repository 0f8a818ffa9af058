"""What stands in a file where a figure is missing: the reason that each mark gives, and between which figures it stands."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.sector.official.declared import Layout


@dataclass(frozen=True)
class Mark:
    """The reason a mark gives, and the lowest and highest figure that it may stand for where that is known."""

    reason: str
    low: float | None = None
    high: float | None = None


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("marks.toml").read_text(encoding="utf-8"))


def blank() -> str:
    """The reason of an empty cell."""
    return str(_table()["blank"])


def sentences() -> Mapping[str, str]:
    """What each reason means."""
    return dict(_table()["says"])


def marks_of(layout: Layout) -> dict[str, Mark]:
    """Every mark as this layout uses it, by its text in small letters."""
    found = {}
    for text, reason in _table()["marks"].items():
        own = layout.marks.get(text, {})
        says = own.get("reason", reason)
        general = _table()["intervals"].get(says, {})
        interval = own if "low" in own else general
        found[text] = Mark(says, interval.get("low"), interval.get("high"))
    return found
