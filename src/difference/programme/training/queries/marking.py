"""Reading what is to be marked and moderated. Markers and moderators see numbers; who it is stands on no page of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.people.models import Person
from difference.programme.cohorts.models import Cohort
from difference.programme.training.curricula import module_of
from difference.programme.training.models import Mark, ModuleResult, Submission
from difference.programme.training.queries import conflicts, due, reach
from difference.programme.training.queries.results import whole

ALIVE = Q(taken_back_at=None)


@dataclass(frozen=True)
class Work:
    """One piece of work as its marker or moderator sees it: a number, and what was asked. No name, and no time of day that could tell."""

    marking: Mark
    number: str
    module: str
    component: str
    weight: int
    sitting: int


def blind(marking: Mark) -> Work:
    """A marking without whose work it is."""
    result = marking.submission.result
    module = module_of(result)
    part = next(each for each in module.components if each.code == marking.submission.component)
    return Work(marking, result.number, module.title, part.title, part.weight, result.sitting)


def _whole(markings: QuerySet[Mark]) -> QuerySet[Mark]:
    return markings.select_related("submission__result__enrolment__cohort", "submission__document", "moderation")


def visible_to(actor: Actor) -> QuerySet[Mark]:
    """What was given to the actor to mark and has not been taken back; nothing of their own."""
    if actor.person_id is None or not (actor.holds("staff", "training") or actor.holds("staff", "examinations")):
        return Mark.objects.none()
    return _whole(Mark.objects.filter(ALIVE, marker=actor.person_id).exclude(submission__result__enrolment__person=actor.person_id))


def to_mark(actor: Actor) -> list[Work]:
    """What waits for the actor's mark, the longest first."""
    return [blind(one) for one in visible_to(actor).filter(mark=None).order_by("allotted_at", "pk")]


def find(actor: Actor, marking_id: UUID) -> Mark:
    """One piece of work that was given to the actor. Raises NotFound."""
    found = visible_to(actor).filter(pk=marking_id).first()
    if found is None:
        raise NotFound()
    return found


def for_moderation(actor: Actor) -> QuerySet[Mark]:
    """Marks of the actor's cohorts that another gave and that nobody has moderated yet; nothing of their own."""
    if actor.person_id is None:
        return Mark.objects.none()
    found = Mark.objects.filter(ALIVE, reach.of_cohorts(actor, "submission__result__enrolment__"), mark__isnull=False, moderation=None)
    waiting = found.filter(submission__result__state="marked").exclude(marker=actor.person_id)
    return _whole(waiting.exclude(submission__result__enrolment__person=actor.person_id)).order_by("marked_at", "pk")


def to_moderate(actor: Actor) -> list[Work]:
    """The same without whose work it is, and without what the actor has a conflict with."""
    found = for_moderation(actor)
    return [blind(one) for one in found if not conflicts.conflict(actor.person_id, one.submission.result.enrolment)]


def find_to_moderate(actor: Actor, marking_id: UUID) -> Mark:
    """One mark to moderate. Raises NotFound, also once it is moderated and for whoever has a conflict."""
    found = for_moderation(actor).filter(pk=marking_id).first()
    if found is None or conflicts.conflict(actor.person_id, found.submission.result.enrolment):
        raise NotFound()
    return found


@dataclass(frozen=True)
class ToAllot:
    """The work of one module that waits for a marker."""

    module: str
    title: str
    submissions: tuple[Submission, ...]


def at_work(actor: Actor, cohort: Cohort) -> list[ModuleResult]:
    """Results of a cohort that the actor examines, from handed in to moderated."""
    scope = reach.of_cohorts(actor, "enrolment__", ("examinations",))
    found = ModuleResult.objects.filter(scope, enrolment__cohort=cohort).exclude(enrolment__person=actor.person_id)
    return list(whole(found.filter(state__in=("submitted", "marked", "moderated"))).order_by("module", "number"))


def to_allot(actor: Actor, cohort: Cohort) -> list[ToAllot]:
    """Work whose deadline is over and that has no marker, by module."""
    found: dict[str, tuple[str, list[Submission]]] = {}
    for result in at_work(actor, cohort):
        if result.state != "submitted":
            continue
        for one in result.submissions.all():
            if one.superseded_at is None and not one.missing and one.marking is None and clock.now() > due.due_at(result, one.component):
                found.setdefault(result.module, (module_of(result).title, []))[1].append(one)
    return [ToAllot(code, title, tuple(waiting)) for code, (title, waiting) in found.items()]


def given_out(actor: Actor, cohort: Cohort) -> list[Mark]:
    """Work of a cohort that is with a marker, unmarked: what can be taken back."""
    scope = reach.of_cohorts(actor, "submission__result__enrolment__", ("examinations",))
    found = Mark.objects.filter(scope, ALIVE, mark=None, submission__result__enrolment__cohort=cohort)
    return list(_whole(found.exclude(submission__result__enrolment__person=actor.person_id)).order_by("allotted_at", "pk"))


def find_given_out(actor: Actor, marking_id: UUID) -> Mark:
    """One piece of work that is, or was, with a marker, for examinations staff. Raises NotFound."""
    scope = reach.of_cohorts(actor, "submission__result__enrolment__", ("examinations",))
    found = _whole(Mark.objects.filter(scope, pk=marking_id)).first()
    if found is None:
        raise NotFound()
    return found


def names(people: Any) -> dict[UUID, str]:
    """The names of colleagues, by key."""
    return dict(Person.objects.filter(pk__in=list(people)).values_list("pk", "full_name"))
