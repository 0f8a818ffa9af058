"""Walks of a placement: accepted by both sides or declined, confirmed, ticked off, started, completed, ended early."""

from __future__ import annotations

from typing import Any

from difference.foundations.actors import ANYONE, Actor, system
from difference.foundations.people.queries import actor_for
from difference.programme.placement.commands import answering, moving, placing
from difference.programme.placement.models import Placement
from difference.programme.placement.queries.placements import _whole
from difference.programme.placement.reasons import DECLINED, ENDED_EARLY, MOVED
from difference.programme.placement.states import PLACEMENT
from tests.making import make_actor
from tests.programme.placement.market import ENDS, MATCHING_DAY, RANKING, STARTS, do_every_check, make_post, now_is, ranked_town
from tests.safety.walks.walking import Step, Table

TICKED = ("contract", "induction", "line-manager")


class Placements:
    """A match that has just been published, of somebody whose checks are done."""

    table = Table.of(PLACEMENT)
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    # Each side answers by how the match stands then, so that somebody’s refusal may follow on their acceptance: see
    # `tests/programme/placement/test_at_once.py`. The same answer twice is one.
    answers = frozenset({"accept", "decline"})
    moments = (RANKING, MATCHING_DAY, STARTS, ENDS)

    def __init__(self) -> None:
        town = ranked_town()
        with now_is(RANKING):
            spare = make_post(town.cohort, town.posts["r"].school, town.leads["r"], town.staff, title="Head of care")
        self.spare, self.there = spare, town.by("r")
        town.publish(town.run())
        self.pk = town.placement("a").pk
        self.staff, self.candidate, self.lead = actor_for(town.staff), town.by("a"), town.by("q")
        do_every_check(town.people["a"].person)
        others = actor_for(town.second), town.by("b"), town.by("p"), system("walks"), make_actor(("staff", "recruitment"))
        self.everybody = (self.staff, self.candidate, self.lead, *others, ANYONE)
        sides = [self.candidate, self.lead]
        self.steps = {
            "accept": Step(lambda by, thing, reason: answering.accept_match(by=by, placement=thing), sides, [MATCHING_DAY]),
            "decline": Step(
                lambda by, thing, reason: answering.decline_match(by=by, placement=thing, reason=reason), sides, [MATCHING_DAY], [*DECLINED]
            ),
            "confirm": Step(lambda by, thing, reason: placing.confirm_placement(by=by, placement=thing), [self.staff], [MATCHING_DAY]),
            "start": Step(self._start, [self.staff], [STARTS], several=True),
            "complete": Step(lambda by, thing, reason: placing.complete_placement(by=by, placement=thing), [self.staff], [ENDS]),
            "transfer": Step(self._move, [self.staff], [STARTS], [*MOVED], several=True),
            "end_early": Step(
                lambda by, thing, reason: placing.end_placement(by=by, placement=thing, reason=reason), [self.staff], [STARTS], [*ENDED_EARLY]
            ),
            "tick": Step(lambda by, thing, reason: placing.tick(by=by, placement=thing, key=reason), [self.staff], [MATCHING_DAY], TICKED),
            "untick": Step(lambda by, thing, reason: placing.untick(by=by, placement=thing, key=reason), [self.staff], [MATCHING_DAY], TICKED),
            "start at once": Step(lambda by, thing, reason: placing.start_placement(by=by, placement=thing), [self.staff], [STARTS]),
        }

    def load(self) -> Placement:
        """As its page loads it."""
        return _whole(Placement.objects.all()).get(pk=self.pk)

    def _move(self, by: Actor, thing: Any, reason: str) -> object:
        """The whole of a move: proposed, accepted by both sides, confirmed, ticked off and started."""
        new = moving.propose_move(by=by, placement=thing, post=self.spare, reason=reason)
        answering.accept_match(by=self.candidate, placement=new)
        answering.accept_match(by=self.there, placement=_whole(Placement.objects.all()).get(pk=new.pk))
        placing.confirm_placement(by=self.staff, placement=_whole(Placement.objects.all()).get(pk=new.pk))
        for key in TICKED:
            placing.tick(by=self.staff, placement=_whole(Placement.objects.all()).get(pk=new.pk), key=key)
        return placing.start_placement(by=self.staff, placement=_whole(Placement.objects.all()).get(pk=new.pk))

    def _start(self, by: Actor, thing: Any, reason: str) -> object:
        """Ticks what is missing first."""
        for key in set(TICKED) - {one.key for one in thing.checklist.all()}:
            placing.tick(by=self.staff, placement=thing, key=key)
        return placing.start_placement(by=by, placement=self.load())
