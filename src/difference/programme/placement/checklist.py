"""What must be done before a placement starts: the dated list, and how a placement stands by it."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from difference.errors import NotFound
from difference.foundations import clock
from difference.programme.recruitment.queries import places


@dataclass(frozen=True)
class Item:
    """One thing that must be done. A derived one is read from elsewhere."""

    key: str
    title: str
    says: str
    derived: bool = False


@dataclass(frozen=True)
class Standing:
    """One item of one placement: whether it is done, by whom and when; of a derived one, how much is missing.

    Which check is missing, and why, is for those who work on the checks: a referral may stand behind it.
    """

    item: Item
    done: bool
    done_at: dt.datetime | None = None
    done_by: UUID | None = None
    missing: int = 0

    @property
    def title(self) -> str:
        """What it is."""
        return self.item.title


@functools.cache
def _rows() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(Path(__file__).with_name("checklist.toml").read_text())["items"])


def in_force() -> tuple[Item, ...]:
    """The items that apply today; before the first edition, that one."""
    day = max(clock.today(), min(row["from"] for row in _rows()))
    rows = [row for row in _rows() if row["from"] <= day and ("until" not in row or day < row["until"])]
    return tuple(Item(**{name: value for name, value in row.items() if name not in {"from", "until"}}) for row in rows)


def find(key: str) -> Item:
    """The item called `key` that somebody ticks. Raises NotFound."""
    for item in in_force():
        if item.key == key and not item.derived:
            return item
    raise NotFound()


def standing(placement: Any) -> list[Standing]:
    """How a placement stands by the list."""
    ticked = {one.key: one for one in placement.checklist.all()}
    made = []
    for item in in_force():
        if item.derived:
            missing = len(places.checks_missing(placement.post.cohort_id, placement.person_id))
            made.append(Standing(item, not missing, missing=missing))
        else:
            tick = ticked.get(item.key)
            made.append(Standing(item, tick is not None, tick and tick.done_at, tick and tick.done_by))
    return made
