"""Reading vacancies: those of one's school, those that are open, those that staff look after."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.foundations.people.models import Account, Grant
from difference.foundations.people.queries import in_force
from difference.foundations.schools.models import School
from difference.foundations.schools.queries import present_of
from difference.programme.careers import offering
from difference.programme.careers.models import Vacancy
from difference.programme.careers.offering import Offering


def _whole(vacancies: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    return vacancies.select_related("school__authority", "school__region")


def visible_to(actor: Actor) -> QuerySet[Vacancy]:
    """Those of their schools; to careers staff all that have been opened; to alumni the open ones, and those that they were introduced to."""
    if actor.person_id is None:
        return Vacancy.objects.none()
    scope = Q(school__in=offering.reached(actor)) if actor.holds(offering.ROLE) else Q(pk__in=[])
    if allows(actor, "careers.see-board"):
        scope |= ~Q(state="draft")
    if actor.holds("alumnus"):
        scope |= Q(state="open", closes_on__gte=clock.today()) | Q(pk__in=_introduced_to(actor))
    return _whole(Vacancy.objects.filter(scope))


def _introduced_to(actor: Actor) -> QuerySet[Vacancy, UUID]:
    return Vacancy.objects.filter(introductions__person=actor.person_id).values_list("pk", flat=True)


def find(actor: Actor, vacancy_id: UUID) -> Vacancy:
    """One vacancy. Raises NotFound."""
    found = visible_to(actor).filter(pk=vacancy_id).first()
    if found is None:
        raise NotFound()
    return found


def own(actor: Actor) -> list[Vacancy]:
    """The vacancies of the schools for which the actor speaks: running ones first, the next to close on top."""
    found = _whole(Vacancy.objects.filter(school__in=offering.reached(actor)))
    return sorted(found, key=lambda one: (one.state == "closed", one.closes_on, str(one.pk)))


def offer(actor: Actor, urn: int) -> Offering:
    """One school for which the actor speaks. Raises NotFound."""
    school = next((school for school in offering.present(actor) if school.urn == urn), None)
    if school is None:
        raise NotFound()
    return Offering(school)


def taking() -> QuerySet[Vacancy]:
    """Open vacancies whose closing day is not over."""
    return _whole(Vacancy.objects.filter(state="open", closes_on__gte=clock.today()))


def past_their_day(vacancies: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """Those that are still open after their closing day: their school has not said how they ended."""
    return vacancies.filter(state="open", closes_on__lt=clock.today())


def schools_today(vacancies: list[Vacancy]) -> dict[UUID, School]:
    """The school that stands today for each vacancy's, by the vacancy's key."""
    found = present_of([vacancy.school for vacancy in vacancies])
    return {vacancy.pk: found[vacancy.school_id] for vacancy in vacancies}


def leads(school: School) -> list[Account]:
    """Who can be written to at a school: who speaks for it, or for one that it succeeded."""
    urns = [str(urn) for urn in offering.with_former([school.urn])]
    held = in_force(Grant.objects.filter(role=offering.ROLE, scope="organisation", scope_id__in=urns))
    return list(Account.objects.filter(is_active=True, person__in=held.values("person")).select_related("person").order_by("pk"))
