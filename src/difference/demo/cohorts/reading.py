"""Rounds of selection: invented assessors are given applications, say that they know nobody, and score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from difference.demo.cohorts.applying import Applied
from difference.demo.cohorts.cast import Candidate, table
from difference.demo.cohorts.dates import working
from difference.demo.cohorts.staff import Staff
from difference.demo.past import Days
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import criteria
from difference.programme.recruitment.commands import handling, selection_rounds, selection_scores
from difference.programme.recruitment.models import Application, Assessment, SelectionRound
from difference.programme.recruitment.queries import assessing, selection

# How far a reader has come, in order: each does what stands before it too.
GIVEN, DECLARED, DRAFT, SENT = "given", "declared", "draft", "sent"
# The mark at which a reason is middling; and how many days ago the round was planned that is still to come.
MIDDLING, PLANNED = 3, 4


def take_in(days: Days, staff: Staff, applied: Sequence[Applied], day: int) -> None:
    """The recruiter takes applications in for reading, on one morning."""
    with days.on(day, 9):
        for each in applied:
            handling.take_in(by=staff.recruiter, application=present(staff, each))


def present(staff: Staff, each: Applied) -> Application:
    """The application as the recruiter finds it now."""
    return selection.one_application(staff.recruiter, each.application.pk)


def plan(days: Days, staff: Staff, cohort: Cohort, name: str, stage: str, opens: int, closes: int) -> SelectionRound:
    """The recruiter plans a round two days before it opens, or has done so lately."""
    with days.on(max(opens + 2, PLANNED), 15):
        return selection_rounds.plan_round(
            by=staff.recruiter, cohort=cohort, stage=stage, name=name, opens_at=_by(days, opens, 9), closes_at=_by(days, closes, 17),
            criteria_edition=criteria.present().edition,
        )  # fmt: skip


def _by(days: Days, ago: int, hour: int) -> dt.datetime:
    """A moment on that day; one to come never falls on a weekend."""
    return days.ago(ago, hour) if ago >= 0 else days.ago((days.today - working(days.today - dt.timedelta(days=ago))).days, hour)


def read(days: Days, staff: Staff, round_: SelectionRound, each: Applied, readers: Mapping[str, str], opens: int) -> None:
    """Each reader is given the application on the day on which the round opens, and reads in the days after it."""
    with days.on(opens, 11):
        given = {
            key: selection_rounds.give(by=staff.recruiter, round_=round_, application=present(staff, each), assessor_id=_person(staff, key))
            for key in readers
        }
    for place, (key, how_far) in enumerate(readers.items()):
        with days.on(opens - 1 - each.one.chance(f"read {round_.name} {key}").below(4), 19, 5 * place):
            _go(staff.assessors[key], given[key], how_far, each.one, place)


def _person(staff: Staff, key: str) -> Any:
    return staff.assessors[key].person_id


def _go(by: Actor, assessment: Assessment, how_far: str, one: Candidate, place: int) -> None:
    if how_far == GIVEN:
        return
    assessment = assessing.one(by, assessment.pk)
    selection_scores.declare_no_conflict(by=by, assessment=assessment)
    if how_far == DECLARED:
        return
    scores = _scores(one, assessment, place)
    if how_far == DRAFT:
        begun = dict(list(scores.items())[:3])
        selection_scores.save_scores(by=by, assessment=assessment, revision=assessment.revision, given=begun)
    else:
        selection_scores.send_scores(by=by, assessment=assessment, revision=assessment.revision, given=scores)


def _scores(one: Candidate, assessment: Assessment, place: int) -> dict[str, tuple[int | None, str]]:
    """Near the candidate's marks; the second reader is a point away here and there, or two where they are far apart."""
    edition, reasons = criteria.present(), table("voices")["reasons"]
    chance = one.chance(f"scores {assessment.round.name} {place}")
    found: dict[str, tuple[int | None, str]] = {}
    for number, criterion in enumerate(edition.criteria):
        value = one.marks
        if place and one.apart and number == 1:
            value += 2
        elif place and chance.happens(0.3):
            value += chance.one_of((-1, 1))
        value = min(edition.highest, max(edition.lowest, value))
        level = "low" if value < MIDDLING else "middling" if value == MIDDLING else "high"
        found[criterion.key] = (value, chance.one_of(reasons[criterion.key][level]))
    return found
