"""What happened, in order: dated events with who did them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from difference.web.values import Link, Tag


@dataclass(frozen=True)
class Happening:
    """One dated event. `by` is who did it; `ahead` marks what is still to come; `links` lead to what it was about."""

    at: date | datetime
    title: str
    words: str = ""
    by: str = ""
    tag: Tag | None = None
    links: tuple[Link, ...] = ()
    ahead: bool = False


def timeline(events: Iterable[Happening], level: int = 3) -> dict[str, object]:
    """`{% timeline events %}`: takes Happenings in the order in which they are to be read."""
    return {"events": list(events), "heading": f"h{int(level)}"}
