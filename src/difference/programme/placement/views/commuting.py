"""For whoever has a place: where they start from and how far they would go, until ranking closes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, Conflict
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.placement import showing_commutes
from difference.programme.placement.commands.commuting import say_commute
from difference.programme.placement.forms.commuting import CommuteForm
from difference.programme.placement.guards import commutes_can_change
from difference.programme.placement.queries import commutes, rankings
from difference.programme.placement.queries.rankings import Chooser
from difference.programme.placement.views import loading
from difference.web.errors import CONFLICT_COLUMNS

SAY = Access("placement.say-commute", load=loading.chooser, shows=Shows.PERSONAL)


@access(GET=SAY, POST=SAY)
def commute(request: HttpRequest, chooser: Chooser) -> HttpResponse:
    """Say it or change it. Whoever was too slow sees both, and can save theirs on top."""
    actor, status = actor_of(request), 200
    said = commutes.said_by(chooser)
    form = CommuteForm(
        request.POST if request.method == "POST" else None, offered=commutes.to_pick_from(chooser), initial=CommuteForm.initial_of(said)
    )  # fmt: skip
    context: dict[str, Any] = {
        "form": form, "cohort": chooser.cohort, "applied": bool(said.outward and said.kept is None), "rows": showing_commutes.said_rows(chooser),
        "why_not": commutes_can_change(chooser.cohort), "minutes": chooser.known.travel_minutes,
    }  # fmt: skip
    if form.is_valid():
        try:
            say_commute(by=actor, chooser=chooser, **form.values())
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            form.data = request.POST.copy()
            form.data["revision"] = str(CommuteForm.initial_of(commutes.said_by(chooser))["revision"])
            form.data["outward"] = form.cleaned_data["outward"]
            context |= {"conflict": error, "differences": error.differences, "conflict_columns": CONFLICT_COLUMNS}
            status = 409
        else:
            messages.success(request, _saved(chooser))
            return HttpResponseRedirect(reverse("placement:rank-posts", args=[chooser.cohort.pk]))
    return render(request, "placement/candidate/commute.html", context, status=422 if form.errors else status)


def _saved(chooser: Chooser) -> str:
    """That it is kept, and what it means for the order that was saved before: nothing by itself."""
    ranking = rankings.of_candidate(chooser)
    far = commutes.beyond(chooser, rankings.ranked_posts(chooser.cohort, ranking.posts if ranking else ())[0])
    if not far:
        return "Saved. You can change it until ranking closes."
    number = "1 post in it lies" if len(far) == 1 else f"{len(far)} posts in it lie"
    return f"Saved. Your order of posts has not been changed, but {number} beyond what you say now. Take out what you would not take."
