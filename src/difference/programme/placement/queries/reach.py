"""How far an actor reaches: placement staff by their cohorts, host leads by their schools."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.identifiers import identifiers
from difference.programme.cohorts import queries as cohorts
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import hosts


def staffed(actor: Actor) -> QuerySet[Cohort]:
    """The cohorts that the actor places: all of them, some, or none."""
    held = [grant for grant in actor.grants if (grant.role, grant.function) == ("staff", "placement")]
    found = cohorts.visible_to(actor)
    if any(grant.scope == "programme" for grant in held):
        return found
    return found.filter(pk__in=identifiers({grant.scope_id for grant in held if grant.scope == "cohort"}))


def staffed_cohort(actor: Actor, cohort_id: UUID) -> Cohort:
    """One cohort that the actor places. Raises NotFound."""
    found = staffed(actor).filter(pk=cohort_id).first()
    if found is None:
        raise NotFound()
    return found


def taking_posts(actor: Actor) -> list[Cohort]:
    """The cohorts into which posts can still come, the next to close first."""
    return list(cohorts.visible_to(actor).filter(ranking_closes_at__gt=clock.now()).order_by("ranking_closes_at"))


def under_way(actor: Actor) -> list[Cohort]:
    """The cohorts whose placements run: posts can come in for whoever has to move."""
    today = clock.today()
    return list(cohorts.visible_to(actor).filter(starts_on__lte=today, ends_on__gt=today).order_by("starts_on"))


def of_cohorts(actor: Actor, prefix: str = "") -> Q:
    """What belongs to a cohort that the actor places, as a condition; `prefix` leads to the cohort."""
    return Q(**{f"{prefix}cohort__in": staffed(actor)})


def schools_led(actor: Actor) -> frozenset[int]:
    """The numbers of the schools that the actor leads, today's and those that came before them; for the stages that follow."""
    return hosts.reached(actor) if actor.holds("host_lead") else frozenset()
