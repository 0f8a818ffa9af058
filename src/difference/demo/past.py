"""Lets something happen at a moment past, in days counted back."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass

from difference.foundations import clock


@dataclass(frozen=True)
class Days:
    """Days counted back from the one on which the demonstration is filled; those to come are below zero."""

    today: dt.date

    def ago(self, days: int, hour: int = 10, minute: int = 0) -> dt.datetime:
        """A moment in England, so many days before."""
        return clock.in_england(self.today - dt.timedelta(days=days), hour, minute)

    def on(self, days: int, hour: int = 10, minute: int = 0) -> contextlib.AbstractContextManager[None]:
        """Let everything within happen then."""
        return clock.happening_at(self.ago(days, hour, minute))
