"""Reading the audit. Each list starts at what the actor may see."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from difference.foundations.actors import Actor
from difference.foundations.audit.models import Event


def visible_to(actor: Actor) -> QuerySet[Event]:
    """All entries to the data protection officer; to anyone else, those about themselves."""
    if actor.holds("data_protection_officer"):
        return Event.objects.all()
    if actor.person_id is None:
        return Event.objects.none()
    return Event.objects.filter(subject_id=actor.person_id)


def about(actor: Actor, person_id: UUID) -> QuerySet[Event]:
    """Entries about one person that `actor` may see."""
    return visible_to(actor).filter(subject_id=person_id)


def looks_at(actor: Actor, person_id: UUID) -> QuerySet[Event]:
    """Who looked at one person's record, besides that person."""
    return about(actor, person_id).filter(kind=Event.SEEN).exclude(actor_id=person_id)


def actions_recorded() -> list[str]:
    """The actions that the audit speaks of, by name."""
    return list(Event.objects.order_by("action").values_list("action", flat=True).distinct())
