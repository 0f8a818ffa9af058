"""What staff note about a reference that has come: that somebody has opened it, and that it was checked by telephone."""

from __future__ import annotations

import datetime as dt

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.programme.recruitment.models import Reference
from difference.programme.recruitment.models.references import NUMBERS
from difference.programme.recruitment.queries import references as queries
from difference.web.components.moments import in_words


@command
def note_read(*, by: Actor, reference: Reference) -> None:
    """Note who of the staff was the first to open a reference."""
    allow(by, "recruitment.read-reference", reference)
    Reference.objects.filter(pk=reference.pk, state="received", read_at=None).update(read_at=clock.now(), read_by=by.person_id)
    record(by, "recruitment.read-reference", reference, subject=reference.application.person_id, fields=["read_at"])


def earliest_call(reference: Reference) -> dt.date:
    """The day on which it came: before that there was nothing to check."""
    return clock.in_london(reference.received_at).date() if reference.received_at else clock.today()


def _check(reference: Reference, on: dt.date, how: str) -> None:
    wrong: dict[str, list[str]] = {}
    first = earliest_call(reference)
    if on > clock.today():
        wrong["on"] = ["The day of the call cannot be in the future."]
    elif on < first:
        wrong["on"] = [f"The reference came on {in_words(first)}: give the day on which you rang after that."]
    if how not in NUMBERS:
        wrong["how"] = ["Say which number you rang."]
    if wrong:
        raise BadInput("This cannot be noted as it stands.", fields=wrong)


@command
def verify_reference(*, by: Actor, reference: Reference, on: dt.date, how: str) -> Reference:
    """Note that the referee has confirmed by telephone that the reference is theirs. One that says something against the
    candidate is for safer recruitment alone to note. The same again by the same person changes nothing.
    """
    action = "recruitment.verify-worrying-reference" if queries.worrying(reference) else "recruitment.verify-reference"
    allow(by, action, reference)
    if reference.state != "received":
        raise NotNow("There is nothing to check yet: the reference has not come.")
    _check(reference, on, how)
    waiting = Reference.objects.filter(pk=reference.pk, state="received", verified_at=None)
    values = {"verified_on": on, "verified_how": how, "verified_at": clock.now(), "verified_by": by.person_id}
    if waiting.update(**values) != 1:
        present = Reference.objects.get(pk=reference.pk)
        if (present.verified_by, present.verified_on, present.verified_how) != (by.person_id, on, how):
            raise NotNow("Somebody has noted this already. Nothing was changed.")
    record(by, action, reference, subject=reference.application.person_id, fields=list(values))
    reference.refresh_from_db()
    return reference


@command
def undo_verification(*, by: Actor, reference: Reference) -> Reference:
    """Take back that a reference was checked by telephone: it was noted by mistake, or something has come up."""
    action = "recruitment.verify-worrying-reference" if queries.worrying(reference) else "recruitment.verify-reference"
    allow(by, action, reference)
    values = {"verified_on": None, "verified_how": "", "verified_at": None, "verified_by": None}
    if Reference.objects.filter(pk=reference.pk, verified_at__isnull=False).update(**values) != 1:
        raise NotNow("This is not noted as checked, or no longer.")
    record(by, action, reference, subject=reference.application.person_id, fields=list(values), reason="undone")
    reference.refresh_from_db()
    return reference
