"""Walks of a matching run: superseded by another, published by a second person, answered by everybody, closed."""

from __future__ import annotations

from typing import Any

from difference.errors import NotFound
from difference.foundations.actors import ANYONE, Actor, system
from difference.foundations.people.queries import actor_for
from difference.programme.placement.commands import answering, matching, publishing
from difference.programme.placement.models import MatchingRun, Placement
from difference.programme.placement.reasons import DECLINED
from difference.programme.placement.states import MATCHING_RUN
from tests.making import make_actor
from tests.programme.placement.market import MATCHING_DAY, RANKING, STARTS, ranked_town
from tests.safety.walks.walking import Step, Table


class MatchingRuns:
    """A run that verified. That it was computed and verified is on record; nobody could make it otherwise."""

    table = Table.of(MATCHING_RUN)
    made_before = frozenset({"compute", "verify"})
    nothing_makes: frozenset[str] = frozenset()
    moments = (RANKING, MATCHING_DAY, STARTS)

    def __init__(self) -> None:
        town = ranked_town()
        self.pk, self.cohort = town.run().pk, town.cohort
        self.staff, self.second = actor_for(town.staff), actor_for(town.second)
        # Of each match, both sides.
        self.sides = [town.by(name) for name in "abcdepqr"]
        self.everybody = (self.staff, self.second, *self.sides, system("walks"), make_actor(("staff", "recruitment")), ANYONE)
        self.steps = {
            "publish": Step(lambda by, thing, reason: publishing.publish(by=by, run=thing), [self.second], [MATCHING_DAY]),
            "supersede": Step(lambda by, thing, reason: matching.run_matching(by=by, cohort=self.cohort), [self.staff, self.second], [MATCHING_DAY]),
            "close": Step(lambda by, thing, reason: matching.close_run(by=by, run=thing), [self.staff], [MATCHING_DAY]),
            "accept": Step(self._accept, self.sides, [MATCHING_DAY]),
            "decline": Step(self._decline, self.sides, [MATCHING_DAY], [*DECLINED]),
        }

    def load(self) -> MatchingRun:
        """As its page loads it."""
        return MatchingRun.objects.select_related("cohort").get(pk=self.pk)

    def _match(self) -> Placement:
        found = Placement.objects.select_related("post__cohort", "post__school", "person").filter(run=self.pk, state="proposed").first()
        if found is None:
            raise NotFound
        return found

    def _accept(self, by: Actor, thing: Any, reason: str) -> object:
        return answering.accept_match(by=by, placement=self._match())

    def _decline(self, by: Actor, thing: Any, reason: str) -> object:
        return answering.decline_match(by=by, placement=self._match(), reason=reason)
