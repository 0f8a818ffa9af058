"""Reading the outbox. Each list starts at what the actor may see."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Min, QuerySet

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.mail import kinds, states
from difference.foundations.mail.models import Batch, Letter
from difference.foundations.mail.rules import rules

SAMPLES = 3


@dataclass(frozen=True)
class Health:
    """Letters in numbers. `oldest_waiting` is how many seconds the longest-waiting letter is overdue."""

    waiting: int
    came_back: int
    given_up: int
    maybe_sent: int
    oldest_waiting: float | None


def visible_to(actor: Actor) -> QuerySet[Letter]:
    """The letters of the kinds that belong to the actor's own work."""
    return Letter.objects.filter(kind__in=kinds.names_for(actor))


def batches_visible_to(actor: Actor) -> QuerySet[Batch]:
    """The batches of the kinds that belong to the actor's own work."""
    return Batch.objects.filter(kind__in=kinds.names_for(actor)).annotate(size=Count("letters"))


def outbox(actor: Actor, *, state: str = "", kind: str = "") -> QuerySet[Letter]:
    """Letters, the latest first, in one state and of one kind or all. Letters in a batch not yet released are left out."""
    found = visible_to(actor).exclude(state=states.DRAFTED)
    if state:
        found = found.filter(state=state)
    return found.filter(kind=kind) if kind else found


def one(actor: Actor, letter_id: UUID) -> Letter:
    """One letter. Raises NotFound."""
    letter = visible_to(actor).filter(pk=letter_id).first()
    if letter is None:
        raise NotFound()
    return letter


def batch(actor: Actor, batch_id: UUID) -> Batch:
    """One batch with its size. Raises NotFound."""
    found = batches_visible_to(actor).filter(pk=batch_id).first()
    if found is None:
        raise NotFound()
    return found


def samples(of: Batch) -> list[Letter]:
    """The first, a middle and the last letter of a batch, by address: the same for everyone who reads it."""
    keys = list(of.letters.order_by("to", "id").values_list("pk", flat=True))
    chosen = sorted({0, len(keys) // 2, len(keys) - 1}) if keys else []
    found = of.letters.in_bulk([keys[place] for place in chosen])
    return [found[keys[place]] for place in chosen]


def stuck() -> QuerySet[Letter]:
    """Letters left “being sent”: the sending was interrupted, and the mail server may or may not have taken them."""
    return Letter.objects.filter(state=states.SENDING, sending_at__lt=clock.now() - dt.timedelta(minutes=rules().stuck_minutes))


def is_stuck(letter: Letter) -> bool:
    """Whether this letter was left “being sent”."""
    return (
        letter.state == states.SENDING
        and letter.sending_at is not None
        and letter.sending_at < clock.now() - dt.timedelta(minutes=rules().stuck_minutes)
    )


def due() -> QuerySet[Letter]:
    """Letters that wait and whose time has come, those waiting longest first."""
    return Letter.objects.filter(state=states.QUEUED, due_at__lte=clock.now()).order_by("due_at", "posted_at", "id")


def health() -> Health:
    """How mail flows, in numbers; nothing about anyone."""
    counts = {row["state"]: row["n"] for row in Letter.objects.order_by().values("state").annotate(n=Count("pk"))}
    oldest = due().aggregate(at=Min("due_at"))["at"]
    return Health(
        waiting=counts.get(states.QUEUED, 0),
        came_back=counts.get(states.BOUNCED, 0),
        given_up=counts.get(states.FAILED, 0),
        maybe_sent=stuck().count(),
        oldest_waiting=(clock.now() - oldest).total_seconds() if oldest else None,
    )


def of_person(person_id: UUID) -> QuerySet[Letter]:
    """Every letter to one person: for their own record and for the export of what we hold. The caller has asked a policy."""
    return Letter.objects.filter(person_id=person_id).exclude(state=states.DRAFTED)


def for_the_demonstration() -> QuerySet[Letter]:
    """All letters, secret ones too: the demonstration's people are invented. Raises NotFound anywhere else."""
    if not settings.DEMO_SIGN_IN:
        raise NotFound()
    return Letter.objects.exclude(state=states.DRAFTED)
