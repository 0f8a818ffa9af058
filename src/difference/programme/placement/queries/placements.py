"""Reading placements: one's own, one's school's, one's cohort's."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.foundations.people.models import Account, Grant
from difference.foundations.people.queries import in_force
from difference.foundations.schools.models import School
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import hosts
from difference.programme.placement.models import Placement
from difference.programme.placement.queries import reach


def _whole(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    more = ("person", "run", "post__cohort", "post__school__authority", "post__school__region", "moved_from__post__school")
    return placements.select_related(*more).prefetch_related("checklist")


def visible_to(actor: Actor) -> QuerySet[Placement]:
    """Their own to anyone, their school's to a host lead, their cohorts' to placement staff."""
    if actor.person_id is None:
        return Placement.objects.none()
    scope = Q(person_id=actor.person_id) | reach.of_cohorts(actor, "post__")
    if actor.holds("host_lead"):
        scope |= Q(post__school__in=hosts.reached(actor))
    return _whole(Placement.objects.filter(scope))


def find(actor: Actor, placement_id: UUID) -> Placement:
    """One placement. Raises NotFound."""
    found = visible_to(actor).filter(pk=placement_id).first()
    if found is None:
        raise NotFound()
    return found


def own(actor: Actor) -> list[Placement]:
    """The actor's own placements, the newest first."""
    return list(visible_to(actor).filter(person=actor.person_id).order_by("-proposed_at"))


def coming(actor: Actor) -> list[Placement]:
    """Whoever was matched to a post of the schools that the actor leads, the newest first."""
    if not actor.holds("host_lead"):
        return []
    return list(visible_to(actor).filter(post__school__in=hosts.reached(actor)).order_by("-proposed_at", "person__full_name"))


def in_board(actor: Actor, cohort: Cohort) -> list[Placement]:
    """The placements of a cohort that the actor places, by name."""
    found = visible_to(actor).filter(reach.of_cohorts(actor, "post__"), post__cohort=cohort)
    return list(found.order_by("person__full_name", "proposed_at"))


def leads(school: School) -> list[Account]:
    """Who can be written to at a school: its leads, and those of the schools that it succeeded, who reach it as well."""
    urns = [str(urn) for urn in hosts.with_former([school.urn])]
    held = in_force(Grant.objects.filter(role="host_lead", scope="organisation", scope_id__in=urns))
    return list(Account.objects.filter(is_active=True, person__in=held.values("person")).order_by("pk"))
