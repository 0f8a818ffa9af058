"""Moving somebody to another school, for placement staff; challenging a placement, for schools; and answering them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.placement.commands import challenging
from difference.programme.placement.commands.moving import propose_move
from difference.programme.placement.forms.moving import AnswerForm, ChallengeForm, MoveForm
from difference.programme.placement.models import Placement
from difference.programme.placement.queries import challenges, posts
from difference.programme.placement.views import loading


def _about(action: str) -> Access:
    return Access(action, load=loading.placement, shows=Shows.PERSONAL, about=loading.whose)


def _handle(placement: Placement) -> HttpResponse:
    return HttpResponseRedirect(reverse("placement:handle", args=[placement.pk]))


@access(GET=_about("placement.transfer"), POST=_about("placement.transfer"))
def transfer(request: HttpRequest, placement: Placement) -> HttpResponse:
    """Propose a move."""
    free = {str(post.pk): post for post in posts.free_in(placement.post.cohort) if post.pk != placement.post_id}
    form = MoveForm(
        request.POST if request.method == "POST" else None, posts=[(key, f"{post.title}, {post.school.name}") for key, post in free.items()]
    )
    if form.is_valid():
        try:
            propose_move(by=actor_of(request), placement=placement, post=free[str(form.post())], reason=form.cleaned_data["reason"])
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "The move is proposed. Both sides are written to; the present placement runs until the new one starts.")
            return _handle(placement)
    context = {"form": form, "placement": placement, "free": len(free)}
    return render(request, "placement/staff/transfer.html", context, status=422 if form.errors else 200)


@access(GET=_about("placement.challenge"), POST=_about("placement.challenge"))
def challenge(request: HttpRequest, placement: Placement) -> HttpResponse:
    """Say that a placement is not ours."""
    form = ChallengeForm(request.POST if request.method == "POST" else None)
    back = reverse("placement:placement", args=[placement.pk])
    if request.method == "POST" and challenges.open_one(placement):
        return HttpResponseRedirect(back)
    if form.is_valid():
        try:
            challenging.challenge_placement(by=actor_of(request), placement=placement, words=form.cleaned_data["words"])
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "Thank you. The programme’s placement staff look into it and write to you.")
            return HttpResponseRedirect(back)
    return render(request, "placement/host/challenge.html", {"form": form, "placement": placement}, status=422 if form.errors else 200)


@access(GET=_about("placement.answer-challenge"), POST=_about("placement.answer-challenge"))
def answer(request: HttpRequest, placement: Placement) -> HttpResponse:
    """Answer the challenge that waits."""
    waiting = challenges.open_one(placement)
    if waiting is None:
        return _handle(placement)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            challenging.answer_challenge(by=actor_of(request), placement=placement, upheld=given["upheld"] == "yes", words=given["words"])
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "Answered. The school is told.")
            return _handle(placement)
    context = {"form": form, "placement": placement, "challenge": waiting}
    return render(request, "placement/staff/answer.html", context, status=422 if form.errors else 200)
