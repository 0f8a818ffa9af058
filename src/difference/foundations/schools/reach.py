"""Which schools somebody reaches by a role. What hangs on a school follows its successor, and so does a grant."""

from __future__ import annotations

from difference.foundations.actors import ANYONE, Actor
from difference.foundations.schools import queries
from difference.foundations.schools.models import School

# The longest number that a school can have: six digits today, with room to spare.
LONGEST = 9


def _numbers(words: frozenset[str]) -> list[int]:
    return sorted(int(word) for word in words if word.isascii() and word.isdigit() and len(word) <= LONGEST)


def present(actor: Actor, role: str) -> list[School]:
    """The schools that the actor reaches by a role, as they stand today, by name."""
    granted = queries.visible_to(ANYONE).filter(pk__in=_numbers(actor.scopes(role, "organisation")))
    found = {school.urn: school for school in queries.present_of(granted).values()}
    return sorted(found.values(), key=lambda school: (school.name, school.urn))


def with_former(urns: list[int]) -> frozenset[int]:
    """These schools with all that they succeeded."""
    reached, wanted = set(urns), set(urns)
    while wanted:
        wanted = set(queries.visible_to(ANYONE).filter(successor__in=wanted).values_list("urn", flat=True)) - reached
        reached |= wanted
    return frozenset(reached)


def reached(actor: Actor, role: str) -> frozenset[int]:
    """The numbers of the schools that the actor reaches by a role: today's, and those that came before them."""
    return with_former([school.urn for school in present(actor, role)])
