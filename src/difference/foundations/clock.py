"""What time it is. Everything asks here, so that tests can freeze it and the demonstration can move it.

UTC to the database, Europe/London to people.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def _no_shift() -> dt.timedelta:
    return dt.timedelta(0)


_shift: Callable[[], dt.timedelta] = _no_shift


def shift_by(source: Callable[[], dt.timedelta] | None) -> None:
    """Let `source` say by how much the calendar is moved; None puts it back. Only the demonstration calls this."""
    global _shift
    _shift = source or _no_shift


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC) + _shift()


def today() -> dt.date:
    """The date in England."""
    return now().astimezone(LONDON).date()


def in_london(moment: dt.datetime) -> dt.datetime:
    """The same moment as clocks in England show it."""
    return moment.astimezone(LONDON)
