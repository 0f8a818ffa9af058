"""Picks an edition of dated data: the one that is named, or the latest."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from difference.errors import BadInput

DATA = Path(__file__).with_name("data")


@cache
def editions(file: str) -> dict[str, dict[str, Any]]:
    """The editions in a file of `data`, by id, from the earliest to the latest."""
    table = tomllib.loads((DATA / file).read_text(encoding="utf-8"))
    return {row["id"]: row for row in sorted(table["edition"], key=lambda row: row["published"])}


def pick(known: dict[str, dict[str, Any]], edition: str | None, what: str) -> dict[str, Any]:
    """The edition named, or the latest where none is. Raises BadInput, naming those there are, for one that is not known."""
    if edition is None:
        return list(known.values())[-1]
    if edition not in known:
        raise BadInput(f"There is no such edition of {what}.", fields={"edition": [f"“{edition}” is not known; there are: {', '.join(known)}."]})
    return known[edition]
