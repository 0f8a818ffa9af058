"""Reading challenges: what a school said of a placement, and what it was answered. The caller has found the placement within its reach."""

from __future__ import annotations

from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import Challenge, Placement

CHALLENGEABLE = ("accepted", "confirmed", "started")


def about(placement: Placement) -> list[Challenge]:
    """Every challenge of a placement, the oldest first."""
    return list(placement.challenges.all())


def open_one(placement: Placement) -> Challenge | None:
    """The one that waits for an answer."""
    return placement.challenges.filter(answered_at=None).first()


def can_be_raised(placement: Placement) -> bool:
    """A match is declined; from its acceptance to its end a placement is challenged, one challenge at a time."""
    return placement.state in CHALLENGEABLE and open_one(placement) is None


def waiting_in(cohort: Cohort) -> list[Placement]:
    """The placements of a cohort whose challenge waits for an answer."""
    return list(Placement.objects.filter(post__cohort=cohort, challenges__answered_at=None, challenges__isnull=False).select_related("post__school"))
