"""What the worker does for selection: let lapse the offers whose day has passed."""

from __future__ import annotations

from difference.errors import NotNow
from difference.foundations import clock
from difference.foundations.actors import system
from difference.foundations.jobs.registry import job
from difference.programme.recruitment.commands.offers import let_lapse
from difference.programme.recruitment.queries import decisions


@job(says="let lapse the offers of a place that were not answered in time", idempotent=True)
def lapse() -> int:
    """Let each lapse, and write to its candidate; returns how many. One that was answered meanwhile is left alone."""
    done = 0
    for offer in decisions.to_lapse().filter(answer_by__lte=clock.now()):
        try:
            let_lapse(by=system("recruitment.lapse"), offer=offer)
        except NotNow:
            continue
        done += 1
    return done
