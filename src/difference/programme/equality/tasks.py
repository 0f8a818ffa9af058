"""What the worker does for equality monitoring: take the link to a person off answers when their day has come."""

from __future__ import annotations

from difference.foundations.actors import system
from difference.foundations.jobs.registry import job
from difference.programme.equality import commands, queries


@job(says="take the link to a person off equality answers, once the cycle of recruitment has ended", idempotent=True)
def unlink() -> int:
    """Unlink the answers of every cohort whose day has come; returns how many."""
    return sum(commands.unlink(by=system("equality.unlink"), cohort=cohort) for cohort in queries.to_unlink())
