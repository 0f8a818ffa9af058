"""How placement went, cohort by cohort: what was offered and filled and where, the ranks that people obtained, how long it took, and who declined."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import MatchingRun, Placement, Post
from difference.programme.placement.queries import cold_spots, reach
from difference.programme.placement.queries.runs import TOLD, matched

OFFERED = ("approved", "ranked", "filled", "expired", "withdrawn")
# From the day on which somebody confirmed it, whatever came later.
CONFIRMED = ("confirmed", "started", "completed", "ended_early", "transferred")
ELSEWHERE = "No region"


@dataclass(frozen=True)
class Seats:
    """Seats of posts that were approved, and how many of them somebody confirmed came to."""

    offered: int
    filled: int


@dataclass(frozen=True)
class Year:
    """One cohort. Ranks are those that people had given the post of a published matching; days run from a post’s approval until it was confirmed that somebody comes."""

    cohort: Cohort
    seats: Seats
    in_cold_spots: Seats
    regions: Mapping[str, Seats]
    ranks: tuple[int, ...]
    unplaced: int
    days: tuple[int, ...]
    declined: Mapping[tuple[str, str], int]
    ended: Mapping[str, int]

    @property
    def first_choices(self) -> int:
        """How many were matched to the post that they wanted most."""
        return self.ranks.count(1)

    @property
    def mean_rank(self) -> float | None:
        """The mean rank of whoever was matched."""
        return statistics.fmean(self.ranks) if self.ranks else None

    @property
    def median_days(self) -> float | None:
        """Half the posts took no longer."""
        return statistics.median(self.days) if self.days else None


def years(actor: Actor) -> list[Year]:
    """Every cohort that the actor places and that has had a post approved, the newest first."""
    made = (_year(actor, cohort) for cohort in reach.staffed(actor).order_by("-opens_at"))
    return [year for year in made if year.seats.offered]


def _year(actor: Actor, cohort: Cohort) -> Year:
    posts = list(Post.objects.filter(cohort=cohort, state__in=OFFERED, approved_at__isnull=False).select_related("school__region"))
    placements = list(Placement.objects.filter(post__cohort=cohort).select_related("post"))
    filled = Counter(one.post_id for one in placements if one.state in CONFIRMED)
    cold = cold_spots.cold_codes(actor, cohort)
    regions = sorted({_region(post) for post in posts})
    ranks, unplaced = _ranks(MatchingRun.objects.filter(cohort=cohort, state__in=TOLD).order_by("run_at"))
    return Year(
        cohort, _seats(posts, filled), _seats([post for post in posts if post.school.authority_id in cold], filled),
        {region: _seats([post for post in posts if _region(post) == region], filled) for region in regions}, ranks, unplaced, _days(placements),
        Counter((one.declined_side, one.reason) for one in placements if one.state == "declined"),
        Counter(one.reason for one in placements if one.state == "ended_early"),
    )  # fmt: skip


def _region(post: Post) -> str:
    return post.school.region.name if post.school.region else ELSEWHERE


def _seats(posts: Iterable[Post], filled: Mapping[UUID, int]) -> Seats:
    there = list(posts)
    return Seats(sum(post.seats for post in there), sum(filled.get(post.pk, 0) for post in there))


def _ranks(runs: Iterable[MatchingRun]) -> tuple[tuple[int, ...], int]:
    """The rank of each match that was published, and how many were without a post after the last of these matchings."""
    ranks, unplaced = [], 0
    for run in runs:
        outcome, unplaced = matched(run), 0
        for row in run.instance["candidates"]:
            post = outcome[row["id"]]
            if post is None:
                unplaced += 1
            else:
                ranks.append(row["preferences"].index(post) + 1)
    return tuple(ranks), unplaced


def _days(placements: Iterable[Placement]) -> tuple[int, ...]:
    """From the approval of a post until a placement in it was confirmed."""
    return tuple((one.confirmed_at - one.post.approved_at).days for one in placements if one.confirmed_at and one.post.approved_at)
