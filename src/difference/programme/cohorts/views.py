"""The pages of cohorts: public to read, for recruitment staff to make and change."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, Conflict
from difference.foundations import clock
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, access
from difference.foundations.actors import Actor, actor_of
from difference.programme.cohorts import commands, queries, showing
from difference.programme.cohorts.forms import CohortForm, NewCohortForm
from difference.programme.cohorts.models import Cohort
from difference.web.components.lists import Row
from difference.web.errors import CONFLICT_COLUMNS
from difference.web.values import Link


def load_cohort(actor: Actor, cohort_id: UUID) -> Cohort:
    """One cohort."""
    return queries.find(actor, cohort_id)


@access(GET=Access("cohorts.see"))
def index(request: HttpRequest) -> HttpResponse:
    """Every cohort, the newest first."""
    actor = actor_of(request)
    rows = [
        Row(cohort.name, [showing.standing(cohort), showing.deadline(cohort)], (Link("See the dates", _address(cohort), about=f"of {cohort.name}"),))
        for cohort in queries.visible_to(actor)
    ]
    return render(request, "cohorts/index.html", {"rows": rows, "may_make": allows(actor, "cohorts.make")})


@access(GET=Access("cohorts.see", load=load_cohort))
def cohort(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """One cohort with all its dates."""
    context = {
        "cohort": cohort,
        "standing": showing.standing(cohort),
        "deadline": showing.deadline(cohort),
        "open": queries.open_for_applications(cohort),
        "facts": showing.facts(cohort),
        "dates": showing.dates(cohort),
        "happenings": showing.happenings(cohort),
        "may_count": allows(actor_of(request), "equality.see-counts", cohort) and clock.now() >= cohort.closes_at,
        "may_change": allows(actor_of(request), "cohorts.change", cohort),
    }
    return render(request, "cohorts/cohort.html", context)


def _address(cohort: Cohort) -> str:
    return reverse("cohorts:cohort", args=[cohort.pk])


@access(GET=Access("cohorts.make"), POST=Access("cohorts.make"))
def make(request: HttpRequest) -> HttpResponse:
    """Set up a cohort."""
    form = NewCohortForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = commands.make(by=actor_of(request), programme=given["programme"], values=form.values(), boards=given["boards"])
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, f"The cohort “{made.name}” has been set up. Everybody can see its dates.")
            return HttpResponseRedirect(_address(made))
    return render(request, "cohorts/form.html", {"form": form}, status=422 if form.errors else 200)


@access(GET=Access("cohorts.change", load=load_cohort), POST=Access("cohorts.change", load=load_cohort))
def change(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Change a cohort. Whoever was too slow sees the present values beside theirs, and can save theirs on top."""
    form = CohortForm(request.POST if request.method == "POST" else None, initial=CohortForm.initial_of(cohort))
    context: dict[str, object] = {"form": form, "cohort": cohort}
    status = 200
    if form.is_valid():
        given = form.cleaned_data
        try:
            commands.change_cohort(
                by=actor_of(request), cohort=cohort, revision=given["revision"], values=form.values(), boards=given["boards"]
            )  # fmt: skip
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            present = queries.find(actor_of(request), cohort.pk)
            form.data = request.POST.copy()
            form.data["revision"] = str(present.revision)
            context |= {"conflict": error, "differences": error.differences, "conflict_columns": CONFLICT_COLUMNS}
            status = 409
        else:
            messages.success(request, "The cohort has been changed. Everybody sees the new dates.")
            return HttpResponseRedirect(_address(cohort))
    return render(request, "cohorts/form.html", context, status=422 if form.errors else status)
