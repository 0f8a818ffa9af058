"""Local authorities and the spellings that official files use for them, read from their dated table."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from difference.foundations.schools.words import plain


@functools.cache
def _spellings() -> dict[str, tuple[str, str]]:
    rows = tomllib.loads(Path(__file__).with_name("authorities.toml").read_text(encoding="utf-8"))["spelling"]
    return {plain(name): (row["code"], row["name"]) for row in rows for name in (row["name"], *row["also"])}


def spelt(code: str, name: str) -> str:
    """An authority's name as we write it: files spell the same code in several ways."""
    known = _spellings().get(plain(name))
    return known[1] if known and known[0] == code else name


def code_of(name: str) -> str | None:
    """The code of an authority that our table of spellings lists."""
    known = _spellings().get(plain(name))
    return known[0] if known else None
