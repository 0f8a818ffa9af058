"""Reading cases of extenuating circumstances. The core asks here for extensions and first sittings; nobody reads words here but `words_of`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from difference.errors import NotFound
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.training.models import CasePart, CaseWords, Enrolment, ExtenuatingCase
from difference.programme.training.queries import reach

EXTENSION, FIRST_SITTING = "extension", "first_sitting"
OUTCOMES_OF_STATE = {"submitted": "waiting to be decided", "refused": "not granted"}


@dataclass(frozen=True)
class Outcome:
    """What came of a case for one component, and nothing of why."""

    module: str
    component: str
    state: str
    outcome: str
    extended_to: dt.datetime | None


def _granted(enrolment: Enrolment, module: str, component: str, outcome: str) -> QuerySet[CasePart]:
    return CasePart.objects.filter(case__enrolment=enrolment, module=module, component=component, case__state="granted", case__outcome=outcome)


def extended_to(enrolment: Enrolment, module: str, component: str) -> dt.datetime | None:
    """The new deadline that a component was given, if it was."""
    found: dt.datetime | None = _granted(enrolment, module, component, EXTENSION).aggregate(latest=Max("case__extended_to"))["latest"]
    return found


def stands_as_first(enrolment: Enrolment, module: str, component: str) -> bool:
    """Whether the next sitting of a component stands as a first one, without a cap."""
    return _granted(enrolment, module, component, FIRST_SITTING).exists()


def outcomes(enrolment: Enrolment) -> list[Outcome]:
    """What a board sees: for which component something was asked, and what was decided."""
    parts = CasePart.objects.filter(case__enrolment=enrolment).exclude(case__state__in=("draft", "withdrawn")).select_related("case")
    return [Outcome(part.module, part.component, part.case.state, part.case.outcome, part.case.extended_to) for part in parts]


def visible_to(actor: Actor) -> QuerySet[ExtenuatingCase]:
    """Their own to anyone; those that were sent, to the examinations staff of their cohort."""
    if actor.person_id is None:
        return ExtenuatingCase.objects.none()
    examined = reach.of_cohorts(actor, "enrolment__", ("examinations",)) & ~Q(state="draft")
    found = ExtenuatingCase.objects.filter(Q(enrolment__person=actor.person_id) | examined)
    return found.select_related("enrolment__person", "enrolment__cohort").prefetch_related("parts")


def find(actor: Actor, case_id: UUID) -> ExtenuatingCase:
    """One case. Raises NotFound."""
    found = visible_to(actor).filter(pk=case_id).first()
    if found is None:
        raise NotFound()
    return found


def own(actor: Actor) -> list[ExtenuatingCase]:
    """The actor's own cases, the newest first."""
    return list(visible_to(actor).filter(enrolment__person=actor.person_id).order_by("-started_at"))


def queue(actor: Actor) -> list[ExtenuatingCase]:
    """What examinations staff have before them, what waits first; never their own."""
    found = visible_to(actor).exclude(enrolment__person=actor.person_id).exclude(state="withdrawn")
    return sorted(found, key=lambda case: (case.state != "submitted", case.submitted_at))


def waiting(actor: Actor) -> int:
    """How many cases wait that this actor may decide."""
    return sum(case.state == "submitted" and allows(actor, "training.decide-case", case) for case in queue(actor)) if actor.holds("staff") else 0


def words_of(actor: Actor, case: ExtenuatingCase) -> CaseWords | None:
    """What was written, if it is still there. Raises NotFound unless the actor may read it."""
    if not allows(actor, "training.read-case", case):
        raise NotFound()
    return CaseWords.objects.filter(case=case).first()


def extensions(actor: Actor, cohort: Cohort) -> list[CasePart]:
    """The deadlines that were extended in a cohort that the actor trains or examines, without why; by name."""
    found = CasePart.objects.filter(
        reach.of_cohorts(actor, "case__enrolment__"), case__enrolment__cohort=cohort, case__state="granted", case__outcome=EXTENSION
    )
    return list(found.select_related("case__enrolment__person").order_by("case__enrolment__person__full_name", "case__extended_to"))
