"""What ought not to be: each check finds it and says where it is mended. Higher layers register theirs when they start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that ought not to be: a sentence, and the page where it is mended (empty where a hand on the server is needed)."""

    sentence: str
    href: str = ""


Check = Callable[[], Iterable[Finding]]
_checks: dict[str, Check] = {}


def register(name: str) -> Callable[[Check], Check]:
    """Add a check: `@doctor.register("letters left being sent")`. Raises ValueError when the name is taken."""

    def add(check: Check) -> Check:
        if name in _checks:
            raise ValueError(f"There are two checks called “{name}”.")
        _checks[name] = check
        return check

    return add


def names() -> list[str]:
    """What is looked for."""
    return sorted(_checks)


def findings() -> Iterator[tuple[str, Finding]]:
    """Run every check; yields each finding with its check's name."""
    for name in names():
        for finding in _checks[name]():
            yield name, finding
