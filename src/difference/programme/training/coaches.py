"""Who coaches whom now. A coach reaches a participant while the coaching lasts and their own grant as a coach covers that participant."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.people.models import Grant, Person
from difference.foundations.people.queries import in_force
from difference.programme.training.models import Attendance, Coaching, Enrolment
from difference.programme.training.queries.reach import identifiers


def lasting(coachings: QuerySet[Coaching]) -> QuerySet[Coaching]:
    """Those coachings that last at this moment."""
    now = clock.now()
    return coachings.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)


def leading(actor: Actor) -> Q:
    """The sessions that the actor leads as a coach, as a condition: while a grant of theirs reaches the cohort, or a placement expected there."""
    cohorts, placements = (identifiers(actor.scopes("coach", scope)) for scope in ("cohort", "placement"))
    expected = Attendance.objects.filter(enrolment__placement__in=placements).values("session")
    return Q(lead=actor.person_id) & (Q(cohort__in=cohorts) | Q(pk__in=expected))


def covers(actor: Actor, enrolment: Any) -> bool:
    """Whether a grant as a coach reaches this enrolment, by its cohort or its placement."""
    return str(enrolment.cohort_id) in actor.scopes("coach", "cohort") or str(enrolment.placement_id) in actor.scopes("coach", "placement")


def present(actor: Actor) -> list[Coaching]:
    """The coachings that the actor has now, by the participant's name."""
    if actor.person_id is None or not actor.holds("coach"):
        return []
    found = lasting(Coaching.objects.filter(coach=actor.person_id)).select_related("enrolment__person", "enrolment__cohort", "coach")
    return [one for one in found.order_by("enrolment__person__full_name", "pk") if covers(actor, one.enrolment)]


def coaching_of(enrolment: Enrolment) -> Coaching | None:
    """Who coaches somebody now."""
    return lasting(Coaching.objects.filter(enrolment=enrolment)).select_related("coach").first()


def coaches_now(actor: Actor, enrolment: Any) -> Coaching | None:
    """The coaching by which the actor reaches somebody now, if there is one."""
    if actor.person_id is None or not covers(actor, enrolment):
        return None
    return lasting(Coaching.objects.filter(coach=actor.person_id, enrolment=enrolment)).first()


def who_could(enrolment: Enrolment) -> list[Person]:
    """Those whose grant as a coach reaches an enrolment, by name."""
    reach = Q(scope="cohort", scope_id=str(enrolment.cohort_id)) | Q(scope="placement", scope_id=str(enrolment.placement_id))
    held = in_force(Grant.objects.filter(reach, role="coach"))
    found = Person.objects.filter(pk__in=held.values("person"), account__is_active=True).exclude(pk=enrolment.person_id)
    return list(found.order_by("full_name", "pk"))
