"""For whoever has a place: the posts to rank, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, Conflict
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.programme.placement import showing
from difference.programme.placement.commands import ranking as commands
from difference.programme.placement.forms.ranking import RankPostsForm
from difference.programme.placement.guards import candidates_can_rank
from difference.programme.placement.models import CandidateRanking, Post
from difference.programme.placement.queries import candidacies, cold_spots, lotteries, placements, rankings, runs
from difference.programme.placement.queries.rankings import Chooser
from difference.programme.placement.views import loading
from difference.web.components.lists import Row
from difference.web.components.moments import in_words
from difference.web.errors import CONFLICT_COLUMNS
from difference.web.values import Link, Tag, Tone

Barred = tuple[Post, list[str]]

RANK = Access("placement.rank-posts", load=loading.chooser, shows=Shows.PERSONAL)


def _standing(chooser: Chooser) -> dict[str, Any]:
    ranking = rankings.of_candidate(chooser)
    keys, why_not, has_one = ranking.posts if ranking else (), candidates_can_rank(chooser.cohort), rankings.holds_one(chooser)
    # Once there is nothing more to rank, what they had said is shown as they said it.
    ordered, gone = (rankings.in_their_order(chooser.cohort, keys), 0) if why_not or has_one else rankings.ranked_posts(chooser.cohort, keys)
    return {
        "chooser": chooser, "cohort": chooser.cohort, "ranking": ranking, "gone": gone, "why_not": why_not,
        "order": [Row(str(number), f"{post.title}, {post.school.name}") for number, post in enumerate(ordered, 1)],
        "has_one": has_one, "outcome": runs.outcome_of(chooser), "lotteries": lotteries.committed(chooser.cohort), "open": len(rankings.eligible_for(chooser)[0]),
    }  # fmt: skip


def _placements(actor: Actor) -> list[Row]:
    found = []
    for one in placements.own(actor):
        state = Tag("Waits for your answer", Tone.HAND) if showing.waits_for(actor, one) else showing.tag(one, "person")
        link = Link("Open", reverse("placement:placement", args=[one.pk]), about=f"the match to {one.post.title}")
        found.append(Row(f"{one.post.title}, {one.post.school.name}", state, (link,)))
    return found


@access(GET=Access("placement.see-posts", shows=Shows.PERSONAL))
def mine(request: HttpRequest) -> HttpResponse:
    """Where somebody with a place stands: their order of posts, what the matching gave, and their placements."""
    actor = actor_of(request)
    asked = candidacies.asked_of(actor.person_id) if actor.person_id else []
    context = {
        "cohorts": [_standing(chooser) for chooser in rankings.choosers(actor)], "placements": _placements(actor),
        "asked": [Row(one.post.school.name, [one.post.title, f"Since {in_words(one.asked_at, time=False)}"]) for one in asked if one.asked_at],
    }  # fmt: skip
    return render(request, "placement/candidate/mine.html", context)


def _revision(ranking: CandidateRanking | None) -> int:
    return commands.NEW if ranking is None else ranking.revision


def _page(request: HttpRequest, chooser: Chooser, form: RankPostsForm, cannot: Sequence[Barred], status: int = 200, **more: Any) -> HttpResponse:
    wanted = set(chooser.known.preferred_regions)
    spots = cold_spots.by_code(actor_of(request), chooser.cohort)
    rows = [
        (post, field, showing.about_post(post) + showing.about_spot(spots.get(post.school.authority_id)), bool(post.school.region and post.school.region.name in wanted)) for post, field in form.rows()
    ]  # fmt: skip
    context = {
        "form": form,
        "rows": rows,
        "cohort": chooser.cohort,
        "why_not": candidates_can_rank(chooser.cohort),
        "regions": sorted(wanted),
        "lotteries": lotteries.committed(chooser.cohort),
        "cannot": [Row(f"{post.title}, {post.school.name}", why_not) for post, why_not in cannot],
        **more,
    }
    return render(request, "placement/candidate/rank.html", context, status=status)


@access(GET=RANK, POST=RANK)
def rank(request: HttpRequest, chooser: Chooser) -> HttpResponse:
    """The posts of one's cohort, each with a box for a number."""
    present = rankings.of_candidate(chooser)
    can, cannot = rankings.eligible_for(chooser)
    form = RankPostsForm(
        request.POST if request.method == "POST" else None,
        posts=can,
        order=[str(post.pk) for post in rankings.ranked_posts(chooser.cohort, present.posts if present else ())[0]],
        initial={"revision": _revision(present)},
    )
    if form.is_valid():
        try:
            commands.rank_posts(by=actor_of(request), chooser=chooser, posts=form.order(), revision=form.cleaned_data["revision"])
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            form.data = request.POST.copy()
            form.data["revision"] = str(_revision(rankings.of_candidate(chooser)))
            return _page(request, chooser, form, cannot, 409, conflict=error, differences=error.differences, conflict_columns=CONFLICT_COLUMNS)
        else:
            messages.success(request, "Your order has been saved. You can change it until ranking closes.")
            return HttpResponseRedirect(reverse("placement:my-posts"))
    return _page(request, chooser, form, cannot, 422 if form.errors else 200)
