"""For alumni: the vacancies, those that fit best first, and one of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.programme.careers import commands, guards, letters, offering, showing
from difference.programme.careers.models import Introduction, Vacancy
from difference.programme.careers.queries import hiding, introductions, profiles, ranking
from difference.programme.careers.queries.introductions import RUNNING
from difference.programme.careers.queries.ranking import RankedVacancy
from difference.programme.careers.rules import role_kinds, shown_at_most
from difference.programme.careers.views import loading
from difference.programme.careers.views.loading import Meeting
from difference.web.components.lists import Row
from difference.web.values import Link, Tag, Tone


def _introductions(actor: Actor) -> list[Row]:
    return [
        Row(
            f"{one.vacancy.title}, {one.vacancy.school.name}", showing.tag(one, "person"),
            (Link("Open", letters.path_of(one), about=f"the introduction for {one.vacancy.title}"),),
        )
        for one in introductions.own(actor)
    ]  # fmt: skip


def _card(one: RankedVacancy) -> dict[str, object]:
    fits = Tag(f"{one.fit.points} of {one.fit.out_of} points", Tone.GOOD) if one.fit.fits else Tag("Not what you look for", Tone.NEUTRAL)
    rows = [
        Row("School", [one.school.name, showing.whereabouts(one.school)]),
        Row("Kind of post", role_kinds().get(one.vacancy.role_kind)),
        Row("Starts", one.vacancy.starts_on),
        Row("Introductions until", one.vacancy.closes_on),
    ]
    return {"id": f"why-{one.vacancy.pk}", "vacancy": one.vacancy, "fits": fits, "rows": rows, "reasons": showing.reasons(one.fit)}


@access(GET=Access("careers.see-vacancies", shows=Shows.PERSONAL))
def vacancies(request: HttpRequest) -> HttpResponse:
    """One’s introductions, and the open vacancies with why each fits."""
    actor = actor_of(request)
    found, left_out = ranking.for_alumnus(actor)
    context = {
        "introductions": _introductions(actor), "profile": profiles.own(actor), "cards": [_card(one) for one in found[: shown_at_most()]],
        "count": len(found), "left_out": left_out, **showing.rule_context(),
    }  # fmt: skip
    return render(request, "careers/alumnus/vacancies.html", context)


def _why_not(actor: Actor, vacancy: Vacancy, running: Introduction | None) -> str:
    if running is not None and running.state in RUNNING:
        return ""
    if hiding.away_for(actor, [offering.school_today(vacancy)]):
        return "You hide from this school or its trust, or speak for it, so you cannot be introduced to it."
    if profiles.own(actor) is None:
        return "Write your career profile first: it is what the school reads."
    return guards.takes_introductions(vacancy)


@access(GET=Access("careers.see-vacancies", load=loading.vacancy))
def vacancy(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """One vacancy, why it fits, and asking for an introduction."""
    actor = actor_of(request)
    school = offering.school_today(vacancy)
    last = introductions.last_between(vacancy, actor.person_id) if actor.person_id else None
    fit = ranking.fit_of(profiles.own(actor), vacancy, school, "You")
    context = {
        "vacancy": vacancy, "rows": showing.about_vacancy(vacancy, school), "fit": fit, "reasons": showing.reasons(fit), "last": last,
        "last_tag": showing.tag(last, "person") if last else "", "running": last is not None and last.state in RUNNING,
        "why_not": _why_not(actor, vacancy, last), **showing.rule_context(),
    }  # fmt: skip
    return render(request, "careers/alumnus/vacancy.html", context)


@access(POST=Access("careers.ask", load=loading.own_meeting))
def ask(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Ask for an introduction. A second click finds it asked for and changes nothing."""
    last = introductions.last_between(meeting.vacancy, meeting.person_id)
    if last is None or last.state not in RUNNING or not last.person_agreed_at:
        last = commands.request(by=actor_of(request), vacancy=meeting.vacancy, person_id=meeting.person_id)
        both = last.state == "accepted"
        messages.success(request, "You are introduced." if both else "You have asked. The school reads your profile without your name, and answers.")
    return HttpResponseRedirect(reverse("careers:introduction", args=[last.pk]))
