"""What the worker does for people: forget attempts that no longer count."""

from __future__ import annotations

import datetime as dt

from difference.foundations import clock
from difference.foundations.jobs.registry import job
from difference.foundations.people import limits
from difference.foundations.people.models import Attempts


@job(says="forget attempts to sign in that no longer count", idempotent=True)
def prune_attempts() -> int:
    """Delete rows whose window is over, whatever the rule; returns how many."""
    longest = max(seconds for row in limits.rules().values() for _, seconds in row.values())
    deleted, _ = Attempts.objects.filter(started_at__lt=clock.now() - dt.timedelta(seconds=longest)).delete()
    return deleted
