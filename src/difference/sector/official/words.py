"""Words of official files in our own spelling, from their dated table."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from difference.foundations.schools.words import plain


@functools.cache
def _vocabulary(name: str) -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))[name]
    return {plain(spelling): ours for ours, spellings in table.items() for spelling in (ours, *spellings)}


def known(vocabulary: str, word: str) -> str | None:
    """Our spelling of a word, or None where the table does not list it."""
    return _vocabulary(vocabulary).get(plain(word))


def spelt(vocabulary: str, word: str) -> str:
    """Our spelling of a word; one that the table does not list stays as published."""
    return known(vocabulary, word) or " ".join(word.split())
