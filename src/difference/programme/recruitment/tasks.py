"""What the worker does for recruitment’s candidates: see that no draft is forgotten."""

from __future__ import annotations

from difference.foundations.actors import system
from difference.foundations.jobs.registry import job
from difference.programme.recruitment import commands, queries


@job(says="mark drafts as inactive that nobody has touched for a while, and tell their candidates", idempotent=True)
def mark_inactive() -> int:
    """Mark and tell; returns how many. Nothing is ever rejected by it."""
    by = system("recruitment.mark-inactive")
    return sum(commands.mark_inactive(by=by, application=application) for application in queries.untouched_drafts())
