"""What the pages of careers are about, loaded within the actor’s reach; and the note that somebody’s profile was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.audit.models import Event
from difference.programme.careers.models import Introduction, Vacancy
from difference.programme.careers.queries import introductions, ranking, vacancies

offer = vacancies.offer
vacancy = vacancies.find
introduction = introductions.find
READ = ("headline", "roles", "regions", "journey_minutes", "phases", "patterns", "available_from", "experience", "led")


@dataclass(frozen=True)
class Meeting:
    """One alumnus in view of one vacancy."""

    vacancy: Vacancy
    person_id: UUID

    @property
    def school_id(self) -> int:
        """The number of the vacancy's school, by which policies know it."""
        return self.vacancy.school_id


def whose(introduction: Introduction) -> UUID:
    """Whom an introduction is about."""
    return introduction.person_id


def own_meeting(actor: Actor, vacancy_id: UUID) -> Meeting:
    """The actor themself, in view of a vacancy."""
    if actor.person_id is None:
        raise NotFound()
    return Meeting(vacancies.find(actor, vacancy_id), actor.person_id)


def listed_meeting(actor: Actor, vacancy_id: UUID, handle: UUID) -> Meeting:
    """Somebody on the list of a vacancy that the actor may see. Raises NotFound for everybody else."""
    found = vacancies.find(actor, vacancy_id)
    one = ranking.shown_for(actor, found, handle)
    if one is None:
        raise NotFound()
    return Meeting(found, one.profile.person_id)


def note_reading(actor: Actor, action: str, vacancy: Vacancy, people: Iterable[UUID]) -> None:
    """Put in the audit, for each of these people, that their profile was read."""
    with transaction.atomic():
        for person in people:
            record(actor, action, vacancy, subject=person, fields=READ, kind=Event.SEEN)
