"""Identifiers that come in as words: from a grant's scope, or from the ticks of a form."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID


def identifiers(words: Iterable[str]) -> list[UUID]:
    """Those of the words that are identifiers, in their order; anything else is left out."""
    found = []
    for word in words:
        try:
            found.append(UUID(word))
        except ValueError:
            continue
    return found
