"""Examinations of a cohort: work to give out, where marking stands, what was not handed in, and the boards."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations import clock
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.cohorts.models import Cohort
from difference.programme.training.commands import marking as commands
from difference.programme.training.forms.work import AllotForm
from difference.programme.training.models import Mark
from difference.programme.training.queries import conflicts, papers
from difference.programme.training.queries import marking as reading
from difference.programme.training.showing import many
from difference.programme.training.views import loading
from difference.programme.training.views.loading import ModuleOf
from difference.web.components.lists import Fact
from difference.web.values import Link


def _markers(cohort: Cohort) -> list[tuple[UUID, str]]:
    found = reading.names(conflicts.markers(cohort.pk))
    return sorted(found.items(), key=lambda each: each[1])


def _boards(request: HttpRequest, cohort: Cohort) -> list[tuple[object, object, str]]:
    """Each day of a board: the day, its state, and where it is held when it can be."""
    held = {board.on: board for board in papers.of_cohort(actor_of(request), cohort)}
    rows: list[tuple[object, object, str]] = []
    for day in cohort.boards.all():
        board = held.get(day.on)
        if board is not None:
            rows.append((day.on, Link(f"Papers and minutes: {board.state}", reverse("training:board", args=[board.pk]), about=str(day)), ""))
        else:
            can = day.on <= clock.today()
            rows.append((day.on, "" if can else "To come", reverse("training:hold-board", args=[cohort.pk, day.on.isoformat()]) if can else ""))
    return rows


def _page(request: HttpRequest, cohort: Cohort, status: int = 200, **bound: AllotForm) -> HttpResponse:
    actor, markers = actor_of(request), _markers(cohort)
    waiting = [
        (
            each,
            many(len(each.submissions), "piece of work", "pieces of work"),
            bound.get(each.module) or AllotForm(markers=markers, module=each.module),
        )
        for each in reading.to_allot(actor, cohort)
    ]
    states = Counter(one.state for one in reading.at_work(actor, cohort))
    names = dict(markers)
    out = [(reading.blind(one), names.get(one.marker, "Somebody who has left"), one) for one in reading.given_out(actor, cohort)]
    context = {
        "cohort": cohort, "waiting": waiting, "out": out, "boards": _boards(request, cohort), "form": next(iter(bound.values()), None),
        "facts": [
            Fact(states["submitted"], "modules with markers, or waiting for one"), Fact(states["marked"], "to moderate"),
            Fact(states["moderated"], "ready for a board"),
        ],
    }  # fmt: skip
    return render(request, "training/exams/examinations.html", context, status=status)


@access(GET=Access("training.see-papers", load=loading.examined, shows=Shows.PERSONAL))
def examinations(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Where marking stands, and the boards."""
    return _page(request, cohort)


def _give_out(request: HttpRequest, thing: ModuleOf, marker: UUID) -> tuple[int, list[str]]:
    given, refused = 0, []
    for each in reading.to_allot(actor_of(request), thing.cohort):
        for submission in each.submissions if each.module == thing.code else ():
            try:
                commands.allot(by=actor_of(request), submission=submission, marker=marker)
            except BadInput as error:
                refused += [sentence for sentences in error.fields.values() for sentence in sentences]
            else:
                given += 1
    return given, refused


@access(POST=Access("training.allot", load=loading.module_of, shows=Shows.PERSONAL))
def allot(request: HttpRequest, thing: ModuleOf) -> HttpResponse:
    """Give the work of one module that waits to one marker; what they have a conflict with stays."""
    form = AllotForm(request.POST, markers=_markers(thing.cohort), module=thing.code)
    if not form.is_valid():
        return _page(request, thing.cohort, 422, **{thing.code: form})
    given, refused = _give_out(request, thing, UUID(form.cleaned_data["marker"]))
    if given:
        messages.success(request, f"{many(given, 'piece of work is', 'pieces of work are')} with their marker.")
    if refused:
        messages.warning(request, " ".join(refused))
    if not given and not refused:
        messages.info(request, "Nothing of this module waits for a marker.")
    return HttpResponseRedirect(reverse("training:examinations", args=[thing.cohort.pk]))


@access(POST=Access("training.allot", load=loading.given_out, shows=Shows.PERSONAL))
def take_back(request: HttpRequest, marking: Mark) -> HttpResponse:
    """Take work back from a marker."""
    commands.take_back(by=actor_of(request), marking=marking)
    messages.success(request, "Taken back. It waits for another marker.")
    return HttpResponseRedirect(reverse("training:examinations", args=[marking.submission.result.enrolment.cohort_id]))
