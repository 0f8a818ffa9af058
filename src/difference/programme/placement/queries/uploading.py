"""Whose posts somebody may send in as a table: those of the schools that they lead, or of any school for a cohort that they place."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from difference.errors import BadInput
from difference.foundations.actors import Actor
from difference.foundations.schools.models import School
from difference.foundations.schools.queries import present_of
from difference.programme.cohorts import queries as cohorts
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import hosts
from difference.programme.placement.places import verdict
from difference.programme.placement.queries import placements, reach
from difference.programme.placement.queries.posts import Hosting


@dataclass(frozen=True)
class Uploading:
    """A cohort, the schools that whoever sends posts leads, and whether they place the cohort."""

    cohort: Cohort
    schools: tuple[School, ...]
    staffs: bool

    @property
    def school_id(self) -> int | None:
        """A school of theirs, by which policies know a school’s own."""
        return self.schools[0].urn if self.schools else None

    @property
    def needs_urn(self) -> bool:
        """Whether each row must say which school it is about."""
        return len(self.schools) != 1

    def hosting(self, urn: int | None) -> Hosting:
        """The school that a row is about. Raises BadInput with a sentence."""
        if urn is None and not self.needs_urn:
            return Hosting(self.cohort, self.schools[0])
        own = next((school for school in self.schools if school.urn == urn), None)
        if own is not None:
            return Hosting(self.cohort, own)
        if urn is None:
            raise BadInput("Give the school’s number (URN).")
        return Hosting(self.cohort, self._another(urn))

    def _another(self, urn: int) -> School:
        if not self.staffs:
            raise BadInput(f"You lead no school with the number {urn}.")
        found = School.objects.filter(pk=urn).select_related("authority", "region").first() if urn < 2**31 else None
        if found is None:
            raise BadInput(f"No school on the register has the number {urn}.")
        school = present_of([found])[found.urn]
        allowed = verdict(self.cohort, school)
        if allowed.allowed is False:
            raise BadInput(f"This cohort is not placed in {school.name}. {allowed.because}")
        if not placements.leads(school):
            raise BadInput(f"Nobody at {school.name} has an account yet. Invite whoever leads it first: they look at the post and send it in.")
        return school


def uploading(actor: Actor, cohort_id: UUID) -> Uploading:
    """What posts of a cohort the actor may send. Raises NotFound for whoever leads no school and does not place the cohort."""
    schools = tuple(hosts.present(actor)) if actor.holds("host_lead") else ()
    cohort = cohorts.find(actor, cohort_id) if schools else reach.staffed_cohort(actor, cohort_id)
    return Uploading(cohort, schools, reach.staffed(actor).filter(pk=cohort_id).exists())
