"""A host school says whether it wants to host."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from difference.errors import BadInput, Conflict, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.records import change
from difference.programme.placement.models import Interest
from difference.programme.placement.models.posts import ANSWERS
from difference.programme.placement.queries.posts import Hosting, interest_of
from difference.programme.placement.reasons import NOT_INTERESTED
from difference.web.components.moments import in_words

NEW = -1
SAID = ("answer", "reason", "most_people")


def _check(answer: str, reason: str, most_people: int | None) -> None:
    if most_people is not None and not 1 <= most_people <= 50:
        raise BadInput("The number of people must be from 1 to 50.", fields={"most_people": ["Enter a number from 1 to 50, or leave it empty"]})
    if answer not in ANSWERS:
        raise BadInput("Choose an answer from the list.", fields={"answer": ["Choose an answer from the list"]})
    if answer == "no" and reason not in NOT_INTERESTED:
        raise BadInput("Choose a reason from the list.", fields={"reason": ["Say why not: choose a reason from the list"]})
    if answer != "no" and reason:
        raise BadInput("Only a no has a reason.", fields={"reason": ["Leave this empty: only a no has a reason"]})


def _words(answer: str, reason: str, most_people: int | None) -> str:
    said = f"{ANSWERS[answer]}: {NOT_INTERESTED[reason]}" if reason else ANSWERS[answer]
    return f"{said}, {most_people} at most" if most_people else said


@command
def state_interest(*, by: Actor, hosting: Hosting, answer: str, reason: str = "", most_people: int | None = None, revision: int = NEW) -> Interest:
    """Say yes, maybe, no with a reason, or already arranged; it can be changed until posts no longer come in.

    `revision` is that of the answer that was looked at, NEW where there was none. Raises BadInput by field, NotNow, Conflict.
    """
    allow(by, "placement.state-interest", hosting)
    _check(answer, reason, most_people)
    closes = hosting.cohort.ranking_closes_at
    if clock.now() >= closes:
        raise NotNow(f"Posts for cohort {hosting.cohort} could come in until {in_words(closes)}. Tell us about the next cohort instead.")
    values = {"answer": answer, "reason": reason, "most_people": most_people, "answered_by": by.person_id, "answered_at": clock.now()}
    present = interest_of(hosting)
    if present is None and revision == NEW:
        try:
            with transaction.atomic():
                present = Interest.objects.create(cohort=hosting.cohort, school=hosting.school, **values)
        except IntegrityError:
            present = interest_of(hosting)
        else:
            record(by, "placement.state-interest", present, fields=list(SAID), reason=reason)
            return present
    if present is None or present.revision != revision:
        there = _words(present.answer, present.reason, present.most_people) if present else "Nothing"
        raise Conflict("Somebody else at your school answered meanwhile.", differences=[("Your answer", _words(answer, reason, most_people), there)])
    changed = change(present, revision=revision, values=values)
    record(by, "placement.state-interest", present, fields=[name for name in changed if name in SAID], reason=reason)
    return present
