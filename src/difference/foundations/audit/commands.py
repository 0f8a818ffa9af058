"""Adding entries to the audit."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from uuid import UUID

from django.db import models

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.audit.models import Event

# How many entries the command now running has made; `access.command` insists on at least one.
entries_made: ContextVar[int] = ContextVar("entries_made", default=0)


def describe(thing: models.Model | str) -> tuple[str, str]:
    """The type and identifier under which the audit speaks of a thing."""
    if isinstance(thing, str):
        return thing, ""
    return thing._meta.label_lower, str(thing.pk)


def record(
    by: Actor,
    action: str,
    thing: models.Model | str,
    *,
    subject: UUID | None = None,
    fields: Sequence[str] = (),
    reason: str = "",
    kind: str = Event.DONE,
) -> Event:
    """Add one entry: `by` did (or saw) `action` on `thing`.

    `fields` are names, not values; `reason` is a code; `subject` is the person whom the thing is about.
    """
    object_type, object_id = describe(thing)
    entries_made.set(entries_made.get() + 1)
    return Event.objects.create(
        at=clock.now(),
        kind=kind,
        actor_kind=by.kind,
        actor_id=by.person_id,
        actor_label=by.label,
        action=action,
        object_type=object_type,
        object_id=object_id,
        subject_id=subject,
        fields=sorted(fields),
        reason=reason,
    )
