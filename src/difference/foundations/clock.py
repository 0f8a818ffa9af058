"""What time it is. Everything asks here, so that tests can freeze it and the demonstration can move it.

UTC to the database, Europe/London to people.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def _no_shift() -> dt.timedelta:
    return dt.timedelta(0)


_shift: Callable[[], dt.timedelta] = _no_shift
# Where something is told as having happened at another moment: this thread's alone, so that nobody else's clock moves.
_here: ContextVar[dt.timedelta | None] = ContextVar("moved_here", default=None)


def shift_by(source: Callable[[], dt.timedelta] | None) -> None:
    """Let `source` say by how much the calendar is moved; None puts it back. Only the demonstration calls this."""
    global _shift
    _shift = source or _no_shift


@contextlib.contextmanager
def happening_at(moment: dt.datetime) -> Iterator[None]:
    """Let everything within happen at `moment`, in this thread only. Only the demonstration calls this."""
    token = _here.set(moment - dt.datetime.now(dt.UTC))
    try:
        yield
    finally:
        _here.reset(token)


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    here = _here.get()
    return dt.datetime.now(dt.UTC) + (_shift() if here is None else here)


def today() -> dt.date:
    """The date in England."""
    return now().astimezone(LONDON).date()


def in_london(moment: dt.datetime) -> dt.datetime:
    """The same moment as clocks in England show it."""
    return moment.astimezone(LONDON)


def in_england(day: dt.date, hour: int = 10, minute: int = 0) -> dt.datetime:
    """The moment at which clocks in England show this time on that day, in UTC."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=LONDON).astimezone(dt.UTC)
