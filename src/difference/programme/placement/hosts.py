"""Which schools a host lead reaches."""

from __future__ import annotations

from difference.foundations.actors import Actor
from difference.foundations.schools import reach
from difference.foundations.schools.models import School
from difference.foundations.schools.reach import with_former

ROLE = "host_lead"

__all__ = ["present", "reached", "with_former"]


def present(actor: Actor) -> list[School]:
    """The schools that the actor leads, as they stand today, by name."""
    return reach.present(actor, ROLE)


def reached(actor: Actor) -> frozenset[int]:
    """The numbers of the schools whose interest, posts and placements the actor leads: today's, and those that came before them."""
    return reach.reached(actor, ROLE)
