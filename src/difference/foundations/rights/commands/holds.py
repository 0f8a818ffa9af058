"""Placing and lifting holds."""

from __future__ import annotations

import datetime as dt

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.models import Person
from difference.foundations.rights.models import Hold
from difference.foundations.rights.reasons import HOLD_REASONS, HOLDS, LIFT_REASONS


def _check(kind: str, reason: str, review_on: dt.date) -> None:
    wrong: dict[str, list[str]] = {}
    if kind not in HOLDS:
        wrong["kind"] = ["Choose what kind of hold it is."]
    if reason not in HOLD_REASONS:
        wrong["reason"] = ["Choose a reason from the list."]
    if review_on <= clock.today():
        wrong["review_on"] = ["Give a day in the future on which you look at it again."]
    if wrong:
        raise BadInput("The hold cannot be placed as it stands.", fields=wrong)


@command
def place_hold(*, by: Actor, person: Person, kind: str, reason: str, review_on: dt.date) -> Hold:
    """Keep a person's data from erasure. Raises NotNow when they have been erased, or the same hold stands."""
    allow(by, "rights.place-hold", person)
    _check(kind, reason, review_on)
    # An erasure takes the same lock, so that the two never pass each other.
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erased_at:
        raise NotNow("This person has been erased already.")
    if by.person_id is None or Hold.objects.filter(person=person, kind=kind, reason=reason, lifted_at=None).exists():
        raise NotNow("The same hold stands already.")
    made = Hold.objects.create(person=person, kind=kind, reason=reason, placed_at=clock.now(), placed_by=by.person_id, review_on=review_on)
    # Without a subject: the person's own record shows what is about them, and this is not for them to see.
    record(by, "rights.place-hold", made, fields=["kind", "reason", "review_on"], reason=reason)
    return made


@command
def lift_hold(*, by: Actor, hold: Hold, reason: str) -> Hold:
    """Lift a hold. Raises NotNow when it has been lifted already."""
    allow(by, "rights.lift-hold", hold)
    if reason not in LIFT_REASONS:
        raise BadInput("Choose a reason from the list.", fields={"reason": ["Choose a reason from the list."]})
    values = {"lifted_at": clock.now(), "lifted_by": by.person_id, "lift_reason": reason}
    if Hold.objects.filter(pk=hold.pk, lifted_at=None).update(**values) != 1:
        raise NotNow("This hold has been lifted already.")
    record(by, "rights.lift-hold", hold, fields=list(values), reason=reason)
    hold.refresh_from_db()
    return hold
