"""From which schools alumni hide. A school that somebody names stands for its whole trust, and for the schools before and after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from difference.foundations.actors import Actor
from difference.foundations.people.models import Grant
from difference.foundations.people.queries import in_force
from difference.foundations.schools.models import School
from difference.foundations.schools.queries import present_of
from difference.foundations.schools.reach import with_former
from difference.programme.careers import offering
from difference.programme.careers.models import HiddenSchool


@dataclass(frozen=True)
class Hidden:
    """One school that somebody named, with the school that stands for it today."""

    school: School
    today: School

    @property
    def trust(self) -> str:
        """The name of the trust that is hidden from as well; nothing where the register names none."""
        return self.today.trust.name if self.today.trust else ""

    @property
    def trust_unknown(self) -> bool:
        """Whether no file has said of which trust it is, or that it is of none."""
        return self.today.trust is None and not self.today.knows("trust")


def _named() -> dict[int, School]:
    """Every school that anybody named, by number."""
    found = School.objects.filter(pk__in=HiddenSchool.objects.order_by().values("school"))
    return {school.urn: school for school in found}


def _trusts(schools: Iterable[School]) -> set[str]:
    return {school.trust_id for school in schools if school.trust_id}


def persons_hidden_from(urns: Iterable[int]) -> set[UUID]:
    """Everybody who hides from any of these schools: by the school's own number, by one that it followed or that followed it, or by its trust."""
    given = School.objects.filter(pk__in=list(urns))
    here = present_of(given)
    family = with_former([school.urn for school in here.values()]) | set(here)
    named = _named()
    today = present_of(named.values())
    trusts = _trusts(here.values())
    meant = [
        urn for urn, school in named.items()
        if urn in family or today[urn].urn in family or trusts & _trusts((school, today[urn]))
    ]  # fmt: skip
    return set(HiddenSchool.objects.filter(school__in=meant).values_list("person_id", flat=True)) if meant else set()


def _leads(urns: Iterable[int]) -> set[UUID]:
    """Who offers vacancies for these schools: nobody is introduced to themself."""
    held = in_force(Grant.objects.filter(role=offering.ROLE, scope="organisation", scope_id__in=[str(urn) for urn in urns]))
    return set(held.values_list("person_id", flat=True))


def kept_from(vacancy_school: School) -> set[UUID]:
    """Everybody whom a school never meets here: who hides from it, and who speaks for it."""
    today = present_of([vacancy_school])[vacancy_school.urn]
    return persons_hidden_from([today.urn]) | _leads(with_former([today.urn]))


def kept_from_actor(actor: Actor) -> set[UUID]:
    """Everybody who hides from any school for which the actor speaks: the reader is one person, whichever school they read for."""
    return persons_hidden_from(offering.reached(actor))


def away_for(actor: Actor, schools: Iterable[School]) -> set[int]:
    """Which of these schools, as they stand today, an alumnus never meets: they hide from them, or speak for them."""
    named = of(actor.person_id) if actor.person_id else []
    family = with_former([one.today.urn for one in named]) | {one.school.urn for one in named} | offering.reached(actor)
    trusts = _trusts([school for one in named for school in (one.school, one.today)])
    return {school.urn for school in schools if school.urn in family or (school.trust_id and school.trust_id in trusts)}


def of(person_id: UUID) -> list[Hidden]:
    """The schools that somebody named, in the order in which they did."""
    rows = list(HiddenSchool.objects.filter(person=person_id).select_related("school__trust", "school__authority"))
    today = present_of([row.school for row in rows])
    trusts = {school.urn: school for school in School.objects.select_related("trust").filter(pk__in=[one.urn for one in today.values()])}
    return [Hidden(row.school, trusts[today[row.school_id].urn]) for row in rows]
