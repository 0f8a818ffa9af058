"""The two ranked lists: for a vacancy the alumni who fit and are visible, for an alumnus the open vacancies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.foundations.schools import queries as schools_queries
from difference.foundations.schools.models import School
from difference.programme.careers import fitting, offering
from difference.programme.careers.fitting import Fit, Offered, Wanted
from difference.programme.careers.handles import handle
from difference.programme.careers.models import CareerProfile, Vacancy
from difference.programme.careers.queries import hiding, profiles, vacancies
from difference.programme.careers.rules import fitting_rule, phase_of, role_kinds, rules


@dataclass(frozen=True)
class RankedProfile:
    """An alumnus for a vacancy. Whether their name is shown is not decided here."""

    profile: CareerProfile
    fit: Fit


@dataclass(frozen=True)
class RankedVacancy:
    """A vacancy for an alumnus, with the school that stands for it today."""

    vacancy: Vacancy
    school: School
    fit: Fit


def wanted(profile: CareerProfile | None) -> Wanted:
    """What somebody looks for; of whoever has no profile nothing is known."""
    if profile is None:
        return Wanted()
    return Wanted(
        frozenset(profile.roles), frozenset(profile.regions), frozenset(profile.phases), frozenset(profile.patterns), profile.available_from
    )


def offered(vacancy: Vacancy, school: School) -> Offered:
    """What a post is, with the words for its keys."""
    phase = phase_of(school.phase)
    region = school.region
    words = {
        vacancy.role_kind: role_kinds().get(vacancy.role_kind, vacancy.role_kind),
        vacancy.pattern: rules().patterns.get(vacancy.pattern, vacancy.pattern),
        phase: rules().phases.get(phase, ""),
        **({region.slug: region.name} if region else {}),
    }
    return Offered(vacancy.role_kind, region.slug if region else "", phase, vacancy.pattern, vacancy.starts_on, words)


def fit_of(profile: CareerProfile | None, vacancy: Vacancy, school: School, who: str = "They") -> Fit:
    """How well somebody and a vacancy fit."""
    return fitting.fit(wanted(profile), offered(vacancy, school), fitting_rule(), who=who)


def _ranked(found: Iterable[CareerProfile], vacancy: Vacancy) -> list[RankedProfile]:
    school = offering.school_today(vacancy)
    held = {str(profile.pk): RankedProfile(profile, fit_of(profile, vacancy, school)) for profile in found}
    order = fitting.ranked({key: one.fit for key, one in held.items()}, str(vacancy.pk))
    return [held[key] for key in order if held[key].fit.fits]


def for_vacancy(actor: Actor, vacancy: Vacancy) -> list[RankedProfile]:
    """Who fits a vacancy, the best first. To staff whoever is shown to staff, to its school whoever is shown to schools; never who hides from it."""
    if allows(actor, "careers.see-profiles"):
        found, away = profiles.visible_to(actor), hiding.kept_from(vacancy.school)
    else:
        found, away = profiles.shown_to_schools(), hiding.kept_from(vacancy.school) | hiding.kept_from_actor(actor)
    return _ranked(found.exclude(person__in=away), vacancy)


def shown_for(actor: Actor, vacancy: Vacancy, key: UUID) -> RankedProfile | None:
    """One of them by what they go by at this vacancy, if they stand on that list."""
    return next((one for one in for_vacancy(actor, vacancy) if handle(vacancy.pk, one.profile.person_id) == key), None)


def for_alumnus(actor: Actor) -> tuple[list[RankedVacancy], int]:
    """The open vacancies, those that fit best first; and how many are left out because the alumnus hides from their schools, or speaks for them."""
    if actor.person_id is None:
        return [], 0
    profile = profiles.own(actor)
    found = list(vacancies.taking())
    schools = vacancies.schools_today(found)
    away = hiding.away_for(actor, schools.values())
    kept = [vacancy for vacancy in found if schools[vacancy.pk].urn not in away]
    held = {str(one.pk): RankedVacancy(one, schools[one.pk], fit_of(profile, one, schools[one.pk], "You")) for one in kept}
    order = fitting.ranked({key: one.fit for key, one in held.items()}, str(actor.person_id))
    return [held[key] for key in order], len(found) - len(kept)


def regions() -> dict[str, str]:
    """England's regions on the register, by key."""
    return {region.slug: region.name for region in schools_queries.regions() if region.in_england}
