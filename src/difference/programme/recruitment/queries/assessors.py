"""Who can assess a cohort's applications, how many each has, and which application must not go to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from difference.foundations.actors import ANYONE
from difference.foundations.people.models import Account, Grant, Person
from difference.foundations.people.queries import in_force
from difference.foundations.schools import queries as schools
from difference.foundations.schools.words import plain
from difference.programme.recruitment.models import Application, Assessment, Conflict, Reference, SelectionRound
from difference.programme.recruitment.queries.reach import reaching

Bars = dict[tuple[UUID, UUID], str]

# The domain under which schools in the United Kingdom have their addresses (Nominet, the registry of .uk).
SCHOOLS_DOMAIN = ".sch.uk"


@dataclass(frozen=True)
class Assessor:
    """Somebody who can be given applications."""

    person_id: UUID
    name: str
    email: str


@dataclass(frozen=True)
class Load:
    """How many applications of a round an assessor has, and how far they are."""

    assessor: Assessor
    given: int
    sent: int
    declared: int
    conflicts: int

    @property
    def waiting(self) -> int:
        """How many they have still to send."""
        return self.given - self.sent


def _held(cohort_id: UUID) -> QuerySet[Account]:
    held = in_force(Grant.objects.filter(role="assessor")).filter(reaching(cohort_id)).values("person_id")
    return Account.objects.filter(is_active=True, person_id__in=held).select_related("person")


def for_cohort(cohort_id: UUID) -> list[Assessor]:
    """The assessors of a cohort by name: none of those who apply to it themselves."""
    apply_too = Application.objects.filter(cohort=cohort_id).values("person_id")
    found = _held(cohort_id).exclude(person_id__in=apply_too).order_by("person__full_name", "pk")
    return [Assessor(one.person_id, one.person.full_name, one.email) for one in found]


def named(people: Iterable[UUID | None]) -> dict[UUID, str]:
    """Full names by person."""
    return dict(Person.objects.filter(pk__in={one for one in people if one}).values_list("pk", "full_name"))


def loads(of: SelectionRound) -> list[Load]:
    """Who has how many in a round: every assessor of the cohort, and whoever was given something and is one no longer."""
    rows = of.assessments.order_by().values("assessor_id")
    counted = {row["assessor_id"]: row for row in rows.annotate(given=Count("*"), sent=Count("submitted_at"), declared=Count("no_conflict_at"))}
    conflicts = dict(Conflict.objects.filter(application__cohort=of.cohort_id).order_by().values_list("assessor_id").annotate(number=Count("pk")))
    present = for_cohort(of.cohort_id)
    gone = named(counted.keys() - {one.person_id for one in present})
    everybody = [*present, *(Assessor(person, name, "") for person, name in gone.items())]
    nothing = {"given": 0, "sent": 0, "declared": 0}
    return [
        Load(one, row["given"], row["sent"], row["declared"], conflicts.get(one.person_id, 0))
        for one in everybody
        for row in [counted.get(one.person_id, nothing)]
    ]


def barred(of: SelectionRound, applications: Iterable[Application], assessors: Iterable[Assessor]) -> Bars:
    """Which application must not go to whom, each with a sentence: read already, a declared conflict, a referee, a colleague."""
    wanted, people = list(applications), list(assessors)
    keys = {one.pk for one in wanted}
    bars: Bars = {}
    bars |= _colleagues(wanted, people)
    bars |= _referees(keys, people)
    declared = Conflict.objects.filter(application__in=keys).values_list("application_id", "assessor_id")
    bars |= dict.fromkeys(declared, "They have declared a conflict of interest.")
    given = Assessment.objects.filter(round=of, application__in=keys).values_list("application_id", "assessor_id")
    bars |= dict.fromkeys(given, "They have it already.")
    return bars


def _referees(keys: set[UUID], people: list[Assessor]) -> Bars:
    by_address = {one.email.lower(): one.person_id for one in people}
    named_there = Reference.objects.filter(application__in=keys).values_list("application_id", "email")
    return {
        (application, by_address[email.lower()]): "The candidate has named them as a referee."
        for application, email in named_there
        if email.lower() in by_address
    }


def _colleagues(wanted: list[Application], people: list[Assessor]) -> Bars:
    places = _schools_of(people)
    bars: Bars = {}
    for one in wanted:
        school, domain = f" {plain(one.present_school)} ", _school_domain(one)
        for person in people:
            same_school = any(f" {name} " in school for name in places[person.person_id])
            same_domain = bool(domain) and person.email.lower().endswith(domain)
            if same_school or same_domain:
                bars[one.pk, person.person_id] = "They work at the candidate’s school."
    return bars


def _school_domain(application: Application) -> str:
    account = getattr(application.person, "account", None)
    domain = "@" + account.email.lower().rpartition("@")[2] if account else ""
    return domain if domain.endswith(SCHOOLS_DOMAIN) else ""


def _schools_of(people: list[Assessor]) -> Mapping[UUID, set[str]]:
    """The names of the schools that assessors also work for, as far as their other grants say."""
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    grants = in_force(Grant.objects.filter(person_id__in=[one.person_id for one in people], scope="organisation"))
    urns = {(person, int(urn)) for person, urn in grants.values_list("person_id", "scope_id") if urn.isascii() and urn.isdigit() and len(urn) < 10}
    names = dict(schools.visible_to(ANYONE).filter(pk__in={urn for _, urn in urns}).values_list("pk", "name"))
    for person, urn in urns:
        if plain(names.get(urn, "")):
            found[person].add(plain(names[urn]))
    return found
