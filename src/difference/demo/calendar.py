"""The calendar of the demonstration: by how much it is moved stands in a small file that every process reads."""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
from pathlib import Path

from django.conf import settings

from difference.errors import BadInput
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record

FURTHEST = dt.timedelta(days=5 * 366)


def _kept() -> Path:
    return Path(settings.HOME) / "calendar.json"


@functools.lru_cache(maxsize=4)
def _read(path: Path, changed_at: int) -> dt.timedelta:
    return dt.timedelta(seconds=json.loads(path.read_text())["seconds"])


def shift() -> dt.timedelta:
    """By how much the calendar is moved."""
    path = _kept()
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return dt.timedelta(0)


def take_over() -> None:
    """Let this calendar move the clock, where that is allowed; elsewhere nothing moves it."""
    clock.shift_by(shift if settings.DEMO_CALENDAR else None)


def check(to: dt.date) -> dt.timedelta:
    """By how much the calendar is moved when it shows this day. Raises BadInput for one too far away."""
    moved = shift() + (to - clock.today())
    if abs(moved) > FURTHEST:
        raise BadInput("The calendar moves up to five years.", fields={"to": ["Choose a date within five years of today."]})
    return moved


@command
def move_calendar(*, by: Actor, to: dt.date | None) -> dt.timedelta:
    """Move the calendar to a date, at the present time of day; None puts it back to the real date."""
    allow(by, "demo.move-calendar")
    moved = dt.timedelta(0) if to is None else check(to)
    record(by, "demo.move-calendar", "calendar")
    path = _kept()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    draft.write_text(json.dumps({"seconds": moved.total_seconds()}))
    draft.replace(path)
    return moved
