"""What the pages of training are about, loaded within the actor’s reach."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from difference.errors import NotFound
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.training.models import Enrolment, ModuleResult
from difference.programme.training.queries import awards, enrolments, marking, papers, reach, results, withdrawals

cohort = reach.staffed_cohort
examined = reach.examined_cohort
enrolment = enrolments.find
own_result = results.own
own_submission = results.own_submission
own_award = awards.own
to_mark = marking.find
to_moderate = marking.find_to_moderate
given_out = marking.find_given_out
board = papers.find
withdrawal = withdrawals.find


@dataclass(frozen=True)
class Component:
    """One component of one result."""

    result: ModuleResult
    code: str

    @property
    def person_id(self) -> Any:
        """Whose it is."""
        return self.result.person_id


@dataclass(frozen=True)
class BoardDay:
    """One day on which a board of a cohort meets."""

    cohort: Cohort
    on: dt.date


def whose(thing: Any) -> UUID:
    """Whom a thing is about."""
    found: UUID = thing.person_id
    return found


def _component(result: ModuleResult, code: str) -> Component:
    if code not in result.components:
        raise NotFound()
    return Component(result, code)


def own_component(actor: Actor, result_id: UUID, component: str) -> Component:
    """One component of a result of the actor's own."""
    return _component(results.own(actor, result_id), component)


def staffed_component(actor: Actor, result_id: UUID, component: str) -> Component:
    """One component of a result of a cohort that the actor trains or examines."""
    return _component(results.find(actor, result_id), component)


def staffed_enrolment(actor: Actor, enrolment_id: UUID) -> Enrolment:
    """One enrolment of a cohort that the actor trains or examines; one's own is not found here."""
    found = enrolments.find(actor, enrolment_id)
    if found.person_id == actor.person_id or not reach.staffed(actor).filter(pk=found.cohort_id).exists():
        raise NotFound()
    return found


def board_day(actor: Actor, cohort_id: UUID, on: str) -> BoardDay:
    """A day on which a board of an examined cohort meets."""
    found = reach.examined_cohort(actor, cohort_id)
    day = next((each.on for each in found.boards.all() if each.on.isoformat() == on), None)
    if day is None:
        raise NotFound()
    return BoardDay(found, day)


@dataclass(frozen=True)
class ModuleOf:
    """One module of a cohort, for whoever gives out its work."""

    cohort: Cohort
    code: str


def module_of(actor: Actor, cohort_id: UUID, module: str) -> ModuleOf:
    """A module of an examined cohort."""
    return ModuleOf(reach.examined_cohort(actor, cohort_id), module)


def may(actor: Actor, action: str, thing: object = None) -> bool:
    """Whether a page offers an action."""
    return allows(actor, action, thing)
