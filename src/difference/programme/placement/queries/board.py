"""A cohort at a glance, for placement staff: interest, posts against people, who has not ranked, and what is due."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import guards
from difference.programme.placement.models import CandidateRanking, Interest, MatchingRun, Placement, Post
from difference.programme.placement.models.posts import ANSWERS
from difference.programme.placement.places import WHERE_WEAKEST, weakness
from difference.programme.placement.queries import placements, posts, rankings, runs
from difference.programme.placement.states import POST
from difference.programme.recruitment.queries import places


@dataclass(frozen=True)
class Board:
    """Everything that the page of a cohort shows."""

    interests: QuerySet[Interest]
    answers: tuple[tuple[str, int], ...]
    posts: tuple[Post, ...]
    states: tuple[tuple[str, int], ...]
    seats_open: int
    people: int
    # Everybody with a place, by name, and whether they have ranked anything; never what.
    ranked: tuple[tuple[str, bool], ...]
    schools_to_rank: tuple[tuple[Post, int], ...]
    placements: tuple[Placement, ...]
    runs: tuple[MatchingRun, ...]

    @property
    def not_ranked(self) -> list[str]:
        """The names of those with a place who have not ranked a post."""
        return [name for name, done in self.ranked if not done]

    @property
    def to_approve(self) -> list[Post]:
        """Posts that wait for approval."""
        return [post for post in self.posts if post.state == "submitted"]

    @property
    def to_confirm(self) -> list[Placement]:
        """Placements that both sides accepted."""
        return [one for one in self.placements if one.state == "accepted"]

    @property
    def to_start(self) -> list[Placement]:
        """Placements that can start now."""
        return [one for one in self.placements if one.state == "confirmed" and not guards.can_start(one)]

    @property
    def unanswered(self) -> list[Placement]:
        """Matches that wait for an answer."""
        return [one for one in self.placements if one.state == "proposed"]


def board(actor: Actor, cohort: Cohort) -> Board:
    """The board of a cohort that the actor places; where it is placed where provision is weakest, the weakest schools stand first."""
    found = posts.in_board(actor, cohort)
    if cohort.host_policy == WHERE_WEAKEST:
        found.sort(key=lambda post: (weakness(post.school), post.title))
    said = posts.interests(actor, cohort)
    open_posts = [post for post in found if post.state in posts.OPEN]
    ranked = {str(key) for key, chosen in CandidateRanking.objects.filter(cohort=cohort).values_list("person_id", "posts") if chosen}
    people = places.people_with_place(cohort.pk)
    left = rankings.unranked(open_posts)
    by_answer = dict(said.order_by().values_list("answer").annotate(number=Count("pk")))
    by_state = Counter(post.state for post in found)
    return Board(
        interests=said,
        answers=tuple((words, by_answer.get(answer, 0)) for answer, words in ANSWERS.items()),
        posts=tuple(found),
        states=tuple((state.words.capitalize(), by_state[state.name]) for state in POST.states if state.name != "draft"),
        seats_open=sum(post.seats for post in open_posts),
        people=len(people),
        ranked=tuple((name, str(key) in ranked) for key, name in people.items()),
        schools_to_rank=tuple((post, left[post.pk]) for post in open_posts if post.pk in left),
        placements=tuple(placements.in_board(actor, cohort)),
        runs=tuple(runs.of_cohort(actor, cohort)),
    )
