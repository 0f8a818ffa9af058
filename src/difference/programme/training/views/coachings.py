"""For training staff: who coaches whom, and nothing of what they write."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, NotFound
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.programme.cohorts.models import Cohort
from difference.programme.training import coaches
from difference.programme.training.commands import coaching as commands
from difference.programme.training.forms.coaching import CoachForm, EndForm
from difference.programme.training.models import Enrolment
from difference.programme.training.queries import coaching, enrolments
from difference.programme.training.views.planning import trained_cohort
from difference.web.values import Link

COLUMNS = ("Participant", "Coach", "Since")
NAME = Access("training.name-coach", load=enrolments.find, shows=Shows.PERSONAL, about=lambda one: one.person_id)


@access(GET=Access("training.see-coachings", load=trained_cohort, shows=Shows.PERSONAL))
def coachings(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Everybody in a cohort with their coach."""
    rows = [
        (
            Link(one.person.full_name, reverse("training:name-coach", args=[one.pk])),
            held.coach.full_name if held else "Nobody yet",
            held.starts_at if held else None,
        )
        for one, held in coaching.of_cohort(actor_of(request), cohort)
    ]
    return render(request, "training/coaching/coachings.html", {"cohort": cohort, "rows": rows, "columns": COLUMNS})


def _back(enrolment: Enrolment) -> HttpResponse:
    return HttpResponseRedirect(reverse("training:coachings", args=[enrolment.cohort_id]))


@access(GET=NAME, POST=NAME)
def name_coach(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Name somebody's coach. A second press finds them named."""
    present, people = coaching.own_coach(enrolment), coaches.who_could(enrolment)
    form = CoachForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        if present is not None and present.coach_id == form.chosen():
            return _back(enrolment)
        try:
            commands.name_coach(by=actor_of(request), enrolment=enrolment, coach_id=form.chosen())
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "The coach is named. Both are told.")
            return _back(enrolment)
    context = {"form": form, "enrolment": enrolment, "coaching": present, "people": people}
    return render(request, "training/coaching/name_coach.html", context, status=422 if form.errors else 200)


def _lasting(actor: Actor, enrolment_id: UUID) -> Enrolment:
    """One enrolment, for ending its coaching; to somebody who may name coaches it is found only while a coaching lasts."""
    found = enrolments.find(actor, enrolment_id)
    if allows(actor, "training.name-coach", found) and coaching.own_coach(found) is None:
        raise NotFound("Nobody coaches them now.")
    return found


END = Access("training.name-coach", load=_lasting, shows=Shows.PERSONAL, about=lambda one: one.person_id)


@access(GET=END, POST=END)
def end_coaching(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """End a coaching, with a reason."""
    form = EndForm(request.POST if request.method == "POST" else None)
    present: Any = coaching.own_coach(enrolment)
    if form.is_valid():
        commands.end_coaching(by=actor_of(request), coaching=present, reason=form.cleaned_data["reason"])
        messages.success(request, "The coaching has ended. Both are told.")
        return _back(enrolment)
    context = {"form": form, "enrolment": enrolment, "coaching": present}
    return render(request, "training/coaching/end.html", context, status=422 if form.errors else 200)
