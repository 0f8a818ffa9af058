"""What a referee does by their link: save, send, or say that they would rather not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.views.decorators.debug import sensitive_variables

from difference.errors import BadInput, Conflict, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.records import change
from difference.programme.recruitment import letters_references as letters
from difference.programme.recruitment.models import Reference, Testimony
from difference.programme.recruitment.reference_states import can_be_answered
from difference.programme.recruitment.testimony_rules import missing

CHANGED = "This reference was changed in another window after you opened this page. Look at it again before you send it."


def _open(reference: Reference) -> Reference:
    """The reference as it stands now, which staff may have given to another referee meanwhile. Raises NotNow unless it is open."""
    rows = Reference.objects.select_for_update(of=("self",)).select_related("application__cohort", "application__person")
    present = rows.get(pk=reference.pk)
    objection = can_be_answered(present)
    if present.state != "requested" or objection:
        raise NotNow(objection or "This reference has been answered already.")
    return present


@sensitive_variables()
@command
def save_testimony(*, by: Actor, reference: Reference, revision: int, values: Mapping[str, Any]) -> Testimony:
    """Save what a referee has written so far, however unfinished. The same again changes nothing.

    Raises NotNow once it was sent or the link has run out, Conflict when another window saved something else meanwhile.
    """
    allow(by, "recruitment.give-reference", reference)
    reference = _open(reference)
    present = Testimony.objects.select_for_update().get(reference=reference)
    changed = [name for name, value in values.items() if getattr(present, name) != value]
    if changed:
        change(present, revision=revision, values={**values, "saved_at": clock.now()})
    record(by, "recruitment.give-reference", reference, subject=reference.application.person_id, fields=changed, reason="saved")
    return present


@sensitive_variables()
@command
def send_testimony(*, by: Actor, reference: Reference, revision: int) -> Reference:
    """Send what has been saved, once. What speaks against the candidate is made known to safer recruitment, without its words.

    Raises BadInput while something is missing, Conflict when it was changed after the page on which it was checked was opened,
    NotNow when it was sent already or the link has run out.
    """
    allow(by, "recruitment.give-reference", reference)
    reference = _open(reference)
    testimony = Testimony.objects.select_for_update().get(reference=reference)
    lacking = missing(testimony)
    if lacking:
        raise BadInput("The reference has not been sent: something is still missing. What you wrote is kept.", fields=lacking)
    if testimony.revision != revision:
        raise Conflict(CHANGED)
    move(reference, "receive", by=by, values={"received_at": clock.now()}, subject=reference.application.person_id)
    letters.to_referee(by=by, reference=reference, kind=letters.THANKS)
    if testimony.worries:
        letters.tell_safer_recruitment(by=by, reference=reference)
    return reference


@command
def decline_reference(*, by: Actor, reference: Reference, reason: str) -> Reference:
    """The referee would rather not. What they had saved goes; staff see it, the candidate does not."""
    move(
        reference,
        "decline",
        by=by,
        reason=reason,
        values={"declined_at": clock.now(), "decline_reason": reason},
        subject=reference.application.person_id,
    )
    Testimony.objects.filter(reference=reference).delete()
    return reference
