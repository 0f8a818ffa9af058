"""Giving work to markers, marking it blind, and moderating by another person."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from difference.errors import BadInput, NotAllowed, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.commands.grants import NOBODY
from difference.foundations.records import change
from difference.methods.awards.rounding import exact_mark
from difference.programme.training.commands.handing_in import locked
from difference.programme.training.criteria import criteria
from difference.programme.training.models import Mark, Moderation, Submission
from difference.programme.training.queries import conflicts, due
from difference.programme.training.reasons import CHANGED_MARK
from difference.programme.training.rules import rules
from difference.web.components.moments import in_words

LONGEST = 12_000


@command
def allot(*, by: Actor, submission: Submission, marker: UUID) -> Mark:
    """Give one piece of work to a marker without a conflict. Raises BadInput for somebody who cannot mark it, NotNow by the clock or the state."""
    result = locked(submission.result)
    allow(by, "training.allot", submission)
    submission = Submission.objects.select_related("result__enrolment__cohort").get(pk=submission.pk)
    if submission.missing or submission.superseded_at or result.state != "submitted":
        raise NotNow("There is nothing to mark here, or not all of the module has been handed in.")
    closes = due.due_at(result, submission.component)
    if clock.now() <= closes:
        raise NotNow(f"It can still be replaced until {in_words(closes)}. Marking begins after that.")
    if marker not in conflicts.markers(result.enrolment.cohort_id):
        raise BadInput("Choose a marker from the list.", fields={"marker": ["Choose a marker from the list"]})
    objection = conflicts.conflict(marker, result.enrolment)
    if objection:
        raise BadInput("They cannot mark this.", fields={"marker": [f"They cannot mark {result.number}. {objection}"]})
    try:
        with transaction.atomic():
            made = Mark.objects.create(submission=submission, marker=marker, allotted_by=by.person_id or NOBODY, allotted_at=clock.now())
    except IntegrityError:
        raise NotNow("This has been given to a marker already.") from None
    record(by, "training.allot", made, subject=result.person_id, fields=["marker"])
    return made


@command
def take_back(*, by: Actor, marking: Mark) -> Mark:
    """Take work back from a marker who has not marked it, so that another can be given it."""
    allow(by, "training.allot", marking)
    return _take_back(by, marking, "training.allot", conflict=False)


@command
def declare_conflict(*, by: Actor, marking: Mark) -> Mark:
    """The marker knows whose work it is, or is close to them: it goes back, unmarked."""
    allow(by, "training.mark", marking)
    return _take_back(by, marking, "training.mark", conflict=True)


def _take_back(by: Actor, marking: Mark, action: str, *, conflict: bool) -> Mark:
    if marking.mark is not None or marking.taken_back_at:
        raise NotNow("It has been marked, or taken back already.")
    change(marking, revision=marking.revision, values={"taken_back_at": clock.now(), "conflict": conflict})
    record(by, action, marking, subject=marking.person_id, fields=["taken_back_at"], reason="conflict" if conflict else "")
    return marking


def read_mark(given: object) -> Decimal:
    """A mark from 0 to 100 with at most two places. Raises BadInput."""
    try:
        return exact_mark(given)
    except ValueError as error:
        raise BadInput("This is not a mark.", fields={"mark": [str(error)]}) from None


def _read_feedback(feedback: Mapping[str, str]) -> dict[str, str]:
    wrong, kept = {}, {}
    for one in criteria():
        text = str(feedback.get(one.key, "")).strip()
        if not text or len(text) > LONGEST or len(text.split()) > rules().feedback_words or "\0" in text:
            wrong[one.key] = [f"Write to “{one.title}”, at most {rules().feedback_words:,} words"]
        kept[one.key] = text
    if wrong:
        raise BadInput("Feedback is missing, or too long.", fields=wrong)
    return kept


@command
def give_mark(*, by: Actor, marking: Mark, mark: object, feedback: Mapping[str, str], no_conflict: bool, revision: int) -> Mark:
    """Mark a piece of work, with feedback to each criterion and the declaration that there is no conflict; once.

    Raises BadInput by field, NotNow when it is marked or taken back, Conflict when it was changed meanwhile.
    """
    result = locked(marking.submission.result)
    allow(by, "training.mark", marking)
    value, words = read_mark(mark), _read_feedback(feedback)
    if not no_conflict:
        raise BadInput("Declare that you have no conflict.", fields={"no_conflict": ["Tick this, or hand the work back"]})
    if conflicts.conflict(by.person_id, result.enrolment):
        raise NotAllowed("You cannot mark this: hand it back as a conflict.")
    if marking.mark is not None or marking.taken_back_at or result.state != "submitted":
        raise NotNow("This has been marked, or taken back.")
    change(
        marking, revision=revision, values={"mark": value, "feedback": words, "no_conflict": True, "marked_at": clock.now()}
    )  # fmt: skip
    record(by, "training.mark", marking, subject=result.person_id, fields=["mark", "feedback", "no_conflict"])
    if not result.lifecycle.move("mark").guard(result):
        move(result, "mark", by=by, subject=result.person_id)
    return marking


@command
def moderate(*, by: Actor, marking: Mark, mark: object = None, reason: str = "") -> Moderation:
    """Agree with a mark, or change it with a reason from the list. Raises NotAllowed for the marker, and for whoever has a conflict."""
    result = locked(marking.submission.result)
    if marking.marker == by.person_id:
        raise NotAllowed("This is your own mark. Somebody else has to moderate it.")
    allow(by, "training.moderate", marking)
    if conflicts.conflict(by.person_id, result.enrolment):
        raise NotAllowed("You have a conflict of interest with this work. Somebody else has to moderate it.")
    if marking.mark is None or marking.taken_back_at or result.state != "marked":
        raise NotNow("This is not waiting for moderation.")
    value = marking.mark if mark is None else read_mark(mark)
    changed = value != marking.mark
    if changed and reason not in CHANGED_MARK:
        raise BadInput("Choose a reason from the list.", fields={"reason": ["Say why you change the mark: choose a reason from the list"]})
    try:
        with transaction.atomic():
            made = Moderation.objects.create(
                marking=marking, marker=marking.marker, moderator=by.person_id or NOBODY, mark=value, changed=changed,
                reason=reason if changed else "", moderated_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise NotNow("Somebody has moderated this already.") from None
    # Whether it was changed, and why, stands with the moderation: the audit is open to the participant before release.
    record(by, "training.moderate", marking, subject=result.person_id, fields=["mark"])
    if not result.lifecycle.move("moderate").guard(result):
        move(result, "moderate", by=by, subject=result.person_id)
    return made
