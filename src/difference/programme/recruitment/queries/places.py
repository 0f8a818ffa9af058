"""Who has accepted a place: what placement needs to know of them, and nothing more. The caller has asked a policy of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import masked
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.queries import checks

ACCEPTED = "accepted"
# What a school reads of somebody before it knows who they are: facts of the masked view that say what they can do. Not how many years they have
# taught, which says how old they are; none of what they wrote, which they wrote for whoever decides about a place.
TO_SCHOOLS = (masked.JOB, masked.SUBJECTS, masked.RESPONSIBILITY, masked.MONTHS)


@dataclass(frozen=True)
class Accepted:
    """Somebody with a place. Never their equality answers, adjustments, scores or references, nor where they live."""

    person_id: UUID
    cohort_id: UUID
    name: str
    present_role: str
    subjects: str
    responsibility_kind: str
    responsibility: str
    responsibility_months: int | None
    mainstream_years: Decimal | None
    preferred_regions: tuple[str, ...]
    travel_minutes: int | None


def _of(application: Application) -> Accepted:
    return Accepted(
        application.person_id,
        application.cohort_id,
        application.person.full_name,
        application.present_role,
        application.subjects,
        application.responsibility,
        application.get_responsibility_display(),
        application.responsibility_months,
        application.mainstream_years,
        tuple(application.preferred_regions),
        application.travel_minutes,
    )


def accepted(cohort: Cohort) -> list[Accepted]:
    """Everybody with a place in a cohort, by name."""
    found = Application.objects.filter(cohort=cohort, state=ACCEPTED).select_related("person").order_by("person__full_name", "person_id")
    return [_of(application) for application in found]


def accepted_among(cohort_id: UUID, people: Iterable[UUID]) -> dict[UUID, Accepted]:
    """What is known of these people, as far as they have a place in a cohort, by person."""
    found = Application.objects.filter(cohort=cohort_id, person__in=list(people), state=ACCEPTED).select_related("person")
    return {application.person_id: _of(application) for application in found}


def redacted(cohort_id: UUID, people: Iterable[UUID]) -> Mapping[UUID, tuple[tuple[str, str], ...]]:
    """What a school may know of these people before it knows who they are, as far as they have a place in a cohort: facts of the masked view."""
    found = Application.objects.filter(cohort=cohort_id, person__in=list(people), state=ACCEPTED)
    seen = ((one.person_id, masked.masked(one).facts) for one in found.select_related("person").prefetch_related("answers", "references"))
    return {person: tuple((name, value) for wanted in TO_SCHOOLS for name, value in facts if name == wanted) for person, facts in seen}


def people_with_place(cohort_id: UUID) -> dict[UUID, str]:
    """The names of everybody with a place in a cohort, by person, in their order."""
    found = Application.objects.filter(cohort=cohort_id, state=ACCEPTED).order_by("person__full_name", "person_id")
    return dict(found.values_list("person_id", "person__full_name"))


def accepted_as(person_id: UUID | None, cohort_id: UUID) -> Accepted | None:
    """What is known of one person with a place in a cohort; None if they have none there."""
    found = Application.objects.filter(cohort=cohort_id, person=person_id, state=ACCEPTED).select_related("person").first()
    return _of(found) if found and person_id else None


def outward_codes(cohort_id: UUID, people: Collection[UUID]) -> dict[UUID, str]:
    """The first half of the home postcode of those of these people who have a place, for placement to tell distances from; never the rest of it.

    It stands apart from `Accepted`, which schools are shown parts of: no school learns where somebody lives.
    """
    found = Application.objects.filter(cohort=cohort_id, person__in=list(people), state=ACCEPTED).values_list("person_id", "postcode")
    return {person: postcode.partition(" ")[0][:4] if " " in postcode else "" for person, postcode in found}


def cohorts_with_place(person_id: UUID | None) -> list[Cohort]:
    """The cohorts in which somebody has a place, the newest first."""
    if person_id is None:
        return []
    found = Application.objects.filter(person=person_id, state=ACCEPTED).select_related("cohort").order_by("-cohort__opens_at")
    return [application.cohort for application in found]


def checks_missing(cohort_id: UUID, person_id: UUID) -> list[str]:
    """Which safer-recruitment checks are still to do before somebody may start, each in a sentence."""
    found = Application.objects.filter(cohort=cohort_id, person=person_id, state=ACCEPTED).prefetch_related("references").first()
    return checks.missing(found) if found else ["They no longer have a place in this cohort."]
