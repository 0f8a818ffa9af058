"""Walks of a post: written by a school, approved or sent back, ranked, filled, withdrawn, or let expire."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.errors import NotFound
from difference.foundations.actors import ANYONE, Actor, system
from difference.foundations.people.queries import actor_for
from difference.programme.placement.commands import answering, matching, placing, posts, publishing, ranking
from difference.programme.placement.models import Placement, Post
from difference.programme.placement.queries import placements, rankings, runs
from difference.programme.placement.queries import posts as offered
from difference.programme.placement.reasons import NOT_APPROVED
from difference.programme.placement.states import POST
from tests.making import make_actor
from tests.programme.placement.market import MATCHING_DAY, RANKING, make_town, now_is
from tests.programme.placement.market import POST as WRITTEN
from tests.safety.walks.walking import Step, Table

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
AFTER_A_YEAR = dt.datetime(2027, 12, 1, tzinfo=dt.UTC)


class Posts:
    """A new post of the first school; one candidate will want it as soon as it is open."""

    table = Table.of(POST)
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    moments = (NOW, RANKING, MATCHING_DAY, AFTER_A_YEAR)

    def __init__(self) -> None:
        town = make_town()
        self.cohort, self.machine = town.cohort, system("walks")
        self.staff, self.second, self.candidate = actor_for(town.staff), actor_for(town.second), actor_for(town.people["a"])
        self.lead, other = town.by("p"), town.by("q")
        with now_is(RANKING):
            hosting = offered.Hosting(town.cohort, town.posts["p"].school)
            self.pk = posts.write_post(by=self.lead, hosting=hosting, values={**WRITTEN, "title": "A new post"}).pk
        self.everybody = (self.lead, other, self.staff, self.second, self.candidate, self.machine, make_actor("assessor"), ANYONE)
        self.steps = {
            "submit": Step(lambda by, thing, reason: posts.submit_post(by=by, post=thing), [self.lead], [NOW, RANKING]),
            "send_back": Step(
                lambda by, thing, reason: posts.send_back_post(by=by, post=thing, reason=reason), [self.staff], [RANKING], [*NOT_APPROVED]
            ),
            "approve": Step(lambda by, thing, reason: posts.approve_post(by=by, post=thing), [self.staff, self.second], [RANKING]),
            "rank": Step(self._rank, [self.lead], [RANKING], several=True),
            "fill": Step(self._fill, [self.staff], [MATCHING_DAY], several=True),
            "withdraw": Step(lambda by, thing, reason: posts.withdraw_post(by=by, post=thing), [self.lead, self.staff], [RANKING]),
            "expire": Step(lambda by, thing, reason: posts.let_expire(by=by, post=thing), [self.machine], [AFTER_A_YEAR]),
            "confirm": Step(lambda by, thing, reason: posts.confirm_post(by=by, post=thing), [self.lead], [RANKING]),
            "change": Step(self._change, [self.lead], [RANKING], ["Assistant head"]),
        }

    def load(self) -> Post:
        """As its pages load it."""
        return Post.objects.select_related("cohort", "school__authority", "school__region").get(pk=self.pk)

    def _change(self, by: Actor, thing: Any, reason: str) -> object:
        return posts.change_post(by=by, post=thing, revision=thing.revision, values={**WRITTEN, "title": reason})

    def _rank(self, by: Actor, thing: Any, reason: str) -> object:
        """A candidate wants it, and whoever tries puts them first."""
        chooser = rankings.chooser(self.candidate, self.cohort.pk)
        if rankings.of_candidate(chooser) is None:
            ranking.rank_posts(by=self.candidate, chooser=chooser, posts=[thing.pk])
        given = {one.person_id: "1" for one in rankings.applicants(thing)}
        present = rankings.of_host(thing)
        return ranking.rank_candidates(by=by, post=thing, given=given, revision=present.revision if present else ranking.NEW)

    def _fill(self, by: Actor, thing: Any, reason: str) -> object:
        """Matched, published, accepted by both sides, and confirmed by whoever tries."""
        run = matching.run_matching(by=self.staff, cohort=self.cohort)
        publishing.publish(by=self.second, run=runs.find(self.second, run.pk))
        for side in (self.candidate, self.lead):
            answering.accept_match(by=side, placement=self._match())
        return placing.confirm_placement(by=by, placement=self._match())

    def _match(self) -> Placement:
        found = placements.own(self.candidate)
        if not found:
            raise NotFound
        return found[0]
