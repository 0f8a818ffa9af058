"""What the pages of recruitment are about, loaded within the actor’s reach."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from difference.foundations.actors import Actor
from difference.programme.cohorts import queries as cohorts
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import queries
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.queries import reach
from difference.programme.recruitment.sections import Written, find_written


@dataclass(frozen=True)
class Part:
    """One section of one application."""

    application: Application
    section: Written


def load_application(actor: Actor, application_id: UUID) -> Application:
    """One application."""
    return queries.find(actor, application_id)


def load_part(actor: Actor, application_id: UUID, key: str) -> Part:
    """One section of one application."""
    return Part(queries.find(actor, application_id), find_written(key))


def load_cohort(actor: Actor, cohort_id: UUID) -> Cohort:
    """One cohort, as everybody sees it."""
    return cohorts.find(actor, cohort_id)


def load_recruited_cohort(actor: Actor, cohort_id: UUID) -> Cohort:
    """One cohort that the actor recruits for."""
    return reach.cohort(actor, cohort_id)


def whose(application: Application) -> UUID:
    """Whom an application is about."""
    return application.person_id
