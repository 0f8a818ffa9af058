"""What the doctor looks for in placement, and between it and recruitment: states that contradict each other, each with the page where it is mended."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from difference.foundations import clock
from difference.foundations.operations.doctor import Finding, register
from difference.foundations.people.models import Grant, Person
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.models import Candidacy, MatchingRun, Placement, Post
from difference.programme.placement.queries import rankings, runs
from difference.programme.placement.states import PLACEMENT
from difference.programme.recruitment.queries import places

RUNNING = PLACEMENT.having(running=True)
# From the day on which somebody confirmed it.
ONCE_CONFIRMED = ("confirmed", "started", "completed", "ended_early", "transferred")
STARTED = ("started", "completed", "transferred")


def _posts(found: QuerySet[Post], words: str) -> Iterator[Finding]:
    for post in found:
        yield Finding(f"Post {post.pk} is {post.lifecycle.state(post.state).words}, {words}.", reverse("placement:review", args=[post.pk]))


def _placements(found: QuerySet[Placement], words: str) -> Iterator[Finding]:
    for one in found.only("pk", "state"):
        yield Finding(f"Placement {one.pk} is {one.lifecycle.state(one.state).words}, {words}.", reverse("placement:handle", args=[one.pk]))


@register("people who ranked a post and have no number there")
def without_a_number() -> Iterator[Finding]:
    """A school sees whoever ranked its post by a number, which they are given as they rank."""
    for cohort in Cohort.objects.filter(ends_on__gte=clock.today()):
        numbers: dict[str, set[str]] = {}
        for at, person in Candidacy.objects.filter(post__cohort=cohort).values_list("post_id", "person_id"):
            numbers.setdefault(str(at), set()).add(str(person))
        for post, people in sorted(rankings.who_ranked(cohort).items()):
            missing = len(people - numbers.get(post, set()))
            if missing:
                words = "1 person" if missing == 1 else f"{missing} people"
                yield Finding(
                    f"Post {post} has {words} in whose order it is and whom its school cannot see.", reverse("placement:board", args=[cohort.pk])
                )


@register("posts filled by nobody")
def filled_by_nobody() -> Iterator[Finding]:
    """A post is filled by placements that were confirmed. Once its cohort has ended, they may have been erased in their time."""
    counted = Post.objects.filter(cohort__ends_on__gte=clock.today()).annotate(
        confirmed=Count("placements", filter=Q(placements__state__in=ONCE_CONFIRMED))
    )
    yield from _posts(counted.filter(state="filled", confirmed=0), "and nobody’s placement in it was ever confirmed")


@register("posts held by more people than they have seats")
def overfull() -> Iterator[Finding]:
    """Two people in one seat."""
    for post in Post.objects.annotate(held=Count("placements", filter=Q(placements__state__in=RUNNING))).order_by("pk"):
        if post.held > post.seats:
            sentence = f"Post {post.pk} has {post.seats} seats and {post.held} people in them."
            yield Finding(sentence, reverse("placement:board", args=[post.cohort_id]))


@register("posts that are gone and that somebody holds")
def gone_and_held() -> Iterator[Finding]:
    """A post is not withdrawn, nor expires, under somebody’s feet."""
    found = Post.objects.filter(state__in=("withdrawn", "expired"), placements__state__in=RUNNING).distinct()
    yield from _posts(found, "and somebody is matched to it")


@register("matchings published without all of their placements")
def published_in_part() -> Iterator[Finding]:
    """Everybody whom a published matching gave a post has a placement from it, unless they have been erased since."""
    for run in MatchingRun.objects.filter(state__in=runs.TOLD, cohort__ends_on__gte=clock.today()):
        given = {person: post for person, post in runs.matched(run).items() if post}
        there = {(str(person), str(post)) for person, post in run.placements.values_list("person_id", "post_id")}
        known = {str(key) for key in Person.objects.filter(pk__in=list(given), erased_at=None).values_list("pk", flat=True)}
        missing = sum(1 for person, post in given.items() if person in known and (person, post) not in there)
        if missing:
            sentence = f"Matching {run.pk} is published, and {missing} of its placements are not there."
            yield Finding(sentence, reverse("placement:run", args=[run.pk]))


@register("placements of people without a place")
def without_a_place() -> Iterator[Finding]:
    """Whoever is placed has accepted a place in that cohort."""
    found = Placement.objects.filter(state__in=RUNNING, person__erased_at=None).select_related("post__cohort")
    with_place: dict[object, set[object]] = {}
    for one in found:
        cohort = one.post.cohort
        if cohort.pk not in with_place:
            with_place[cohort.pk] = {each.person_id for each in places.accepted(cohort)}
        if one.person_id not in with_place[cohort.pk]:
            sentence = f"Placement {one.pk} is of somebody who has no place in cohort {cohort}."
            yield Finding(sentence, reverse("placement:handle", args=[one.pk]))


@register("placements accepted by one side, or by both and not moved on")
def half_accepted() -> Iterator[Finding]:
    """A match is accepted when both sides have accepted it, and not before."""
    both = Q(person_accepted_at__isnull=False, host_accepted_at__isnull=False)
    yield from _placements(Placement.objects.filter(both, state="proposed"), "though both sides have accepted it")
    yield from _placements(Placement.objects.filter(~both, state__in=("accepted", "confirmed", "started")), "though one side has not accepted it")


@register("placements that started on no day, or ended on none")
def without_a_day() -> Iterator[Finding]:
    """The days are part of the record."""
    yield from _placements(Placement.objects.filter(state__in=STARTED, started_on=None), "and there is no day on which it started")
    yield from _placements(
        Placement.objects.filter(state__in=("completed", "ended_early", "transferred"), ended_on=None), "and there is no day on which it ended"
    )  # fmt: skip


@register("participants without their grant, and grants without their placement")
def grants_apart() -> Iterator[Finding]:
    """Starting a placement makes somebody a participant for it; ending it early ends that, and so does an award, which makes an alumnus."""
    held = Grant.objects.filter(role="participant", scope="placement", ended_at=None)
    granted = set(held.values_list("scope_id", "person_id"))
    alumni = set(Grant.objects.filter(role="alumnus", ended_at=None).values_list("person_id", flat=True))
    for one in Placement.objects.filter(state="started"):
        if (str(one.pk), one.person_id) not in granted and one.person_id not in alumni:
            yield Finding(f"Placement {one.pk} has started, and its participant has no such role.", reverse("placement:handle", args=[one.pk]))
    ended = Placement.objects.filter(state__in=("proposed", "accepted", "confirmed", "declined", "ended_early", "transferred"))
    over = {str(key): key for key in ended.values_list("pk", flat=True)}
    for key in sorted(over.keys() & {scope_id for scope_id, _ in granted}):
        yield Finding(f"Placement {key} is not running, and somebody is still a participant by it.", reverse("placement:handle", args=[over[key]]))
