"""Reading enrolments: one's own, and those of one's cohorts."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.training.models import Enrolment
from difference.programme.training.queries import reach


def visible_to(actor: Actor) -> QuerySet[Enrolment]:
    """Their own to anyone, those of their cohorts to training and examinations staff."""
    if actor.person_id is None:
        return Enrolment.objects.none()
    found = Enrolment.objects.filter(Q(person_id=actor.person_id) | reach.of_cohorts(actor))
    return found.select_related("person", "cohort").order_by("person__full_name", "pk")


def find(actor: Actor, enrolment_id: UUID) -> Enrolment:
    """One enrolment. Raises NotFound."""
    found = visible_to(actor).filter(pk=enrolment_id).first()
    if found is None:
        raise NotFound()
    return found


def own(actor: Actor) -> list[Enrolment]:
    """The actor's own enrolments, the newest first."""
    return list(visible_to(actor).filter(person=actor.person_id).order_by("-enrolled_at"))


def of_cohort(actor: Actor, cohort: Cohort) -> list[Enrolment]:
    """Who is enrolled in a cohort that the actor trains or examines, by name; never the actor themself."""
    found = visible_to(actor).filter(reach.of_cohorts(actor), cohort=cohort).exclude(person=actor.person_id)
    return list(found.select_related("withdrawal", "award"))
