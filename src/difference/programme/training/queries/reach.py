"""How far an actor reaches: training and examinations staff by their cohorts."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.programme.cohorts import queries as cohorts
from difference.programme.cohorts.models import Cohort

FUNCTIONS = ("training", "examinations")


def identifiers(words: Collection[str]) -> set[UUID]:
    """The keys among the scopes of grants; what is no key reaches nothing."""
    found = set()
    for word in words:
        try:
            found.add(UUID(word))
        except ValueError:
            continue
    return found


def staffed(actor: Actor, *functions: str) -> QuerySet[Cohort]:
    """The cohorts that the actor trains or examines: all of them, some, or none."""
    wanted = functions or FUNCTIONS
    held = [grant for grant in actor.grants if grant.role == "staff" and grant.function in wanted]
    found = cohorts.visible_to(actor)
    if any(grant.scope == "programme" for grant in held):
        return found
    return found.filter(pk__in=identifiers({grant.scope_id for grant in held if grant.scope == "cohort"}))


def staffed_cohort(actor: Actor, cohort_id: UUID) -> Cohort:
    """One cohort that the actor trains or examines. Raises NotFound."""
    found = staffed(actor).filter(pk=cohort_id).first()
    if found is None:
        raise NotFound()
    return found


def examined_cohort(actor: Actor, cohort_id: UUID) -> Cohort:
    """One cohort that the actor examines. Raises NotFound."""
    found = staffed(actor, "examinations").filter(pk=cohort_id).first()
    if found is None:
        raise NotFound()
    return found


def of_cohorts(actor: Actor, prefix: str = "", functions: tuple[str, ...] = FUNCTIONS) -> Q:
    """What belongs to a cohort that the actor trains or examines, as a condition; `prefix` leads to the cohort."""
    return Q(**{f"{prefix}cohort__in": staffed(actor, *functions)})
