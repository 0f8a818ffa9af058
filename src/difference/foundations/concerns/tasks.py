"""What the worker does for concerns: see that none is left lying."""

from __future__ import annotations

from difference.foundations import clock
from difference.foundations.actors import system
from difference.foundations.concerns import commands, queries
from difference.foundations.jobs.registry import job


@job(says="remind the safeguarding leads of concerns that nobody has taken in time", idempotent=True)
def remind() -> int:
    """Tell the leads once a working day of each overdue concern; returns of how many."""
    return sum(commands.remind(by=system("concerns.remind"), concern=concern) for concern in queries.overdue(clock.now()))
