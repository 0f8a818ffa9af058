"""Whether people can be asked to rank again."""

from __future__ import annotations

from difference.foundations import clock
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.guards import hosts_close_at
from difference.programme.placement.models import MatchingRun
from difference.web.components.moments import in_words


def round_can_open(cohort: Cohort) -> str:
    """Why people cannot be asked to rank again, or nothing: before the first matching is over, while they rank, and once placements start."""
    if clock.today() >= cohort.starts_on:
        return f"Placements of this cohort started on {in_words(cohort.starts_on)}. From then on people move by transfer."
    if clock.now() < hosts_close_at(cohort):
        return "Both sides can still rank."
    runs = MatchingRun.objects.filter(cohort=cohort)
    if runs.filter(state="published").exists():
        return "A matching is published. Close it first, once every match is answered."
    return "" if runs.filter(state="closed").exists() else "The first matching has not been published yet."
