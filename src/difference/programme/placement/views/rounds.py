"""For placement staff: asking those without a post to rank once more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.access.routes import Access, access
from difference.foundations.actors import actor_of
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.commands.rounds import open_round
from difference.programme.placement.forms.rounds import RoundForm
from difference.programme.placement.queries.rounds import round_can_open
from difference.programme.placement.views import loading
from difference.web.components.moments import in_words

OPEN = Access("placement.open-round", load=loading.cohort)


@access(GET=OPEN, POST=OPEN)
def another(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Say from when to when, and when the matching is."""
    form = RoundForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            open_round(by=actor_of(request), cohort=cohort, **form.values())
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "Saved. Everybody without a post, and every school with a free seat, is written to.")
            return HttpResponseRedirect(reverse("placement:matching", args=[cohort.pk]))
    context = {"form": form, "cohort": cohort, "why_not": round_can_open(cohort), "starts": in_words(cohort.starts_on, weekday=False)}
    return render(request, "placement/staff/another_round.html", context, status=422 if form.errors else 200)
