"""Every lifecycle of the product, so that diagrams, checks and walks find them all."""

from __future__ import annotations

from difference.foundations.lifecycles.table import Lifecycle

_all: dict[str, Lifecycle] = {}


def register(lifecycle: Lifecycle) -> Lifecycle:
    """Put a lifecycle on the list. A noun has one."""
    if _all.setdefault(lifecycle.noun, lifecycle) is not lifecycle:
        raise ValueError(f"There are two lifecycles of {lifecycle.noun}.")
    return lifecycle


def every() -> list[Lifecycle]:
    """All lifecycles, by noun."""
    return [_all[noun] for noun in sorted(_all)]
