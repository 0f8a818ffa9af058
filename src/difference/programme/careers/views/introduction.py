"""One introduction, for both sides and for staff: where it stands, who it is once both have agreed, and what comes of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from difference.errors import BadInput
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.lifecycles.moving import possible
from difference.programme.careers import commands, letters, masked, offering, showing
from difference.programme.careers.forms.vacancies import AppointForm, DeclineForm
from difference.programme.careers.models import Introduction
from difference.programme.careers.models.profiles import FITTING
from difference.programme.careers.queries import contacts, profiles
from difference.programme.careers.sides import PERSON, SCHOOL, agreed
from difference.programme.careers.states import INTRODUCED
from difference.programme.careers.views import loading
from difference.programme.careers.views.school import called
from difference.web.components.lists import Row

STAFF = "staff"


def _on(action: str) -> Access:
    return Access(action, load=loading.introduction, shows=Shows.PERSONAL, about=loading.whose)


def _reader(actor: Actor, introduction: Introduction) -> str:
    """A side, or staff: whoever speaks for the school reads as the school, also if they are staff."""
    if actor.person_id == introduction.person_id:
        return PERSON
    return SCHOOL if introduction.vacancy.school_id in offering.reached(actor) else STAFF


def _to(introduction: Introduction) -> HttpResponse:
    return HttpResponseRedirect(letters.path_of(introduction))


def _contact(person_id: Any) -> list[Row]:
    found = contacts.of(person_id)
    if found is None:
        return [Row("Name", showing.GONE)]
    return [Row("Name", found.name), Row("E-mail address", found.email)]


def _about(introduction: Introduction, reader: str) -> list[Row]:
    """What this reader may know of the other: of the school its vacancy; of the alumnus what they agreed to."""
    profile = profiles.of(introduction.person_id)
    if reader == PERSON:
        return showing.about_vacancy(introduction.vacancy, offering.school_today(introduction.vacancy))
    if introduction.state in INTRODUCED:
        own = showing.about_profile(profile, masked.whole(profile)) if profile else []
        return [*_contact(introduction.person_id), *own]
    if reader == STAFF:
        return showing.about_profile(profile, masked.whole(profile)) if profile else []
    shown = introduction.person_agreed_at is not None or (profile is not None and profile.visibility == FITTING)
    if profile is None or introduction.state == "declined" or not shown:
        return []
    return showing.about_profile(profile, masked.texts([profile])[profile.pk])


def _moves(actor: Actor, introduction: Introduction, reader: str) -> dict[str, Any]:
    """What this side can do now. Who has agreed already waits for the other."""
    steps = {step.move.name: step for step in possible(actor, introduction)} if reader != STAFF else {}
    if reader != STAFF and agreed(introduction, reader):
        steps.pop("accept", None)
    return steps


@access(GET=_on("careers.see-introduction"))
def introduction(request: HttpRequest, introduction: Introduction) -> HttpResponse:
    """One introduction."""
    actor = actor_of(request)
    reader = _reader(actor, introduction)
    to = {PERSON: "person", SCHOOL: "partner"}.get(reader, "staff")
    introduced = introduction.state in INTRODUCED
    context = {
        "introduction": introduction, "vacancy": introduction.vacancy, "reader": reader, "tag": showing.tag(introduction, to),
        "rows": showing.introduction_rows(introduction, reader), "about": _about(introduction, reader),
        "called": called(actor, introduction), "moves": _moves(actor, introduction, reader), "introduced": introduced,
        "waits_for_other": introduction.state == "requested" and reader != STAFF and agreed(introduction, reader),
        "school_contact": _contact(introduction.school_agreed_by) if reader == PERSON and introduced else [],
    }  # fmt: skip
    return render(request, "careers/introduction.html", context)


@access(POST=_on("careers.ask"))
def ask(request: HttpRequest, introduction: Introduction) -> HttpResponse:
    """Take up a suggestion. A second click finds it asked for and changes nothing."""
    if introduction.state == "suggested":
        commands.request(by=actor_of(request), vacancy=introduction.vacancy, person_id=introduction.person_id)
        messages.success(request, "You have asked for the introduction. The other side is told, and answers.")
    return _to(introduction)


@access(POST=_on("careers.answer"))
def accept(request: HttpRequest, introduction: Introduction) -> HttpResponse:
    """Agree. A second click finds it agreed to and changes nothing."""
    if introduction.state not in INTRODUCED:
        commands.accept(by=actor_of(request), introduction=introduction)
        messages.success(request, "You are introduced. Each of you sees now how to reach the other.")
    return _to(introduction)


@access(POST=_on("careers.go-on"))
def interview(request: HttpRequest, introduction: Introduction) -> HttpResponse:
    """Say that the two are talking."""
    if introduction.state not in {"interviewing", "appointed"}:
        commands.interview(by=actor_of(request), introduction=introduction)
        messages.success(request, "Noted. When it is decided, say here what came of it.")
    return _to(introduction)


@access(GET=_on("careers.appoint"), POST=_on("careers.appoint"))
def appoint(request: HttpRequest, introduction: Introduction) -> HttpResponse:
    """Say that the alumnus was appointed, and from when."""
    if introduction.state == "appointed":
        return _to(introduction)
    form = AppointForm(request.POST if request.method == "POST" else None, initial={"starts_on": introduction.vacancy.starts_on})
    if form.is_valid():
        try:
            commands.appoint(by=actor_of(request), introduction=introduction, starts_on=form.cleaned_data["starts_on"])
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "Noted, and the vacancy is closed. Whoever else was being introduced is told, kindly.")
            return _to(introduction)
    reader = _reader(actor_of(request), introduction)
    context = {"form": form, "introduction": introduction, "vacancy": introduction.vacancy, "mine": reader == PERSON}
    return render(request, "careers/appoint.html", context, status=422 if form.errors else 200)


@access(GET=_on("careers.decline"), POST=_on("careers.decline"))
def decline(request: HttpRequest, introduction: Introduction) -> HttpResponse:
    """Decline, with a reason."""
    if introduction.state in {"declined", "appointed"}:
        return _to(introduction)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.decline(by=actor_of(request), introduction=introduction, reason=form.cleaned_data["reason"])
        messages.success(request, "You have declined. The other side is told, with your reason.")
        return _to(introduction)
    context = {"form": form, "introduction": introduction, "vacancy": introduction.vacancy}
    return render(request, "careers/decline.html", context, status=422 if form.errors else 200)
