"""For schools that offer vacancies: ours, written, changed, opened and closed. Careers staff see one that has been opened, and can close it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, Conflict
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.lifecycles.moving import possible
from difference.programme.careers import commands, letters, offering, showing
from difference.programme.careers.forms.vacancies import CloseForm, VacancyForm
from difference.programme.careers.handles import label
from difference.programme.careers.models import Introduction, Vacancy
from difference.programme.careers.offering import Offering
from difference.programme.careers.queries import introductions, ranking, vacancies
from difference.programme.careers.states import INTRODUCED
from difference.programme.careers.views import loading
from difference.web.errors import CONFLICT_COLUMNS
from difference.web.values import Link

WRITE = Access("careers.write-vacancy", load=loading.offer)
CHANGE = Access("careers.write-vacancy", load=loading.vacancy)
CLOSE = Access("careers.close-vacancy", load=loading.vacancy)
VACANCY_COLUMNS = ("Vacancy", "School", "State", "Closing day", "Starts")
INTRODUCTION_COLUMNS = ("Who", "Vacancy", "State", "Last moved")


def _to(vacancy: Vacancy) -> HttpResponse:
    return HttpResponseRedirect(reverse("careers:our-vacancy", args=[vacancy.pk]))


def called(actor: Actor, introduction: Introduction) -> str:
    """What an alumnus is called to this reader: by name to staff, and to a school once both have agreed."""
    if introduction.state in INTRODUCED or allows(actor, "careers.see-board"):
        return introduction.person.full_name or showing.GONE
    return label(introduction.vacancy_id, introduction.person_id)


def introduction_rows(actor: Actor, found: list[Introduction]) -> list[tuple[object, ...]]:
    """Introductions as a table, for a school or for staff."""
    to = "staff" if allows(actor, "careers.see-board") else "partner"
    return [(Link(called(actor, one), letters.path_of(one)), one.vacancy.title, showing.tag(one, to), one.moved_at) for one in found]


@access(GET=Access("careers.see-own-vacancies", shows=Shows.PERSONAL))
def our_vacancies(request: HttpRequest) -> HttpResponse:
    """Our vacancies, and the introductions to them."""
    actor = actor_of(request)
    rows = [
        (
            Link(one.title, reverse("careers:our-vacancy", args=[one.pk])), one.school.name, showing.tag(one, "partner"), one.closes_on, one.starts_on,
        )
        for one in vacancies.own(actor)
    ]  # fmt: skip
    context = {
        "schools": [(school, offering.why_not(school)) for school in offering.present(actor)], "rows": rows, "columns": VACANCY_COLUMNS,
        "introductions": introduction_rows(actor, introductions.of_school(actor)), "introduction_columns": INTRODUCTION_COLUMNS,
    }  # fmt: skip
    return render(request, "careers/school/our_vacancies.html", context)


@access(GET=WRITE, POST=WRITE)
def write(request: HttpRequest, offer: Offering) -> HttpResponse:
    """Describe a new vacancy."""
    form = VacancyForm(request.POST if request.method == "POST" else None)
    why_not = offering.why_not(offer.school)
    if form.is_valid():
        try:
            made = commands.write_vacancy(by=actor_of(request), offering=offer, values=form.values())
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "The vacancy has been saved. Look at it once more, then open it.")
            return _to(made)
    context = {"form": form, "school": offer.school, "why_not": why_not}
    return render(request, "careers/school/write.html", context, status=422 if form.errors else 200)


@access(GET=CHANGE, POST=CHANGE)
def change(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Change a vacancy that is not closed. Whoever was too slow sees both, and can save theirs on top."""
    form = VacancyForm(request.POST if request.method == "POST" else None, initial=VacancyForm.initial_of(vacancy))
    context: dict[str, Any] = {"form": form, "school": vacancy.school, "vacancy": vacancy}
    status = 200
    if form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            commands.change_vacancy(by=actor_of(request), vacancy=vacancy, revision=-1 if revision is None else revision, values=form.values())
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            form.data = request.POST.copy()
            form.data["revision"] = str(loading.vacancy(actor_of(request), vacancy.pk).revision)
            context |= {"conflict": error, "differences": error.differences, "conflict_columns": CONFLICT_COLUMNS}
            status = 409
        else:
            messages.success(request, "The vacancy has been changed.")
            return _to(vacancy)
    return render(request, "careers/school/write.html", context, status=422 if form.errors else status)


@access(GET=Access("careers.see-fitting", load=loading.vacancy, shows=Shows.PERSONAL))
def our_vacancy(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """One vacancy, what can be done with it now, and its introductions."""
    actor = actor_of(request)
    context = {
        "vacancy": vacancy, "tag": showing.tag(vacancy, "partner"), "rows": showing.about_vacancy(vacancy, offering.school_today(vacancy)),
        "moves": {step.move.name: step for step in possible(actor, vacancy)}, "staff": allows(actor, "careers.see-board"),
        "can_change": vacancy.lifecycle.state(vacancy.state).editable and allows(actor, "careers.write-vacancy", vacancy),
        "count": len(ranking.for_vacancy(actor, vacancy)) if vacancy.state == "open" else 0,
        "introductions": introduction_rows(actor, introductions.to_vacancy(actor, vacancy)), "introduction_columns": INTRODUCTION_COLUMNS,
    }  # fmt: skip
    return render(request, "careers/school/vacancy.html", context)


@access(POST=Access("careers.open-vacancy", load=loading.vacancy))
def open_now(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Open it. A second click finds it open and changes nothing."""
    if vacancy.state != "open":
        commands.open_vacancy(by=actor_of(request), vacancy=vacancy)
        messages.success(request, "The vacancy is open. Alumni see it, and you see who fits.")
    return _to(vacancy)


@access(GET=CLOSE, POST=CLOSE)
def close(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Close it, and say how it ended."""
    if vacancy.state != "open":
        return _to(vacancy)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.close_vacancy(by=actor_of(request), vacancy=vacancy, outcome=form.cleaned_data["outcome"])
        messages.success(request, "The vacancy is closed. Whoever was being introduced is told.")
        return _to(vacancy)
    return render(request, "careers/school/close.html", {"form": form, "vacancy": vacancy}, status=422 if form.errors else 200)
