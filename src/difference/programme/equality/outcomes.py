"""The one door by which a later stage has outcomes counted by group: it hands over who took part and how it went, and gets no answer back."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from difference.foundations.actors import system
from difference.programme.cohorts.models import Cohort
from difference.programme.equality import commands, fairness, queries
from difference.programme.equality.fairness import Asked
from difference.programme.equality.models import EqualityAnswer, OutcomeCounts
from difference.programme.equality.questions import Question


def wanted(cohort: Cohort) -> bool:
    """Whether outcomes of a cohort can be counted, and have not been: applications have closed, and answers still lead to people."""
    if queries.can_be_changed(cohort) or OutcomeCounts.objects.filter(cohort=cohort).exists():
        return False
    return EqualityAnswer.objects.filter(cohort=cohort, person_id__isnull=False).exists()


def count(cohort: Cohort, ranks: Mapping[UUID, int | None]) -> None:
    """Count by group, and keep what may be told. `ranks`: for everybody who took part, where in their own order they had put what they got.

    The attack takes up to a minute: it runs before the transaction, for a job and not for a page. Raises NotNow for a second time.
    """
    answers = {one.person_id: one for one in EqualityAnswer.objects.filter(cohort=cohort)}
    there = {person: rank for person, rank in ranks.items() if person in answers}
    silent = [rank for person, rank in ranks.items() if person not in answers]
    asked = [
        Asked(
            table.question.key, (*table.question.choices.values(), queries.UNANSWERED),
            [(_group(table.question, answers[person]), rank) for person, rank in there.items()], queries.UNANSWERED, table.published,
        )
        for table in queries.counted(cohort) if not table.question.within
    ]  # fmt: skip
    told = fairness.tell(asked, silent, len(answers)) if ranks else {}
    commands.keep_outcomes(by=system("equality.count-outcomes"), cohort=cohort, told=fairness.as_document(told))


def _group(question: Question, answer: EqualityAnswer) -> str:
    return question.choices.get(getattr(answer, question.key), queries.UNANSWERED)
