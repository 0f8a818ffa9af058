"""For placement staff: which authorities count as cold spots in a cohort, and why; to add one or lift one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, Conflict
from difference.foundations.access.routes import Access, access
from difference.foundations.actors import actor_of
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.commands.cold_spots import choose_cold_spot
from difference.programme.placement.forms.cold_spots import ColdSpotForm
from difference.programme.placement.queries import cold_spots
from difference.programme.placement.views import loading
from difference.programme.placement.views.loading import Place
from difference.web.components.lists import Row
from difference.web.components.tables import Column
from difference.web.errors import CONFLICT_COLUMNS
from difference.web.values import Link, Tag, Tone

CHOOSE = Access("placement.choose-cold-spots", load=loading.place)
COLUMNS = ("Authority", "Counts as", Column("Chance by the figures", numeric=True), "Why")


def tag(*, cold: bool) -> Tag | None:
    """“Cold spot”, or nothing."""
    return Tag("Cold spot", Tone.PROGRESS) if cold else None


def _address(cohort: Cohort) -> str:
    return reverse("placement:cold-spots", args=[cohort.pk])


@access(GET=Access("placement.choose-cold-spots", load=loading.cohort))
def every(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Every authority, the cold spots first."""
    found = sorted(cold_spots.spots(actor_of(request), cohort), key=lambda spot: (not spot.cold, spot.name))
    rows = [
        (
            Link(spot.name, reverse("placement:cold-spot", args=[cohort.pk, spot.code])), tag(cold=spot.cold),
            None if spot.probability is None else f"{spot.probability:.0%}", spot.because,
        )
        for spot in found
    ]  # fmt: skip
    context = {"cohort": cohort, "rows": rows, "columns": COLUMNS, "number": sum(spot.cold for spot in found), "of": len(found)}
    return render(request, "placement/staff/cold_spots.html", context)


@access(GET=CHOOSE, POST=CHOOSE)
def one(request: HttpRequest, place: Place) -> HttpResponse:
    """Add or lift one. Whoever was too slow sees both reasons, and can save theirs on top."""
    actor = actor_of(request)
    spot = place.spot
    form = ColdSpotForm(request.POST if request.method == "POST" else None, initial=ColdSpotForm.initial_of(spot.choice))
    rows = [Row("Counts as", tag(cold=spot.cold) or "No cold spot"), Row("Why", spot.because)]
    context: dict[str, Any] = {"form": form, "spot": spot, "cohort": place.cohort, "rows": rows}
    status = 200
    if form.is_valid():
        try:
            choose_cold_spot(by=actor, cohort=place.cohort, authority=spot.code, **form.values())
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            form.data = request.POST.copy()
            form.data["revision"] = str(ColdSpotForm.initial_of(loading.place(actor, place.cohort.pk, spot.code).spot.choice)["revision"])
            context |= {"conflict": error, "differences": error.differences, "conflict_columns": CONFLICT_COLUMNS}
            status = 409
        else:
            messages.success(request, f"Saved for {spot.name}. Candidates and schools see it beside the posts there.")
            return HttpResponseRedirect(_address(place.cohort))
    return render(request, "placement/staff/cold_spot.html", context, status=422 if form.errors else status)
