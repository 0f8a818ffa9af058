"""What placement hands over so that outcomes can be counted by group: who took part, and the place that each got in their own order."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import MatchingRun
from difference.programme.placement.queries.runs import TOLD, matched


def ranks(run: MatchingRun) -> dict[UUID, int | None]:
    """For everybody who ranked at least one post: where they had put the post that they were matched to; None for whoever has none.

    Whoever was matched by hand to a post that they had not ranked got it after all that they had.
    """
    outcome, as_given = matched(run), {one["candidate"]: one["ranked"] for one in run.by_hand}
    found: dict[UUID, int | None] = {}
    for row in run.instance["candidates"]:
        wanted, post = as_given.get(row["id"], row["preferences"]), outcome.get(row["id"])
        if wanted:
            found[UUID(row["id"])] = None if post is None else [*wanted, post].index(post) + 1
    return found


def first_published() -> Iterator[MatchingRun]:
    """The first matching of each cohort that was published. Later ones hold those who were left, among whom every group is small."""
    seen: set[Cohort] = set()
    for run in MatchingRun.objects.filter(state__in=TOLD).select_related("cohort").order_by("published_at", "pk"):
        if run.cohort not in seen:
            seen.add(run.cohort)
            yield run
