"""How far a grant reaches: which cohorts somebody works on, as recruitment staff or as an assessor."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.foundations.identifiers import identifiers
from difference.programme.cohorts.models import Cohort

NOBODY = UUID(int=0)


def who(actor: Actor) -> UUID:
    """The actor's person, or an identifier that is nobody's."""
    return actor.person_id or NOBODY


def cohorts(actor: Actor, role: str = "staff", function: str | tuple[str, ...] | None = "recruitment") -> QuerySet[Cohort]:
    """The cohorts that the actor's grants of a role reach, with this function or one of these: all of them, some, or none."""
    wanted = (function,) if isinstance(function, str) else function
    held = [grant for grant in actor.grants if grant.role == role and (wanted is None or grant.function in wanted)]
    found = Cohort.objects.select_related("programme")
    if any(grant.scope == "programme" for grant in held):
        return found.all()
    return found.filter(pk__in=identifiers({grant.scope_id for grant in held if grant.scope == "cohort"}))


def cohort(actor: Actor, cohort_id: UUID) -> Cohort:
    """One cohort that the actor recruits for. Raises NotFound."""
    found = cohorts(actor).filter(pk=cohort_id).first()
    if found is None:
        raise NotFound()
    return found


def reaching(cohort_id: UUID) -> Q:
    """The grants that reach a cohort, as a condition on grants."""
    return Q(scope="programme") | Q(scope="cohort", scope_id=str(cohort_id))
