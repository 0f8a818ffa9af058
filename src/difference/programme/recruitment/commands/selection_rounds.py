"""Planning rounds of selection, and giving applications to assessors."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.records import change
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import criteria, letters_selection, sharing
from difference.programme.recruitment.commands.adding_up import add_up, add_up_all
from difference.programme.recruitment.models import Application, Assessment, SelectionRound
from difference.programme.recruitment.models.selection import STAGES
from difference.programme.recruitment.queries import assessors, selection
from difference.programme.recruitment.queries.reach import who
from difference.programme.recruitment.states import STATE_OF_STAGE

LONGEST_NAME = 60
NAMED_ALREADY = "There is a round of this name in the cohort already."


@dataclass(frozen=True)
class Shared:
    """What came of sharing out: how many were given, to how many assessors, and how many readers are still short."""

    given: int
    people: int
    short: int


def _check(name: str, opens_at: dt.datetime, closes_at: dt.datetime) -> None:
    wrong: dict[str, list[str]] = {}
    if not name or len(name) > LONGEST_NAME:
        wrong["name"] = [f"Give the round a name of at most {LONGEST_NAME} letters."]
    if closes_at <= opens_at:
        wrong["closes_at"] = ["The round must close after it opens."]
    if wrong:
        raise BadInput("The round cannot be planned as it stands.", fields=wrong)


@command
def plan_round(
    *, by: Actor, cohort: Cohort, stage: str, name: str, opens_at: dt.datetime, closes_at: dt.datetime, criteria_edition: str
) -> SelectionRound:
    """Plan a round of a cohort. Raises BadInput by field."""
    allow(by, "recruitment.plan-rounds")
    name = name.strip()
    _check(name, opens_at, closes_at)
    if closes_at <= clock.now():
        raise BadInput("The round would be over.", fields={"closes_at": ["The round must close in the future."]})
    if stage not in STAGES or criteria_edition not in criteria.editions():
        raise BadInput("Choose from the lists.", fields={"stage" if stage not in STAGES else "criteria_edition": ["Choose one from the list."]})
    try:
        with transaction.atomic():
            made = SelectionRound.objects.create(
                cohort=cohort, stage=stage, name=name, opens_at=opens_at, closes_at=closes_at, criteria_edition=criteria_edition
            )
    except IntegrityError:
        raise BadInput(NAMED_ALREADY, fields={"name": [NAMED_ALREADY]}) from None
    record(by, "recruitment.plan-rounds", made, fields=["cohort", "stage", "name", "opens_at", "closes_at", "criteria_edition"])
    return made


@command
def change_round(*, by: Actor, round_: SelectionRound, revision: int, name: str, opens_at: dt.datetime, closes_at: dt.datetime) -> SelectionRound:
    """Change a round's name or dates. Raises BadInput by field, and Conflict when somebody else changed it first."""
    allow(by, "recruitment.plan-rounds")
    name = name.strip()
    _check(name, opens_at, closes_at)
    try:
        with transaction.atomic():
            changed = change(round_, revision=revision, values={"name": name, "opens_at": opens_at, "closes_at": closes_at})
    except IntegrityError:
        raise BadInput(NAMED_ALREADY, fields={"name": [NAMED_ALREADY]}) from None
    record(by, "recruitment.plan-rounds", round_, fields=changed)
    return round_


def _insist_on_time(round_: SelectionRound) -> None:
    if round_.closes_at <= clock.now():
        raise NotNow("This round has closed. Move its closing date first if somebody is still to read.")


def _assign(by: Actor, round_: SelectionRound, pairs: Iterable[tuple[Application, UUID]]) -> list[Assessment]:
    made = [Assessment(round=round_, application=application, assessor_id=person, assigned_by=who(by)) for application, person in pairs]
    Assessment.objects.bulk_create(made, batch_size=200)
    add_up(round_, (one.application_id for one in made))
    for one in made:
        record(by, "recruitment.give", one, subject=one.application.person_id, fields=["assessor_id"])
    for person, number in sorted(Counter(one.assessor_id for one in made).items(), key=str):
        letters_selection.tell_assessor(by=by, person_id=person, round_=round_, number=number)
    return made


@command
def share_out(*, by: Actor, round_: SelectionRound) -> Shared:
    """Give every application of a round the readers that it lacks: by lot, evenly, never where there is a conflict.

    Raises NotNow once the round has closed, and when somebody else shares out at the same moment.
    """
    allow(by, "recruitment.plan-rounds")
    _insist_on_time(round_)
    # Whoever comes second waits here, and then finds nothing left of what they saw.
    if SelectionRound.objects.filter(pk=round_.pk, revision=round_.revision).update(revision=round_.revision + 1) != 1:
        raise NotNow("Somebody else has just shared out or changed this round. Look again.")
    add_up_all(round_)
    lacking = selection.lacking(round_)
    applications = {one.application.pk: one.application for one in lacking}
    people = assessors.for_cohort(round_.cohort_id)
    dealt = sharing.share(
        {one.application.pk: one.to_give for one in lacking},
        [one.person_id for one in people],
        barred=frozenset(assessors.barred(round_, applications.values(), people)),
        load={one.assessor.person_id: one.given for one in assessors.loads(round_)},
        seed=round_.seed,
    )
    made = _assign(by, round_, [(applications[key], person) for key, given in dealt.given.items() for person in given])
    record(by, "recruitment.plan-rounds", round_, fields=["assessments"])
    return Shared(len(made), len({one.assessor_id for one in made}), sum(dealt.short.values()))


@command
def give(*, by: Actor, round_: SelectionRound, application: Application, assessor_id: UUID) -> Assessment:
    """Give one application to one assessor by hand, a third reader among them. Raises BadInput when they must not have it."""
    allow(by, "recruitment.give", application)
    _insist_on_time(round_)
    if application.state != STATE_OF_STAGE[round_.stage]:
        raise NotNow(f"This application is {application.lifecycle.state(application.state).words} now, so nobody can be given it in this round.")
    people = {one.person_id: one for one in assessors.for_cohort(round_.cohort_id)}
    if assessor_id not in people:
        raise BadInput("Choose an assessor from the list.", fields={"assessor": ["Choose an assessor from the list."]})
    why_not = assessors.barred(round_, [application], [people[assessor_id]]).get((application.pk, assessor_id))
    if why_not:
        raise BadInput(why_not, fields={"assessor": [f"Choose somebody else. {why_not}"]})
    try:
        with transaction.atomic():
            return _assign(by, round_, [(application, assessor_id)])[0]
    except IntegrityError:
        raise NotNow("They have just been given this application.") from None


@command
def take_back(*, by: Actor, assessment: Assessment) -> None:
    """Take an application back from an assessor who has not sent their scores. Raises NotNow when they have."""
    allow(by, "recruitment.give", assessment)
    subject = assessment.application.person_id
    if Assessment.objects.filter(pk=assessment.pk, submitted_at=None).delete()[0] == 0:
        raise NotNow("They have sent their scores already, so it cannot be taken back.")
    add_up(assessment.round, [assessment.application_id])
    record(by, "recruitment.give", assessment, subject=subject, fields=["assessor_id"], reason="taken-back")
