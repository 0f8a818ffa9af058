"""For placement staff: the board of a cohort, and looking at a post that was sent in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.lifecycles.moving import possible
from difference.foundations.paging import page_of
from difference.programme.cohorts.models import HOST_POLICIES, Cohort
from difference.programme.placement import guards, showing
from difference.programme.placement.commands import posts as commands
from difference.programme.placement.forms.answers import ApproveForm, SendBackForm
from difference.programme.placement.models import Placement, Post
from difference.programme.placement.places import grade, verdict
from difference.programme.placement.queries import board as boards
from difference.programme.placement.queries import cold_spots, reach
from difference.programme.placement.queries.posts import school_today
from difference.programme.placement.views import loading
from difference.web.components.lists import Fact, Row
from difference.web.components.moments import in_words, length_in_words
from difference.web.components.tables import Column
from difference.web.values import Link, Tone

REVIEW = Access("placement.approve-post", load=loading.post)
POST_COLUMNS = ("Post", "School", "Grade", "State", Column("Seats", numeric=True), "Last confirmed")
PLACED_COLUMNS = ("Who", "Post", "School", "State")


@access(GET=Access("placement.see-board", shows=Shows.PERSONAL))
def cohorts(request: HttpRequest) -> HttpResponse:
    """The cohorts that one places."""
    rows = [
        Row(
            cohort.name, [f"Ranking until {in_words(cohort.ranking_closes_at)}", f"Matching day {in_words(cohort.matching_on)}"],
            (Link("Open the board", reverse("placement:board", args=[cohort.pk]), about=f"of cohort {cohort.name}"),),
        )
        for cohort in reach.staffed(actor_of(request))
    ]  # fmt: skip
    return render(request, "placement/staff/cohorts.html", {"rows": rows})


def _due(cohort: Cohort, found: boards.Board) -> list[Row]:
    now, rows = clock.now(), []
    for words, count in (
        ("Posts to approve or send back", len(found.to_approve)),
        ("Placements to confirm", len(found.to_confirm)),
        ("Placements that can start", len(found.to_start)),
        ("Matches that wait for an answer", len(found.unanswered)),
        ("Runs that wait for a second person", sum(run.state == "verified" for run in found.runs)),
    ):
        if count:
            rows.append(Row(words, count))
    for words, moment in (
        ("Ranking opens", cohort.ranking_opens_at), ("Candidates rank until", cohort.ranking_closes_at),
        ("Schools rank until", guards.hosts_close_at(cohort)),
    ):  # fmt: skip
        if moment > now:
            rows.append(Row(words, [in_words(moment), length_in_words(moment, now)]))
    if cohort.matching_on >= clock.today():
        rows.append(Row("Matching day", [in_words(cohort.matching_on), length_in_words(cohort.matching_on, now)]))
    return rows


def _page(request: HttpRequest, rows: Sequence[Any] | QuerySet[Any], parameter: str) -> Page[Any]:
    return page_of(request, rows, parameter)


def _post_rows(posts: Iterable[Post]) -> list[tuple[object, ...]]:
    return [
        (
            Link(post.title, reverse("placement:review", args=[post.pk])), post.school.name, grade(post.school), showing.tag(post), post.seats,
            clock.in_london(post.confirmed_at).date(),
        )
        for post in posts
    ]  # fmt: skip


def _placed_rows(placements: Iterable[Placement]) -> list[tuple[object, ...]]:
    return [
        (Link(one.person.full_name, reverse("placement:handle", args=[one.pk])), one.post.title, one.post.school.name, showing.tag(one))
        for one in placements
    ]


@access(GET=Access("placement.see-board", load=loading.cohort, shows=Shows.RESTRICTED, fields=("interest", "posts", "rankings", "placements")))
def board(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """One cohort at a glance."""
    found = boards.board(actor_of(request), cohort)
    waiting = len(found.to_approve)
    posts, placed, interests, to_rank = (
        _page(request, rows, name)
        for name, rows in (("posts", found.posts), ("placed", found.placements), ("said", found.interests), ("to-rank", found.schools_to_rank))
    )
    policy = HOST_POLICIES[cohort.host_policy]
    context: dict[str, Any] = {
        "cohort": cohort, "board": found, "due": _due(cohort, found), "policy": f"{policy[:1].upper()}{policy[1:]}",
        "facts": [
            Fact(found.people, "people with a place"),
            Fact(found.seats_open, "seats in open posts"),
            Fact(waiting, "posts to approve", tone=Tone.HAND if waiting else Tone.NEUTRAL),
            Fact(len(found.not_ranked), "people who have not ranked"),
        ],
        "answers": found.answers, "answer_columns": ("Answer", Column("Schools", numeric=True)),
        "states": found.states, "state_columns": ("State", Column("Posts", numeric=True)),
        "interests": [(one.school.name, one.get_answer_display(), one.get_reason_display(), clock.in_london(one.answered_at).date()) for one in interests],
        "interest_columns": ("School", "Answer", "Reason", "Answered"),
        "posts": _post_rows(posts), "post_columns": POST_COLUMNS, "placed": _placed_rows(placed), "placed_columns": PLACED_COLUMNS,
        "to_rank": [(post.title, post.school.name, left) for post, left in to_rank],
        "to_rank_columns": ("Post", "School", Column("Candidates without a class", numeric=True)),
        "pages": {"posts": posts, "placed": placed, "said": interests, "to_rank": to_rank}, "looks_at_interests": "said" in request.GET,
    }  # fmt: skip
    return render(request, "placement/staff/board.html", context)


def _review(request: HttpRequest, post: Post, status: int = 200, **forms: Any) -> HttpResponse:
    actor, found = actor_of(request), verdict(post.cohort, school_today(post))
    steps = {step.move.name: step for step in possible(actor, post)}
    approve = ApproveForm(unknown=found.allowed is None)
    about_spot = showing.about_spot(cold_spots.of_authority(actor, post.cohort, post.school.authority_id))
    context = {
        "post": post, "tag": showing.tag(post), "rows": [Row("School", post.school.name), *showing.about_post(post), *about_spot], "verdict": found,
        "policy": HOST_POLICIES[post.cohort.host_policy], "steps": steps, "approve": approve, "send_back": SendBackForm(),
        "why_not": "" if found.allowed is not False else f"The cohort’s policy does not allow it. {found.because}", **forms,
    }  # fmt: skip
    context["form"] = next(iter(forms.values()), None)
    return render(request, "placement/staff/review.html", context, status=status)


@access(GET=Access("placement.see-board", load=loading.post))
def review(request: HttpRequest, post: Post) -> HttpResponse:
    """A post that was sent in: what it is, what the policy says, approve or send back."""
    return _review(request, post)


def _to(post: Post) -> HttpResponse:
    return HttpResponseRedirect(reverse("placement:board", args=[post.cohort_id]))


@access(POST=REVIEW)
def approve(request: HttpRequest, post: Post) -> HttpResponse:
    """Approve a post. A second click finds it approved and changes nothing."""
    if post.state == "approved":
        return _to(post)
    form = ApproveForm(request.POST, unknown=verdict(post.cohort, school_today(post)).allowed is None)
    if form.is_valid():
        try:
            commands.approve_post(by=actor_of(request), post=post, grade_unknown_accepted=form.cleaned_data.get("grade_unknown_accepted", False))
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, f"“{post.title}” is approved. Candidates can rank it while ranking is open.")
            return _to(post)
    return _review(request, post, 422, approve=form)


@access(POST=REVIEW)
def send_back(request: HttpRequest, post: Post) -> HttpResponse:
    """Send a post back with a reason."""
    form = SendBackForm(request.POST)
    if form.is_valid():
        commands.send_back_post(by=actor_of(request), post=post, reason=form.cleaned_data["reason"])
        messages.success(request, f"“{post.title}” has been sent back. The school is told why.")
        return _to(post)
    return _review(request, post, 422, send_back=form)
