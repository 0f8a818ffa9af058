"""The two sides of a match: the person and the school."""

from __future__ import annotations

from difference.foundations.actors import Actor
from difference.programme.placement.models import Placement

PERSON, SCHOOL = "person", "school"


def side_of(actor: Actor, placement: Placement) -> str:
    """For which side somebody answers who may: their own, or their school's."""
    return PERSON if actor.person_id == placement.person_id else SCHOOL


def answered(placement: Placement, side: str) -> bool:
    """Whether a side has accepted already."""
    return bool(placement.person_accepted_at if side == PERSON else placement.host_accepted_at)
