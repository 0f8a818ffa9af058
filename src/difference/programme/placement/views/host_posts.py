"""For host schools: one post, written, sent in, confirmed again, withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, Conflict
from difference.foundations.access.routes import Access, access
from difference.foundations.actors import actor_of
from difference.foundations.lifecycles.moving import possible
from difference.programme.placement import showing
from difference.programme.placement.commands import posts as commands
from difference.programme.placement.forms.hosting import PostForm
from difference.programme.placement.guards import hosts_can_rank, under_way
from difference.programme.placement.models import Post
from difference.programme.placement.queries import certificates, cold_spots, rankings
from difference.programme.placement.queries.posts import OPEN, Hosting
from difference.programme.placement.views import loading
from difference.web.components.lists import Row
from difference.web.errors import CONFLICT_COLUMNS

WRITE = Access("placement.write-post", load=loading.hosting)
CHANGE = Access("placement.write-post", load=loading.post)
WITHDRAW = Access("placement.withdraw-post", load=loading.post)


def _to(post: Post) -> HttpResponse:
    return HttpResponseRedirect(commands.path_of(post))


@access(GET=WRITE, POST=WRITE)
def write(request: HttpRequest, hosting: Hosting) -> HttpResponse:
    """Describe a new post."""
    form = PostForm(request.POST or None)
    if form.is_valid():
        try:
            made = commands.write_post(by=actor_of(request), hosting=hosting, values=form.values())
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "The post has been saved. Look at it once more, then send it in.")
            return _to(made)
    context = {"form": form, "school": hosting.school, "cohort": hosting.cohort, "under_way": under_way(hosting.cohort)}
    return render(request, "placement/host/write.html", context, status=422 if form.errors else 200)


@access(GET=CHANGE, POST=CHANGE)
def change(request: HttpRequest, post: Post) -> HttpResponse:
    """Change a post that has not been sent in."""
    form = PostForm(request.POST or None, initial=PostForm.initial_of(post))
    context: dict[str, Any] = {"form": form, "school": post.school, "cohort": post.cohort, "post": post, "under_way": under_way(post.cohort)}
    status = 200
    if form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            commands.change_post(by=actor_of(request), post=post, revision=-1 if revision is None else revision, values=form.values())
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            form.data = request.POST.copy()
            form.data["revision"] = str(loading.post(actor_of(request), post.pk).revision)
            context |= {"conflict": error, "differences": error.differences, "conflict_columns": CONFLICT_COLUMNS}
            status = 409
        else:
            messages.success(request, "The post has been changed. Send it in when it is right.")
            return _to(post)
    return render(request, "placement/host/write.html", context, status=422 if form.errors else status)


def _page(request: HttpRequest, post: Post, refused: str = "") -> HttpResponse:
    actor = actor_of(request)
    rows = [Row("School", post.school.name), *showing.about_post(post)]
    rows += showing.about_spot(cold_spots.of_authority(actor, post.cohort, post.school.authority_id))
    context = {
        "post": post, "tag": showing.tag(post, "partner"), "rows": rows, "editable": post.lifecycle.state(post.state).editable,
        "moves": {step.move.name: step for step in possible(actor, post)},
        "can_confirm": post.state in ("submitted", *OPEN),
        "ranks": post.state in OPEN, "why_not_rank": hosts_can_rank(post.cohort), "left": rankings.unranked([post]).get(post.pk, 0),
        "certified": post.state not in ("draft", "submitted") and certificates.run_of(post) is not None,
        "free": post.seats - post.held, "refused": refused,  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "placement/host/post.html", context, status=422 if refused else 200)


@access(GET=Access("placement.see-own-posts", load=loading.post))
def post(request: HttpRequest, post: Post) -> HttpResponse:
    """One post of ours, and what we can do with it now."""
    return _page(request, post)


@access(POST=Access("placement.submit-post", load=loading.post))
def submit(request: HttpRequest, post: Post) -> HttpResponse:
    """Send a post in. A second click finds it sent and changes nothing."""
    if post.state != "submitted":
        try:
            commands.submit_post(by=actor_of(request), post=post)
        except BadInput as error:
            return _page(request, post, error.sentence)
        messages.success(request, "The post has been sent in. We look at it, and write to you.")
    return _to(post)


@access(POST=Access("placement.confirm-post", load=loading.post))
def confirm(request: HttpRequest, post: Post) -> HttpResponse:
    """Say that a post still stands."""
    commands.confirm_post(by=actor_of(request), post=post)
    messages.success(request, "Thank you. Candidates see that you have confirmed it today.")
    return _to(post)


@access(GET=WITHDRAW, POST=WITHDRAW)
def withdraw(request: HttpRequest, post: Post) -> HttpResponse:
    """Withdraw a post, after a page that says what follows."""
    host = loading.may(actor_of(request), "placement.write-post", post)
    back = reverse("placement:our-posts") if host else reverse("placement:board", args=[post.cohort_id])
    if request.method == "POST":
        if post.state != "withdrawn":
            commands.withdraw_post(by=actor_of(request), post=post)
            messages.success(request, f"“{post.title}” has been withdrawn. Whoever had ranked it is told while ranking is open.")
        return HttpResponseRedirect(back)
    return render(request, "placement/host/withdraw.html", {"post": post, "back": back})
