"""Posting a letter: within another command, in its transaction. It leaves once that is committed."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import transaction

from difference.foundations.actors import Actor
from difference.foundations.mail import addresses, states
from difference.foundations.mail.models import Letter


def first_state() -> str:
    """Where a letter starts: waiting for the mail server, or kept here if there is none."""
    return states.QUEUED if settings.EMAIL_HOST else states.KEPT


def send_soon() -> None:
    """Once the present transaction is committed, ask the worker to deliver what waits."""
    if not settings.EMAIL_HOST:
        return

    def ask() -> None:
        from difference.foundations.mail.tasks import deliver_soon

        deliver_soon()

    # The schedule delivers each minute in any case, so a failure here must not undo what was done.
    transaction.on_commit(ask, robust=True)


def post(*, by: Actor, to: str, kind: str, subject: str, text: str, person_id: UUID | None = None) -> Letter:
    """Put one letter in the outbox. Raises BadInput.

    Not a command: it is called within one, which answers for the policy and for the audit. `kind` is the name under
    which `mail.kinds` knows who may read it; `person_id` is whom it is for, where that is a person.
    """
    letter = Letter.objects.create(
        kind=kind,
        to=addresses.address(to),
        subject=addresses.subject(subject),
        text=addresses.text(text),
        person_id=person_id,
        posted_by=by.person_id,
        state=first_state(),
    )
    send_soon()
    return letter
