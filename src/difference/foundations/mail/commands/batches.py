"""Many letters at once: drafted together, read by a person, then released or discarded together, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.mail import addresses, queries, states
from difference.foundations.mail.commands.posting import first_state, send_soon
from difference.foundations.mail.models import Batch, Letter


@dataclass(frozen=True)
class Draft:
    """One letter of a batch, before it is checked."""

    to: str
    subject: str
    text: str
    person_id: UUID | None = None


@command
def draft_batch(*, by: Actor, kind: str, title: str, letters: Iterable[Draft]) -> Batch:
    """Draft a batch; nothing is sent. Raises BadInput, naming each letter (from 1) that cannot be written."""
    batch = Batch(kind=kind, title=title, drafted_by=by.person_id)
    allow(by, "mail.draft-batch", batch)
    made, wrong = [], {}
    for place, draft in enumerate(letters, start=1):
        try:
            made.append(_letter(batch, draft))
        except BadInput as error:
            wrong[place] = error.sentence
    twice = len(made) - len({(letter.to.lower(), letter.subject, letter.text) for letter in made})
    if wrong or not made or twice:
        raise BadInput(_why(len(wrong), twice), lines=wrong)
    batch.save()
    Letter.objects.bulk_create(made, batch_size=200)
    record(by, "mail.draft-batch", batch)
    return batch


def _why(wrong: int, twice: int) -> str:
    if wrong:
        return f"{wrong} of the letters cannot be written. Nothing was drafted."
    return "The same letter stands in the batch twice. Nothing was drafted." if twice else "There is nobody to write to, so nothing was drafted."


def _letter(batch: Batch, draft: Draft) -> Letter:
    return Letter(
        batch=batch,
        kind=batch.kind,
        to=addresses.address(draft.to),
        subject=addresses.subject(draft.subject),
        text=addresses.text(draft.text),
        person_id=draft.person_id,
        posted_by=batch.drafted_by,
        state=states.DRAFTED,
    )


def _decide(by: Actor, batch: Batch, state: str) -> None:
    decided = Batch.objects.filter(pk=batch.pk, state=states.DRAFTED).update(state=state, decided_at=clock.now(), decided_by=by.person_id)
    if not decided:
        raise NotNow("This batch has already been released or discarded. Nothing more was sent.")


@command
def release_batch(*, by: Actor, batch_id: UUID) -> int:
    """Let a batch go, once; returns how many letters. Raises NotFound, NotAllowed, NotNow (also for a second click)."""
    batch = queries.batch(by, batch_id)
    allow(by, "mail.release-batch", batch)
    _decide(by, batch, states.RELEASED)
    now = clock.now()
    released = Letter.objects.filter(batch=batch, state=states.DRAFTED).update(state=first_state(), posted_at=now, due_at=now)
    record(by, "mail.release-batch", batch)
    send_soon()
    return released


@command
def discard_batch(*, by: Actor, batch_id: UUID) -> int:
    """Decide not to send a batch; returns how many letters. Raises NotFound, NotAllowed, NotNow."""
    batch = queries.batch(by, batch_id)
    allow(by, "mail.discard-batch", batch)
    _decide(by, batch, states.DISCARDED)
    discarded = Letter.objects.filter(batch=batch, state=states.DRAFTED).update(state=states.DISCARDED)
    record(by, "mail.discard-batch", batch)
    return discarded
