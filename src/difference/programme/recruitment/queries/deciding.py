"""Everybody of a cohort in one state, in order of their last scores, for deciding about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, F, FilteredRelation, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import criteria, scoring
from difference.programme.recruitment.models import Application, SelectionRound, Standing
from difference.programme.recruitment.queries import decisions, selection
from difference.programme.recruitment.queries.reach import cohorts, who
from difference.programme.recruitment.queries.sight import Sight, sight
from difference.programme.recruitment.queries.standings import UNSCORED
from difference.programme.recruitment.states import STATE_OF_STAGE


@dataclass(frozen=True)
class Candidate:
    """An application that may be decided about: its total and spread in its last round, where they are shown, and what is in the way."""

    application: Application
    round: SelectionRound | None
    total: str
    spread: str
    hidden: str
    is_pending: bool
    why_not: str

    @property
    def is_open(self) -> bool:
        """Whether a decision can be proposed."""
        return not self.is_pending and not self.why_not


@dataclass(frozen=True)
class InState:
    """A cohort's applications in one state that an actor may decide about; `rounds` are those whose scores count, the last first."""

    actor: Actor
    cohort: Cohort
    state: str
    seen: Sight
    rounds: tuple[SelectionRound, ...]

    def keys(self) -> QuerySet[Application, UUID]:
        """All of them, the highest total first; what the actor must not see stands among those without one."""
        total = Coalesce(self._last_of("total"), UNSCORED)
        shown = Case(When(pk__in=self.seen.hidden, then=UNSCORED), default=total) if self.seen.hidden else total
        return self._with_standings().order_by(shown.desc(), "pk").values_list("pk", flat=True)

    def complete(self) -> QuerySet[Application, UUID]:
        """Those all of whose scores are in."""
        found = self._with_standings().alias(missing=self._last_of("missing")).filter(missing=0)
        return found.order_by("reference").values_list("pk", flat=True)

    def candidates(self, keys: Iterable[UUID]) -> list[Candidate]:
        """These of them, in the order given; what is not among them is left out."""
        wanted = list(keys)
        rows = selection.shown(self.actor, self.cohort, wanted).filter(state=self.state).exclude(person_id=who(self.actor))
        applications = {one.pk: one for one in rows}
        pending = decisions.unpublished(self.cohort).filter(application__in=applications).order_by()
        waiting = set(pending.values_list("application_id", flat=True))
        last = self._last(applications)
        return [self._candidate(applications[key], last.get(key), key in waiting) for key in wanted if key in applications]

    def _candidate(self, application: Application, standing: Standing | None, is_pending: bool) -> Candidate:
        hidden, total, spread = self.seen.why_hidden(application.pk), "", ""
        if standing and not hidden:
            edition = criteria.find(standing.round.criteria_edition)
            total, spread = scoring.total_in_words(standing, edition), scoring.spread_in_words(standing, edition)
        scored_here = self.state in STATE_OF_STAGE.values()
        why_not = "The scores are not complete" if scored_here and (standing is None or standing.missing) else ""
        application.cohort = self.cohort
        return Candidate(application, standing.round if standing else None, total, spread, hidden, is_pending, why_not)

    def _last(self, keys: Iterable[UUID]) -> dict[UUID, Standing]:
        rounds, found = {one.pk: one for one in self.rounds}, {}
        order = {key: place for place, key in enumerate(rounds)}
        rows = Standing.objects.filter(application__in=list(keys), round__in=list(rounds))
        for one in sorted(rows, key=lambda row: order[row.round_id], reverse=True):
            one.round = rounds[one.round_id]
            found[one.application_id] = one
        return found

    def _with_standings(self) -> QuerySet[Application]:
        found = Application.objects.filter(cohort=self.cohort, state=self.state).exclude(person_id=who(self.actor)).order_by()
        places = {f"in_{place}": FilteredRelation("standings", condition=Q(standings__round=one)) for place, one in enumerate(self.rounds)}
        return found.annotate(**places)

    def _last_of(self, field: str) -> Any:
        """The value of the last round that gave out an application; null where none has."""
        values: list[Any] = [F(f"in_{place}__{field}") for place in range(len(self.rounds))] or [Value(None, output_field=FloatField())]
        return Coalesce(*values) if len(values) > 1 else values[0]


def in_state(actor: Actor, cohort: Cohort, state: str) -> InState:
    """Those in a state. Where it is one in which they are scored, only the rounds of its own stage count."""
    found = SelectionRound.objects.filter(cohort=cohort, cohort__in=cohorts(actor))
    stages = [stage for stage, scored_in in STATE_OF_STAGE.items() if scored_in == state]
    rounds = tuple((found.filter(stage__in=stages) if stages else found).reverse())
    return InState(actor, cohort, state, sight(actor, cohort.pk), rounds)
