"""Lets something happen at a moment past: the clock is moved for as long as it takes, and always put back."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from difference.demo import calendar
from difference.foundations import clock


@contextlib.contextmanager
def happening_at(moment: dt.datetime) -> Iterator[None]:
    """Everything within happens at `moment`, and whatever happens, the demonstration's own calendar is back afterwards."""
    clock.shift_by(None)
    moved = moment - clock.now()
    clock.shift_by(lambda: moved)
    try:
        yield
    finally:
        calendar.take_over()


@dataclass(frozen=True)
class Days:
    """Days counted back from the one on which the demonstration is filled; those to come are below zero."""

    today: dt.date

    def ago(self, days: int, hour: int = 10, minute: int = 0) -> dt.datetime:
        """A moment in England, so many days before."""
        return dt.datetime.combine(self.today - dt.timedelta(days=days), dt.time(hour, minute), tzinfo=clock.LONDON).astimezone(dt.UTC)

    def on(self, days: int, hour: int = 10, minute: int = 0) -> contextlib.AbstractContextManager[None]:
        """Let everything within happen then."""
        return happening_at(self.ago(days, hour, minute))
