"""Reading projects: one's own, one's school's, all of those that one checks."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations.actors import ANYONE, Actor
from difference.foundations.schools.models import School
from difference.foundations.schools.queries import visible_to as schools
from difference.programme.cohorts.models import Cohort
from difference.programme.evidence.models import Project
from difference.programme.placement.queries import placements
from difference.programme.placement.queries.reach import schools_led

# A placement in one of these says where somebody works, or worked.
HELD = ("started", "completed", "confirmed", "ended_early")


@dataclass(frozen=True)
class Place:
    """Where somebody holds, or held, a placement."""

    school: School
    cohort: Cohort


def _whole(found: QuerySet[Project]) -> QuerySet[Project]:
    return found.select_related("person", "school__region", "cohort").prefetch_related("datasets__estimate", "datasets__project")


def _of_staff(actor: Actor) -> Q:
    held = [grant for grant in actor.grants if (grant.role, grant.function) == ("staff", "evidence")]
    if any(grant.scope == "programme" for grant in held):
        return Q()
    return Q(cohort__in=_keys({grant.scope_id for grant in held if grant.scope == "cohort"}))


def _keys(words: set[str]) -> list[UUID]:
    found = []
    for word in sorted(words):
        try:
            found.append(UUID(word))
        except ValueError:
            continue
    return found


def visible_to(actor: Actor) -> QuerySet[Project]:
    """Their own to anyone, their school's to a host lead, their cohorts' to evidence staff."""
    if actor.person_id is None:
        return Project.objects.none()
    scope = Q(person=actor.person_id)
    if actor.holds("host_lead"):
        scope |= Q(school__in=schools_led(actor))
    if actor.holds("staff", "evidence"):
        staff = _of_staff(actor)
        scope = scope | staff if staff else Q()
    return _whole(Project.objects.filter(scope))


def find(actor: Actor, project_id: UUID) -> Project:
    """One project. Raises NotFound."""
    found = visible_to(actor).filter(pk=project_id).first()
    if found is None:
        raise NotFound()
    return found


def own(actor: Actor) -> list[Project]:
    """The actor's own projects, the newest first."""
    return list(visible_to(actor).filter(person=actor.person_id))


def in_schools(actor: Actor) -> list[Project]:
    """The projects in the schools that the actor leads, the newest first."""
    return list(visible_to(actor).filter(school__in=schools_led(actor)))


def board(actor: Actor) -> list[Project]:
    """Every project that the actor checks."""
    if not actor.holds("staff", "evidence"):
        return []
    return list(visible_to(actor).filter(_of_staff(actor)).order_by("created_at", "pk"))


def to_check(actor: Actor) -> int:
    """How many projects wait for the actor to check them; not their own."""
    if not actor.holds("staff", "evidence"):
        return 0
    return Project.objects.filter(_of_staff(actor), state="analysed").exclude(person=actor.person_id).count()


def places(actor: Actor) -> list[Place]:
    """Where the actor works or worked, the newest placement first."""
    held = [one for one in placements.own(actor) if one.state in HELD]
    return [Place(one.post.school, one.post.cohort) for one in held]


def cohort_at(actor: Actor, school: School) -> Cohort | None:
    """The cohort of the actor's placement at a school; of another placement of theirs where they had none there."""
    found = places(actor)
    there = [place for place in found if place.school.pk == school.pk] or found
    return there[0].cohort if there else None


def open_school(urn: int) -> School | None:
    """The school of this number, if it is open."""
    return schools(ANYONE).filter(pk=urn, is_open=True).first()
