"""How somebody comes on: what is due, what was handed in, and the credits that were released."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.methods.awards import Module, Outcome
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.queries import placed
from difference.programme.placement.queries.placed import Placed
from difference.programme.training.curricula import Edition, edition_of
from difference.programme.training.models import Enrolment, ModuleResult, Submission
from difference.programme.training.queries import due, enrolments, outcomes
from difference.programme.training.queries.results import of_enrolment, whole


@dataclass(frozen=True)
class Part:
    """One component of one sitting: what it is, by when, and what stands handed in."""

    result: ModuleResult
    module: Module
    component: str
    title: str
    weight: int
    due_at: dt.datetime
    submission: Submission | None

    @property
    def open(self) -> bool:
        """Whether it waits to be handed in."""
        return self.submission is None and self.result.state == "not_started"

    @property
    def late(self) -> bool:
        """Whether it is overdue."""
        return self.open and clock.now() > self.due_at

    @property
    def lost(self) -> bool:
        """Whether it is not taken any more, not even late."""
        return self.open and clock.now() > due.taken_until(self.result, self.component)


def parts_of(edition: Edition, result: ModuleResult) -> list[Part]:
    """The components that a sitting asks for, in the curriculum's order."""
    module = edition.curriculum.module[result.module]
    stands = {one.component: one for one in result.submissions.all() if one.superseded_at is None}
    return [
        Part(result, module, part.code, part.title, part.weight, due.due_at(result, part.code), stands.get(part.code))
        for part in module.components
        if part.code in result.components
    ]


@dataclass(frozen=True)
class Progress:
    """Everything about one enrolment that its participant may know."""

    enrolment: Enrolment
    edition: Edition
    results: tuple[ModuleResult, ...]
    parts: tuple[Part, ...]
    outcome: Outcome

    @property
    def due(self) -> list[Part]:
        """What waits to be handed in, the next first; nothing while studies are paused or over."""
        waiting = [part for part in self.parts if part.open and not part.lost]
        return sorted(waiting, key=lambda part: part.due_at) if self.enrolment.state == "active" else []

    @property
    def total(self) -> int:
        """The credits that the whole leads to."""
        return self.edition.curriculum.awards[-1].credits


def _progress(enrolment: Enrolment, results: list[ModuleResult]) -> Progress:
    edition = edition_of(enrolment)
    for one in results:
        one.enrolment = enrolment
    order = [module.code for module in edition.curriculum.modules]
    results = sorted(results, key=lambda one: (order.index(one.module), one.sitting))
    parts = tuple(part for one in results for part in parts_of(edition, one))
    return Progress(enrolment, edition, tuple(results), parts, outcomes.standing(enrolment, results, outcomes.RELEASED).outcome)


def of(enrolment: Enrolment) -> Progress:
    """How one enrolment comes on. The caller has asked a policy of its own. Raises NotNow when its edition is gone."""
    due.look_up_extensions([enrolment])
    return _progress(enrolment, of_enrolment(enrolment))


@dataclass(frozen=True)
class Person:
    """One participant on the page of a cohort."""

    progress: Progress
    placement: Placed
    states: Counter[str]

    @property
    def late(self) -> list[Part]:
        """What is overdue."""
        return [part for part in self.progress.parts if part.late] if self.progress.enrolment.state == "active" else []

    @property
    def flag(self) -> str:
        """What training staff must look at because placement and studies no longer fit; nothing follows from it by itself."""
        enrolment = self.progress.enrolment
        if self.placement.over and enrolment.state in enrolment.lifecycle.having(running=True):
            return f"Their placement is {self.placement.words}. Decide with them whether they go on."
        if self.placement.state == "started" and enrolment.state == "enrolled":
            return "Their placement has started and their studies have not."
        return ""


def of_cohort(actor: Actor, cohort: Cohort) -> list[Person]:
    """Everybody in a cohort that the actor trains or examines, by name."""
    found = enrolments.of_cohort(actor, cohort)
    held: dict[UUID, list[ModuleResult]] = {}
    for one in whole(ModuleResult.objects.filter(enrolment__in=found)):
        held.setdefault(one.enrolment_id, []).append(one)
    due.look_up_extensions(found)
    places = placed.by_key(enrolment.placement_id for enrolment in found)
    made = []
    for enrolment in found:
        progress = _progress(enrolment, held.get(enrolment.pk, []))
        made.append(Person(progress, places[enrolment.placement_id], Counter(one.state for one in progress.results)))
    return made


def missing(people: list[Person]) -> list[Part]:
    """What can be noted as not handed in: overdue beyond what is taken late."""
    return [part for one in people for part in one.progress.parts if part.lost and one.progress.enrolment.state in ("active", "withdrawn")]
