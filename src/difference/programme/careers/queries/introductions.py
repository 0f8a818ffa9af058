"""Reading introductions: one's own, one's school's, and those that staff look after."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.programme.careers import offering
from difference.programme.careers.models import Introduction, Vacancy
from difference.programme.careers.models.profiles import FITTING, STAFF
from difference.programme.careers.queries import hiding
from difference.programme.careers.states import INTRODUCTION

RUNNING = tuple(INTRODUCTION.having(running=True))
# What a school may see at all: whoever agreed to be introduced, whom it asked for itself, or who lets schools see them.
SHOWN_TO_SCHOOLS = Q(person_agreed_at__isnull=False) | Q(school_agreed_at__isnull=False) | Q(person__career_profile__visibility=FITTING)
SHOWN_TO_STAFF = Q(person_agreed_at__isnull=False) | Q(person__career_profile__visibility__in=(STAFF, FITTING))


def _whole(introductions: QuerySet[Introduction]) -> QuerySet[Introduction]:
    more = ("person__career_profile", "vacancy__school__authority", "vacancy__school__region", "appointment")
    return introductions.select_related(*more)


def _of_schools(actor: Actor) -> Q:
    if not actor.holds(offering.ROLE):
        return Q(pk__in=[])
    own = Q(vacancy__school__in=offering.reached(actor)) & SHOWN_TO_SCHOOLS
    return own & ~Q(person=actor.person_id) & ~Q(person__in=hiding.kept_from_actor(actor))


def visible_to(actor: Actor) -> QuerySet[Introduction]:
    """Their own to alumni; to schools those to their vacancies, without anybody who hides from them; to staff whoever is shown to staff."""
    if actor.person_id is None:
        return Introduction.objects.none()
    scope = _of_schools(actor)
    if actor.holds("alumnus"):
        scope |= Q(person=actor.person_id)
    if allows(actor, "careers.see-board"):
        scope |= SHOWN_TO_STAFF
    return _whole(Introduction.objects.filter(scope))


def find(actor: Actor, introduction_id: UUID) -> Introduction:
    """One introduction. Raises NotFound."""
    found = visible_to(actor).filter(pk=introduction_id).first()
    if found is None:
        raise NotFound()
    return found


def own(actor: Actor) -> list[Introduction]:
    """The actor's own, the newest first."""
    return list(visible_to(actor).filter(person=actor.person_id).order_by("-began_at", "pk")) if actor.person_id else []


def of_school(actor: Actor) -> list[Introduction]:
    """Those to the vacancies of the schools for which the actor speaks, the last to move first."""
    return list(_whole(Introduction.objects.filter(_of_schools(actor))).order_by("-moved_at", "pk"))


def to_vacancy(actor: Actor, vacancy: Vacancy) -> list[Introduction]:
    """Those to one vacancy that the actor may see, the last to move first."""
    return list(visible_to(actor).filter(vacancy=vacancy).order_by("-moved_at", "pk"))


def last_between(vacancy: Vacancy, person_id: UUID) -> Introduction | None:
    """The one that runs between a person and a vacancy, or the last that ended, for what has asked a policy of its own."""
    rows = list(_whole(Introduction.objects.filter(vacancy=vacancy, person=person_id)).order_by("-moved_at", "-began_at"))
    return next((row for row in rows if row.state in RUNNING), rows[0] if rows else None)


def shown_to_school(introduction: Introduction) -> bool:
    """Whether the vacancy's school may know of it at all."""
    seen = _whole(Introduction.objects.filter(SHOWN_TO_SCHOOLS, pk=introduction.pk)).exists()
    return seen and introduction.person_id not in hiding.kept_from(introduction.vacancy.school)
