"""The register of a session, taken whole or not at all, and put right later; and that somebody looked into absences."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from difference.errors import BadInput, Conflict, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.commands.grants import NOBODY
from difference.foundations.records import change
from difference.programme.training.guards_sessions import register_open
from difference.programme.training.models import Attendance, Enrolment, FollowUp, Session
from difference.programme.training.queries import sessions
from difference.programme.training.reasons_sessions import ABSENT, ABSENT_BECAUSE, EXPECTED, FOLLOWED_UP, STANDINGS, words_of

Given = Mapping[UUID, tuple[str, str]]


def _check(present: list[Attendance], given: Given) -> None:
    wrong: dict[str, list[str]] = {}
    for one in present:
        standing, reason = given.get(one.enrolment_id, ("", ""))
        if standing not in STANDINGS or standing == EXPECTED:
            wrong[str(one.enrolment_id)] = [f"Say whether {one.enrolment.person} was there"]
        elif standing == ABSENT and reason not in ABSENT_BECAUSE:
            wrong[f"{one.enrolment_id}_reason"] = [f"Say why {one.enrolment.person} was absent, or that you have not heard"]
        elif standing != ABSENT and reason:
            wrong[f"{one.enrolment_id}_reason"] = ["Leave this empty: only somebody absent has a reason"]
    if set(given) - {one.enrolment_id for one in present}:
        wrong["register"] = ["Somebody in what was sent is not in the register"]
    if wrong:
        raise BadInput("The register has not been saved: it is taken for everybody at once.", fields=wrong)


def _conflict(session: Session, given: Given) -> Conflict:
    rows = []
    for one in sessions.register_of(session):
        yours, there = words_of(*given[one.enrolment_id]) if one.enrolment_id in given else "", words_of(one.standing, one.reason)
        if yours != there:
            rows.append((one.enrolment.person.full_name, yours, there))
    return Conflict("Somebody else changed the session or its register meanwhile.", differences=rows)


@command
def take_register(*, by: Actor, session: Session, revision: int, given: Given) -> int:
    """Note for everybody at once who attended, was absent with a reason, or was excused; returns for how many that is new.

    `given` has a standing and a reason by enrolment. Raises BadInput by enrolment, NotNow before it began, Conflict.
    """
    allow(by, "training.take-register", session)
    objection = register_open(session)
    if objection:
        raise NotNow(objection)
    present = sessions.register_of(session)
    now, who, changed = clock.now(), by.person_id or NOBODY, 0
    _check(present, given)
    try:
        change(session, revision=revision, values={"register_taken_at": now})
    except Conflict:
        raise _conflict(session, given) from None
    for one in present:
        standing, reason = given[one.enrolment_id]
        if (one.standing, one.reason) == (standing, reason):
            continue
        Attendance.objects.filter(pk=one.pk).update(standing=standing, reason=reason, recorded_at=now, recorded_by=who)
        why = "noted" if one.standing == EXPECTED else "put-right"
        record(by, "training.take-register", session, subject=one.enrolment.person_id, fields=["standing", "reason"], reason=why)
        changed += 1
    record(by, "training.take-register", session, fields=["register_taken_at"])
    return changed


@command
def follow_up(*, by: Actor, enrolment: Enrolment, outcome: str) -> FollowUp:
    """Note that one looked into somebody's absences, and what came of it. Raises NotNow when there is nothing to look into."""
    allow(by, "training.follow-up", enrolment)
    if outcome not in FOLLOWED_UP:
        raise BadInput("Choose what came of it.", fields={"outcome": ["Choose what came of it from the list"]})
    # Two who note the same at once: the second waits here, and sees the first.
    Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    if enrolment.pk not in sessions.missed([enrolment]):
        raise NotNow("Nothing waits here: somebody may have looked into it already.")
    made = FollowUp.objects.create(enrolment=enrolment, outcome=outcome, noted_at=clock.now(), noted_by=by.person_id or NOBODY)
    record(by, "training.follow-up", made, subject=enrolment.person_id, fields=["outcome"], reason=outcome)
    return made
