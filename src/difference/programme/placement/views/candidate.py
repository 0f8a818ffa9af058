"""For whoever has a place: the posts to rank, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, Conflict
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.programme.placement import showing, showing_commutes
from difference.programme.placement.commands import ranking as commands
from difference.programme.placement.forms.ranking import RankPostsForm
from difference.programme.placement.guards import candidates_can_rank
from difference.programme.placement.models import CandidateRanking, Post
from difference.programme.placement.queries import candidacies, cold_spots, commutes, lotteries, placements, rankings, runs
from difference.programme.placement.queries.commutes import Offer, Reach
from difference.programme.placement.queries.rankings import Chooser
from difference.programme.placement.views import loading
from difference.web.components.lists import Row
from difference.web.components.moments import in_words
from difference.web.errors import CONFLICT_COLUMNS
from difference.web.values import Link, Tag, Tone

# What is read of every post; the rest stands behind a word, so that a phone shows more than one post at a time.
AT_A_GLANCE = ("How far", "Where", "What it leads", "Salary", "Cold spot")
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
        "said": showing_commutes.said_rows(chooser),
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


@dataclass(frozen=True)
class Offered:
    """A post with its box: what decides at a glance, everything else, and its tags."""

    post: Post
    field: Any
    shown: list[Row]
    more: list[Row]
    tags: list[Tag]

    @property
    def about(self) -> str:
        """What the rest of it stands under."""
        return f"More about {self.post.title}, {self.post.school.name}"


def _row(chooser: Chooser, post: Post, field: Any, spot: cold_spots.Spot | None, reach: Reach) -> Offered:
    region = post.school.region.name if post.school.region else ""
    tags = [Tag("In a region that you prefer", Tone.GOOD)] if region in chooser.known.preferred_regions else []
    tags += [Tag("Beyond what you said", Tone.HAND)] if reach.within is False else []
    told = [*showing_commutes.reach_rows(reach), *showing.about_post(post), *showing.about_spot(spot)]
    first = [row for row in told if row.key in AT_A_GLANCE]
    return Offered(post, field, first, [row for row in told if row not in first], tags)


def _page(request: HttpRequest, offer: Offer, form: RankPostsForm, status: int = 200, **more: Any) -> HttpResponse:
    chooser, reach = offer.chooser, offer.reach
    spots = cold_spots.by_code(actor_of(request), chooser.cohort)
    context = {
        "form": form,
        "rows": [_row(chooser, post, field, spots.get(post.school.authority_id), reach[post.pk]) for post, field in form.rows()],
        "cohort": chooser.cohort,
        "why_not": candidates_can_rank(chooser.cohort),
        "regions": sorted(chooser.known.preferred_regions),
        "lotteries": lotteries.committed(chooser.cohort),
        "cannot": [Row(f"{post.title}, {post.school.name}", why_not) for post, why_not in offer.cannot],
        "beyond": [Row(f"{post.title}, {post.school.name}", [str(reach[post.pk].distance), reach[post.pk].because]) for post in offer.beyond],
        "said": showing_commutes.said_rows(chooser),
        "map": showing_commutes.map_of(chooser, [*offer.within, *offer.beyond], reach),
        "nearest_first": _nearest_first(request),
        **more,
    }
    return render(request, "placement/candidate/rank.html", context, status=status)


def _nearest_first(request: HttpRequest) -> bool:
    return request.GET.get("order") == "nearest"


@access(GET=RANK, POST=RANK)
def rank(request: HttpRequest, chooser: Chooser) -> HttpResponse:
    """The posts of one's cohort within reach, each with a box for a number; those beyond stand apart."""
    present, offer = rankings.of_candidate(chooser), commutes.offer_to(chooser)
    form = RankPostsForm(
        request.POST if request.method == "POST" else None,
        posts=sorted(offer.within, key=offer.nearness) if _nearest_first(request) else offer.within,
        beyond=offer.beyond,
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
            return _page(request, offer, form, 409, conflict=error, differences=error.differences, conflict_columns=CONFLICT_COLUMNS)
        else:
            messages.success(request, "Your order has been saved. You can change it until ranking closes.")
            return HttpResponseRedirect(reverse("placement:my-posts"))
    return _page(request, offer, form, 422 if form.errors else 200)
