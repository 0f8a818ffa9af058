"""Every write to equality monitoring. The audit says that somebody answered; never what, nor which row is theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from difference.errors import BadInput, Conflict, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.records import change
from difference.programme.cohorts.models import Cohort
from difference.programme.equality import queries
from difference.programme.equality.models import EqualityAnswer, OutcomeCounts
from difference.programme.equality.questions import questions
from difference.programme.recruitment.models import Application

# What the audit calls the answers. Their key never stands there: it would lead back to the person after the link is gone.
ANSWERS = "equality.answers"


def _check(values: Mapping[str, str]) -> None:
    wrong: dict[str, list[str]] = {}
    for question in questions():
        choice = values.get(question.key, "")
        if choice and choice not in question.choices:
            wrong[question.key] = ["Choose an answer from the list, or leave it open."]
        elif not question.fits(choice, values):
            wrong[question.key] = ["This does not belong to the group that you chose. Change one of the two, or leave this open."]
    if wrong:
        raise BadInput("The answers cannot be kept as they stand.", fields=wrong)


def _insist_on_open(cohort: Cohort) -> None:
    if not queries.can_be_changed(cohort):
        raise NotNow("Applications have closed, and with them these answers. Nothing was changed.")


@sensitive_variables()
@command
def answer(*, by: Actor, application: Application, values: Mapping[str, str], revision: int) -> None:
    """Keep somebody's answers beside the cohort of their application. Raises BadInput, NotNow after the close, Conflict."""
    allow(by, "equality.answer", application)
    _insist_on_open(application.cohort)
    _check(values)
    kept = {question.key: values.get(question.key, "") for question in questions()}
    present = queries.own(by, application.cohort)
    if present is None:
        try:
            with transaction.atomic():
                EqualityAnswer.objects.create(cohort=application.cohort, person_id=by.person_id, **kept)
        except IntegrityError:
            raise Conflict("You have just answered in another window. Nothing of this page has been saved.") from None
    elif any(getattr(present, name) != value for name, value in kept.items()):
        change(present, revision=revision, values=kept)
    record(by, "equality.answer", ANSWERS, subject=by.person_id)


@command
def erase(*, by: Actor, application: Application) -> None:
    """Erase somebody's own answers for the cohort of their application; a second time changes nothing. Raises NotNow after the close."""
    allow(by, "equality.erase", application)
    _insist_on_open(application.cohort)
    queries.visible_to(by).filter(cohort=application.cohort).delete()
    record(by, "equality.erase", ANSWERS, subject=by.person_id)


@command
def keep_outcomes(*, by: Actor, cohort: Cohort, told: Mapping[str, Any]) -> OutcomeCounts:
    """Keep what may be told of how a cohort’s matching went, by group, once and for all. Raises NotNow for a second time."""
    allow(by, "equality.count-outcomes", cohort)
    try:
        with transaction.atomic():
            made = OutcomeCounts.objects.create(cohort=cohort, counted_on=clock.today(), told=told)
    except IntegrityError:
        raise NotNow("Outcomes of this cohort have been counted. A second count beside the first would tell who came between.") from None
    record(by, "equality.count-outcomes", made, fields=["told"])
    return made


@command
def unlink(*, by: Actor, cohort: Cohort) -> int:
    """Take the link to a person off all answers for a cohort; returns how many had one. Raises NotNow before the day."""
    allow(by, "equality.unlink", cohort)
    if cohort not in queries.to_unlink():
        raise NotNow("The day on which these answers lose their link has not come, or none has one.")
    count = EqualityAnswer.objects.filter(cohort=cohort, person_id__isnull=False).update(person_id=None)
    record(by, "equality.unlink", cohort, fields=["person_id"])
    return count
