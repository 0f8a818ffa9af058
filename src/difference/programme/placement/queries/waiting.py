"""What waits for somebody in placement: a sentence, where it is done, and a word on it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import guards, hosts
from difference.programme.placement.models import CandidateRanking, MatchingRun, Placement, Post
from difference.programme.placement.queries import challenges, placements, posts, rankings, reach
from difference.programme.placement.queries.posts import Hosting
from difference.programme.placement.queries.rankings import Chooser
from difference.programme.placement.sides import answered, side_of
from difference.web.components.moments import in_words

Thing = tuple[str, str, str]


def _many(count: int, one: str, several: str) -> str:
    return one if count == 1 else several.replace("#", str(count))


def of_candidate(actor: Actor) -> Iterator[Thing]:
    """Ranking posts, and answering a match."""
    if not actor.takes_part:
        return
    for chooser in rankings.choosers(actor):
        ranking = rankings.of_candidate(chooser)
        asked = not guards.candidates_can_rank(chooser.cohort) and not rankings.holds_one(chooser)
        if asked and not _ranked_since_it_opened(chooser, ranking) and posts.free_in(chooser.cohort).exists():
            until = f"Until {in_words(chooser.cohort.ranking_closes_at)}"
            yield "Put the posts of your cohort in order", reverse("placement:rank-posts", args=[chooser.cohort.pk]), until
    for one in placements.own(actor):
        if one.state == "proposed" and not answered(one, side_of(actor, one)):
            yield f"Answer your match to {one.post.title}", reverse("placement:placement", args=[one.pk]), one.post.school.name


def _ranked_since_it_opened(chooser: Chooser, ranking: CandidateRanking | None) -> bool:
    """In a later round the order of an earlier one stands, but they are asked again."""
    return bool(ranking and ranking.posts and ranking.saved_at >= chooser.cohort.ranking_opens_at)


def of_host(actor: Actor) -> Iterator[Thing]:
    """Answering about interest, confirming posts, ranking candidates, answering matches."""
    if not actor.holds("host_lead"):
        return
    yield from _interest(actor)
    own = posts.own(actor)
    for post in posts.to_ask_after(own):
        last = in_words(post.confirmed_at, weekday=False, time=False)
        yield f"Say whether “{post.title}” still stands", reverse("placement:post", args=[post.pk]), f"Last confirmed {last}"
    can_rank = [post for post in own.filter(state__in=posts.OPEN) if not guards.hosts_can_rank(post.cohort)]
    left = rankings.unranked(can_rank)
    for post in can_rank:
        if post.pk in left:
            what = _many(
                left[post.pk], "A candidate for “" + post.title + "” is in no class", "# candidates for “" + post.title + "” are in no class"
            )
            yield what, reverse("placement:candidates", args=[post.pk]), f"Until {in_words(guards.hosts_close_at(post.cohort))}"
    open_matches: dict[Post, list[Placement]] = {}
    for one in placements.coming(actor):
        if one.state == "proposed" and not answered(one, side_of(actor, one)):
            open_matches.setdefault(one.post, []).append(one)
    for post, matches in open_matches.items():
        what = _many(len(matches), f"Answer the match to your post “{post.title}”", f"Answer {len(matches)} matches to your post “{post.title}”")
        first = reverse("placement:placement", args=[matches[0].pk])
        yield what, first if len(matches) == 1 else reverse("placement:our-posts"), "Once both sides accept, we confirm it"


def _interest(actor: Actor) -> Iterator[Thing]:
    schools = hosts.present(actor)
    for cohort in reach.taking_posts(actor):
        for school in schools:
            if posts.interest_of(Hosting(cohort, school)) is None:
                where = reverse("placement:interest", args=[cohort.pk, school.urn])
                yield f"Say whether {school.name} wants to host in cohort {cohort.name}", where, f"Until {in_words(cohort.ranking_closes_at)}"


def of_staff(actor: Actor) -> Iterator[Thing]:
    """Posts to approve, matchings to run or publish, placements to confirm or start."""
    if not actor.holds("staff", "placement"):
        return
    for cohort in reach.staffed(actor):
        board = reverse("placement:board", args=[cohort.pk])
        note = f"Cohort {cohort.name}"
        count = Post.objects.filter(cohort=cohort, state="submitted").count()
        if count:
            yield _many(count, "A post waits for approval", "# posts wait for approval"), board, note
        for run in MatchingRun.objects.filter(cohort=cohort, state="verified"):
            if run.run_by == actor.person_id:
                continue
            yield "A matching waits for a second person to publish it", reverse("placement:run", args=[run.pk]), note
        if cohort.matching_on == clock.today() and not MatchingRun.objects.filter(cohort=cohort, run_at__gte=cohort.ranking_closes_at).exists():
            yield "Today is matching day", reverse("placement:matching", args=[cohort.pk]), note
        yield from _placing(cohort.pk, board, note)
        yield from _challenged(cohort, note)


def _challenged(cohort: Cohort, note: str) -> Iterator[Thing]:
    for one in challenges.waiting_in(cohort):
        yield f"{one.post.school.name} says that a placement is not theirs", reverse("placement:answer-challenge", args=[one.pk]), note


def _placing(cohort_id: UUID, board: str, note: str) -> Iterator[Thing]:
    found = Placement.objects.filter(post__cohort=cohort_id, state__in=("accepted", "confirmed"))
    held = list(found.select_related("post__cohort").prefetch_related("checklist"))
    accepted = sum(one.state == "accepted" for one in held)
    if accepted:
        yield _many(accepted, "A placement waits to be confirmed", "# placements wait to be confirmed"), board, note
    ready = sum(one.state == "confirmed" and not guards.can_start(one) for one in held)
    if ready:
        yield _many(ready, "A placement can start", "# placements can start"), board, note


def waiting_for(actor: Actor) -> list[Thing]:
    """Everything in placement that waits for `actor`."""
    return [*of_candidate(actor), *of_host(actor), *of_staff(actor)]
