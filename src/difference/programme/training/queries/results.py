"""Reading results and the work handed in: one's own, and those of one's cohorts."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from difference.errors import NotFound
from difference.foundations.actors import Actor
from difference.programme.training.models import Enrolment, Mark, ModuleResult, Submission
from difference.programme.training.queries import reach

MARKINGS = Prefetch("markings", Mark.objects.select_related("moderation"))
WORK = Prefetch("submissions", Submission.objects.prefetch_related(MARKINGS).select_related("result__enrolment__cohort"))


def whole(results: QuerySet[ModuleResult]) -> QuerySet[ModuleResult]:
    """With all that a page or a calculation needs of them."""
    return results.select_related("enrolment__cohort", "enrolment__person", "decision__board").prefetch_related(WORK)


def visible_to(actor: Actor) -> QuerySet[ModuleResult]:
    """Their own to anyone, those of their cohorts to training and examinations staff. Marks are shown to neither before release."""
    if actor.person_id is None:
        return ModuleResult.objects.none()
    scope = Q(enrolment__person_id=actor.person_id) | reach.of_cohorts(actor, "enrolment__")
    return whole(ModuleResult.objects.filter(scope))


def find(actor: Actor, result_id: UUID) -> ModuleResult:
    """One result. Raises NotFound."""
    found = visible_to(actor).filter(pk=result_id).first()
    if found is None:
        raise NotFound()
    return found


def own(actor: Actor, result_id: UUID) -> ModuleResult:
    """One result of the actor's own. Raises NotFound."""
    found = find(actor, result_id)
    if found.person_id != actor.person_id:
        raise NotFound()
    return found


def own_submission(actor: Actor, submission_id: UUID) -> Submission:
    """One piece of work that the actor handed in. Raises NotFound."""
    mine = Submission.objects.filter(result__enrolment__person_id=actor.person_id, missing=False) if actor.person_id else Submission.objects.none()
    found = mine.filter(pk=submission_id).select_related("result__enrolment__cohort", "document").first()
    if found is None:
        raise NotFound()
    return found


def of_enrolment(enrolment: Enrolment) -> list[ModuleResult]:
    """Every result of an enrolment, with its work. The caller has asked a policy of its own."""
    return list(whole(ModuleResult.objects.filter(enrolment=enrolment)))
