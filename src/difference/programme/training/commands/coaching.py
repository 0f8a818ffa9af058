"""Who coaches whom: named and ended by training staff."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.commands.grants import NOBODY
from difference.programme.training import coaches, conflicts
from difference.programme.training import letters_support as letters
from difference.programme.training.models import Coaching, Enrolment
from difference.programme.training.reasons_coaching import ENDED


def _refuse(sentence: str) -> None:
    raise BadInput(sentence, fields={"coach": [sentence]})


def _check(enrolment: Enrolment, coach_id: UUID) -> None:
    """Nobody coaches who judges or employs them, and nobody without a grant that reaches them."""
    if coach_id not in {person.pk for person in coaches.who_could(enrolment)}:
        _refuse("Choose a coach from the list: somebody with a role as coach for this cohort or placement")
    if conflicts.leads_school(coach_id, enrolment):
        _refuse("They lead the school where this participant works, so they cannot coach them. Choose another")
    if conflicts.marks(coach_id, enrolment):
        _refuse("They mark this participant’s work, so they cannot coach them. Choose another")


def _end(by: Actor, coaching: Coaching, reason: str) -> None:
    now, who = clock.now(), by.person_id or NOBODY
    if Coaching.objects.filter(pk=coaching.pk, ends_at=None).update(ends_at=now, ended_by=who, end_reason=reason) != 1:
        raise NotNow("This coaching has ended already.")
    record(by, "training.name-coach", coaching, subject=coaching.enrolment.person_id, fields=["ends_at"], reason=reason)
    for person, path in ((coaching.coach_id, reverse("training:coached")), (coaching.enrolment.person_id, reverse("training:my-coach"))):
        letters.to_person(by=by, person_id=person, kind="coaching_ended", path=path)


@command
def name_coach(*, by: Actor, enrolment: Enrolment, coach_id: UUID) -> Coaching:
    """Name somebody's coach; a coaching that lasts ends with it. Raises BadInput for a conflict, NotNow when it is the same person."""
    allow(by, "training.name-coach", enrolment)
    if enrolment.state not in enrolment.lifecycle.having(running=True):
        raise NotNow("Their studies have ended.")
    # Two who name a coach at once: the second waits here, and sees the first.
    Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    _check(enrolment, coach_id)
    present = Coaching.objects.filter(enrolment=enrolment, ends_at=None).select_related("enrolment").first()
    if present is not None and present.coach_id == coach_id:
        raise NotNow("They coach this participant already.")
    if present is not None:
        _end(by, present, "another-coach")
    try:
        with transaction.atomic():
            made = Coaching.objects.create(enrolment=enrolment, coach_id=coach_id, starts_at=clock.now(), made_by=by.person_id or NOBODY)
    except IntegrityError:
        raise NotNow("Somebody else has just named a coach.") from None
    record(by, "training.name-coach", made, subject=enrolment.person_id, fields=["coach"])
    letters.to_person(by=by, person_id=enrolment.person_id, kind="coach_named", path=reverse("training:my-coach"))
    letters.to_person(by=by, person_id=coach_id, kind="participant_given", path=reverse("training:coached"))
    return made


@command
def end_coaching(*, by: Actor, coaching: Coaching, reason: str) -> Coaching:
    """End a coaching, with a reason from the list; both are told. From then on the coach reads nothing of it."""
    allow(by, "training.name-coach", coaching.enrolment)
    if reason not in ENDED:
        raise BadInput("Choose a reason from the list.", fields={"reason": ["Choose a reason from the list"]})
    _end(by, coaching, reason)
    coaching.refresh_from_db()
    return coaching
