"""For host schools: who ranked a post, without their names until the school asks to meet them, and in which class it puts each.

Every look at somebody is in the audit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from difference.errors import BadInput, Conflict
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.placement import showing
from difference.programme.placement.commands import ranking as commands
from difference.programme.placement.commands.posts import path_of
from difference.programme.placement.forms.meeting import ClassesForm
from difference.programme.placement.guards import hosts_can_rank, hosts_close_at
from difference.programme.placement.models import HostRanking, Post
from difference.programme.placement.queries import lotteries, rankings
from difference.programme.placement.queries.posts import OPEN
from difference.programme.placement.queries.rankings import Applicant
from difference.programme.placement.reasons import NOT_WANTED
from difference.programme.placement.views import loading
from difference.web.components.lists import Row
from difference.web.errors import CONFLICT_COLUMNS

SEE = Access("placement.see-applicants", load=loading.post, shows=Shows.PERSONAL)
RANK = Access("placement.rank-candidates", load=loading.post, shows=Shows.PERSONAL)


def _revision(ranking: HostRanking | None) -> int:
    return commands.NEW if ranking is None else ranking.revision


def _given(applicant: Applicant) -> str:
    """The class that somebody was given, in words."""
    if applicant.given != rankings.NO:
        return applicant.given or "Not in a class yet"
    why = NOT_WANTED.get(applicant.candidacy.not_wanted_because, "")
    return ": ".join(filter(None, ("You would not appoint them", f"{why[:1].lower()}{why[1:]}")))


def _page(request: HttpRequest, post: Post, form: ClassesForm, why_not: str, status: int = 200, **more: Any) -> HttpResponse:
    loading.note_reading(actor_of(request), post, (one for one, _ in form.rows()))
    context = {
        "post": post, "form": form, "why_not": why_not, "closes": hosts_close_at(post.cohort), "ranking": rankings.of_host(post),
        "lotteries": lotteries.committed(post.cohort),
        "rows": [
            (one, field, [*showing.about_applicant(one), *([Row("Your class", _given(one))] if why_not else [])])
            for one, field in form.rows()
        ],
        **more,
    }  # fmt: skip
    return render(request, "placement/host/candidates.html", context, status=status)


@access(GET=SEE, POST=RANK)
def candidates(request: HttpRequest, post: Post) -> HttpResponse:
    """Who ranked the post, with what the school needs to know, and the class of each."""
    applicants, present = rankings.applicants(post), rankings.of_host(post)
    why_not = hosts_can_rank(post.cohort) or ("" if post.state in OPEN else "Candidates are ranked for posts that are open.")
    form = ClassesForm(request.POST if request.method == "POST" else None, applicants=applicants, initial={"revision": _revision(present)})
    if form.is_valid():
        try:
            commands.rank_candidates(
                by=actor_of(request), post=post, given=form.given(), because=form.because(), revision=form.cleaned_data["revision"]
            )
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            form.data = request.POST.copy()
            form.data["revision"] = str(_revision(rankings.of_host(post)))
            return _page(request, post, form, why_not, 409, conflict=error, differences=error.differences, conflict_columns=CONFLICT_COLUMNS)
        else:
            messages.success(request, "Your classes have been saved. You can change them until matching day begins.")
            return HttpResponseRedirect(path_of(post))
    return _page(request, post, form, why_not, 422 if form.errors else 200)
