"""Reading equality monitoring: one's own answers, and protected counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.methods.disclosure import Published
from difference.programme.cohorts.models import Cohort
from difference.programme.equality.counting import released
from difference.programme.equality.fairness import Line, from_document
from difference.programme.equality.models import EqualityAnswer, OutcomeCounts
from difference.programme.equality.questions import Question, questions, rules

UNANSWERED = "Not answered"


@dataclass(frozen=True)
class Table:
    """One question with what may be shown of its answers."""

    question: Question
    published: Published


def visible_to(actor: Actor) -> QuerySet[EqualityAnswer]:
    """One's own answers, and nobody else's, whatever one's grants."""
    return EqualityAnswer.objects.filter(person_id=actor.person_id) if actor.person_id else EqualityAnswer.objects.none()


def own(actor: Actor, cohort: Cohort) -> EqualityAnswer | None:
    """One's own answers for a cohort."""
    return visible_to(actor).filter(cohort=cohort).first()


def given(person_id: UUID, cohort: Cohort) -> bool:
    """Whether somebody has answered for a cohort: for the task list of their own application."""
    return EqualityAnswer.objects.filter(person_id=person_id, cohort=cohort).exists()


def can_be_changed(cohort: Cohort) -> bool:
    """Whether answers can be given, changed and erased: until applications close."""
    return clock.now() < cohort.closes_at


def unlinked_on(cohort: Cohort) -> dt.date:
    """The day on which the answers for a cohort lose their link to a person."""
    last: dt.date = getattr(cohort, rules().unlink_after)
    return last + dt.timedelta(days=rules().unlink_days)


def to_unlink() -> list[Cohort]:
    """The cohorts whose day has come and whose answers still have their link."""
    linked = Cohort.objects.filter(pk__in=EqualityAnswer.objects.filter(person_id__isnull=False).values("cohort_id"))
    return [cohort for cohort in linked if unlinked_on(cohort) <= clock.today()]


def counted(cohort: Cohort) -> list[Table]:
    """What may be shown of a cohort's answers. Raises NotFound while they can change: two counts would tell who came between."""
    if can_be_changed(cohort):
        raise NotFound("Counts of equality monitoring can be seen once applications have closed.")
    asked = questions()
    published = released(str(cohort.pk), {question.key: _answers(question, cohort) for question in asked})
    return [Table(*pair) for pair in zip(asked, published, strict=True)]


@dataclass(frozen=True)
class Outcomes:
    """What may be told of how a cohort’s matching went, by question."""

    counted_on: dt.date
    tables: list[tuple[Question, list[Line]]]


def outcomes(cohort: Cohort) -> Outcomes | None:
    """The same, once it has been counted."""
    found = OutcomeCounts.objects.filter(cohort=cohort).first()
    if found is None:
        return None
    told = from_document(found.told)
    return Outcomes(found.counted_on, [(question, told.get(question.key, [])) for question in questions() if not question.within])


def _answers(question: Question, cohort: Cohort) -> dict[str, int]:
    rows = EqualityAnswer.objects.filter(cohort=cohort).order_by().values_list(question.key).annotate(Count("pk"))
    found = dict(rows)
    return {**{words: found.get(choice, 0) for choice, words in question.choices.items()}, UNANSWERED: found.get("", 0)}
