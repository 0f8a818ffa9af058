"""What the worker does for training: enrol whoever holds a confirmed placement, let studies begin with it, and delete evidence whose case has gone."""

from __future__ import annotations

from difference.foundations.actors import system
from difference.foundations.jobs.registry import job
from difference.programme.training.commands.enrolling import fetch_enrolments
from difference.programme.training.commands.sweeping import sweep_evidence


@job(says="enrol whoever holds a confirmed placement, and let the studies of those who have started begin", idempotent=True)
def fetch() -> int:
    """Returns how many changed."""
    return fetch_enrolments(by=system("training.fetch-enrolments"))


@job(says="delete evidence of extenuating circumstances once what was written in its case has gone", idempotent=True)
def sweep() -> int:
    """Returns how many documents."""
    return sweep_evidence(by=system("training.sweep-evidence"))
