"""Posts as anybody may read them: what a school says of the job, never who mentors or who holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.placement.models import Post
from difference.programme.placement.queries import cold_spots
from difference.programme.placement.queries.cold_spots import Spot
from difference.programme.placement.queries.posts import OPEN
from difference.programme.placement.requirements import titles


@dataclass(frozen=True)
class Offered:
    """A post with what stands beside it on a candidate’s page: what it asks for in words, and what is said of its authority."""

    post: Post
    asks_for: list[str]
    spot: Spot | None


def announced(actor: Actor) -> QuerySet[Post]:
    """The posts that can be ranked in cohorts whose ranking has opened and whose two years are not over; to everybody."""
    now, today = clock.now(), clock.today()
    found = Post.objects.filter(state__in=OPEN, cohort__ranking_opens_at__lte=now, cohort__ends_on__gt=today)
    return found.select_related("cohort", "school__authority", "school__region")


def with_words(actor: Actor, posts: Iterable[Post]) -> list[Offered]:
    """Posts of one page or more; the figures of cold spots are read once a cohort."""
    by_cohort: dict[UUID, Mapping[str, Spot]] = {}
    made = []
    for post in posts:
        if post.cohort_id not in by_cohort:
            by_cohort[post.cohort_id] = cold_spots.by_code(actor, post.cohort)
        made.append(Offered(post, titles(post.requirements), by_cohort[post.cohort_id].get(post.school.authority_id)))
    return made
