"""Reading interest and posts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.schools.models import School
from difference.foundations.schools.queries import present_of
from difference.programme.cohorts import queries as cohorts
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import hosts
from difference.programme.placement.models import Interest, Post
from difference.programme.placement.queries import reach
from difference.programme.placement.rules import rules
from difference.programme.placement.states import PLACEMENT

# A post that candidates can rank, and that a matching can fill.
OPEN = ("approved", "ranked")
HOLDING = PLACEMENT.having(running=True)


@dataclass(frozen=True)
class Hosting:
    """One school in view of one cohort: what interest and a new post belong to."""

    cohort: Cohort
    school: School

    @property
    def school_id(self) -> int:
        """The number of the school, by which policies know it."""
        return self.school.urn


def _whole(posts: QuerySet[Post]) -> QuerySet[Post]:
    held = Count("placements", filter=Q(placements__state__in=HOLDING), distinct=True)
    return posts.select_related("cohort", "school__authority", "school__region").annotate(held=held)


def visible_to(actor: Actor) -> QuerySet[Post]:
    """Those of the schools that the actor leads, and those of the cohorts that the actor places, once they have been sent in."""
    return _whole(Post.objects.filter(_seen(actor)))


def _seen(actor: Actor) -> Q:
    own = Q(school__in=hosts.reached(actor)) if actor.holds("host_lead") else Q(pk__in=[])
    return own | (reach.of_cohorts(actor) & ~Q(state="draft"))


def find(actor: Actor, post_id: UUID) -> Post:
    """One post. Raises NotFound."""
    found = visible_to(actor).filter(pk=post_id).first()
    if found is None:
        raise NotFound()
    return found


def own(actor: Actor) -> QuerySet[Post]:
    """The posts of the schools that the actor leads, those of the newest cohort first."""
    return _whole(Post.objects.filter(school__in=hosts.reached(actor))).order_by("-cohort__opens_at", "title", "pk")


def open_in(cohort: Cohort) -> QuerySet[Post]:
    """The posts of a cohort that candidates can rank: whoever has a place in the cohort is eligible for each of them."""
    return _whole(Post.objects.filter(cohort=cohort, state__in=OPEN)).order_by("school__name", "title", "pk")


def free_in(cohort: Cohort) -> QuerySet[Post]:
    """Those of them with a seat that nobody holds."""
    return open_in(cohort).filter(held__lt=F("seats"))  # type: ignore[misc]


def hosting(actor: Actor, cohort_id: UUID, urn: int) -> Hosting:
    """One school that the actor leads, in view of one cohort. Raises NotFound."""
    school = next((school for school in hosts.present(actor) if school.urn == urn), None)
    if school is None:
        raise NotFound()
    return Hosting(cohorts.find(actor, cohort_id), school)


def interest_of(hosting: Hosting) -> Interest | None:
    """What a school, or one that it succeeded, last said about hosting."""
    said = Interest.objects.filter(cohort=hosting.cohort, school__in=hosts.with_former([hosting.school.urn]))
    return said.order_by("-answered_at").first()


def most_people(post: Post) -> int | None:
    """The most people whom a post’s school said that it could take in its cohort, over all its posts; None when it has not said."""
    said = interest_of(Hosting(post.cohort, school_today(post)))
    return said.most_people if said else None


def interests(actor: Actor, cohort: Cohort) -> QuerySet[Interest]:
    """What schools said about hosting in a cohort that the actor places."""
    found = Interest.objects.filter(reach.of_cohorts(actor), cohort=cohort).select_related("school")
    return found.only("answer", "reason", "answered_at", "school__name").order_by("school__name", "pk")


def in_board(actor: Actor, cohort: Cohort) -> list[Post]:
    """The posts of a cohort that have been sent in, for staff, with what the board says of each."""
    found = Post.objects.filter(_seen(actor), reach.of_cohorts(actor), cohort=cohort).select_related("school")
    shown = ("cohort_id", "title", "state", "seats", "confirmed_at", "school__name", "school__ofsted_grade")
    return list(found.only(*shown).order_by("school__name", "title", "pk"))


def to_ask_after(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Those that nobody has confirmed for so long that their school is asked, while candidates still rank."""
    since = clock.now() - dt.timedelta(days=rules().post_ask_after_days)
    return posts.filter(state__in=("submitted", *OPEN), confirmed_at__lte=since, cohort__ranking_closes_at__gt=clock.now())


def to_ask_by_letter() -> QuerySet[Post]:
    """Those of `to_ask_after` whose school has not been asked since, or so long ago that it is asked again. For the system’s own task."""
    since = clock.now() - dt.timedelta(days=rules().post_ask_after_days)
    silent = Q(asked_at=None) | Q(asked_at__lt=F("confirmed_at")) | Q(asked_at__lte=since)
    return _whole(to_ask_after(Post.objects.filter(silent)))


def to_expire() -> QuerySet[Post]:
    """Open posts that nobody holds and nobody has confirmed for as long as the rules say. For the system's own task."""
    since = clock.now() - dt.timedelta(days=rules().post_stands_days)
    return _whole(Post.objects.filter(state__in=OPEN, confirmed_at__lte=since).exclude(placements__state__in=HOLDING))


def school_today(post: Post) -> School:
    """The school that stands today for a post's."""
    return present_of([post.school])[post.school_id]
