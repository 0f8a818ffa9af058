"""Reading concerns. Each list starts at what the actor may see; what was written is read by `words_of` alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from difference.errors import NotFound
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.foundations.concerns import states, working_days
from difference.foundations.concerns.models import Concern, Note, Words
from difference.foundations.concerns.policies import LEAD
from difference.foundations.people.models import Account, Grant, Person
from difference.foundations.people.queries import in_force


def visible_to(actor: Actor) -> QuerySet[Concern]:
    """All concerns, without their words, to safeguarding leads and the data protection officer; none to anyone else."""
    return Concern.objects.all() if allows(actor, "concerns.see") else Concern.objects.none()


def one(actor: Actor, concern_id: UUID) -> Concern:
    """One concern within the actor's scope. Raises NotFound."""
    found = visible_to(actor).filter(pk=concern_id).first()
    if found is None:
        raise NotFound()
    return found


def just_raised(actor: Actor, concern_id: UUID) -> Concern:
    """The concern behind a thanks page, to whoever holds its unguessable address. Raises NotFound."""
    found = Concern.objects.filter(pk=concern_id).only("reference", "due_at").first()
    if found is None:
        raise NotFound()
    return found


def words_of(actor: Actor, concern: Concern) -> Words:
    """What was written. Raises NotFound unless the actor may read it."""
    if not allows(actor, "concerns.read", concern):
        raise NotFound()
    return Words.objects.get(concern=concern)


def notes_on(actor: Actor, concern: Concern) -> list[Note]:
    """The leads' notes, the oldest first."""
    return list(Note.objects.filter(concern=concern)) if allows(actor, "concerns.read", concern) else []


def waiting_for(actor: Actor) -> QuerySet[Concern]:
    """What a safeguarding lead has still to take; nothing for anyone else."""
    waiting = visible_to(actor).filter(state=states.NEW)
    return waiting if allows(actor, "concerns.take") else waiting.none()


def overdue(now: dt.datetime) -> list[Concern]:
    """What nobody has taken in time, and of which the leads have not been told for a working day. For the system's own task."""
    late = Concern.objects.filter(state=states.NEW, due_at__lt=now)
    return [concern for concern in late if concern.reminded_at is None or working_days.due_after(concern.reminded_at) < now]


def raised_by(person_id: UUID) -> QuerySet[Concern]:
    """The concerns that somebody raised under their own name, without their words, the newest first."""
    return Concern.objects.filter(raised_by=person_id).order_by("-raised_at")


def leads() -> QuerySet[Account]:
    """The accounts of the safeguarding leads who can sign in now."""
    role, function = LEAD
    granted = in_force(Grant.objects.filter(role=role, function=function)).values("person_id")
    return Account.objects.filter(is_active=True, person_id__in=granted).order_by("pk")


def names(people: Iterable[UUID | None]) -> dict[UUID, str]:
    """Full names by person."""
    return dict(Person.objects.filter(pk__in={person for person in people if person}).values_list("pk", "full_name"))
