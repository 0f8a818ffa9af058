"""Who fits a vacancy and why: without names for its school, with names for careers staff."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.careers import commands, guards, masked, showing
from difference.programme.careers.handles import handle, label
from difference.programme.careers.models import Introduction, Vacancy
from difference.programme.careers.queries import introductions, ranking
from difference.programme.careers.queries.introductions import RUNNING
from difference.programme.careers.queries.ranking import RankedProfile
from difference.programme.careers.rules import shown_at_most
from difference.programme.careers.states import INTRODUCED
from difference.programme.careers.views import loading
from difference.programme.careers.views.loading import Meeting


def _cards(vacancy: Vacancy, found: list[RankedProfile], running: dict[UUID, Introduction], *, named: bool) -> list[dict[str, Any]]:
    """Each with why, what the profile says, and the introduction that runs. By name to staff, and once both have agreed."""
    texts = {} if named else masked.texts(one.profile for one in found)
    cards = []
    for one in found:
        profile, introduction = one.profile, running.get(one.profile.person_id)
        known = named or (introduction is not None and introduction.state in INTRODUCED)
        key = handle(vacancy.pk, profile.person_id)
        cards.append({
            "id": f"why-{key}", "handle": key, "fit": one.fit, "reasons": showing.reasons(one.fit), "introduction": introduction,
            "called": profile.person.full_name if known else label(vacancy.pk, profile.person_id),
            "rows": showing.about_profile(profile, masked.whole(profile) if known else texts[profile.pk]),
        })  # fmt: skip
    return cards


@access(GET=Access("careers.see-fitting", load=loading.vacancy, shows=Shows.PERSONAL))
def who_fits(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The alumni who fit and are visible to this reader, those that fit best first, each with why."""
    actor = actor_of(request)
    staff = allows(actor, "careers.see-profiles")
    open_now = vacancy.state == "open"
    found = ranking.for_vacancy(actor, vacancy) if open_now else []
    shown = found[: shown_at_most()]
    loading.note_reading(actor, "careers.see-fitting", vacancy, (one.profile.person_id for one in shown))
    running = {one.person_id: one for one in introductions.to_vacancy(actor, vacancy) if one.state in RUNNING}
    context = {
        "vacancy": vacancy, "staff": staff, "count": len(found), "why_not": guards.takes_introductions(vacancy),
        "cards": _cards(vacancy, shown, running, named=staff), **showing.rule_context(),
    }  # fmt: skip
    return render(request, "careers/school/who_fits.html", context)


def _back(meeting: Meeting) -> HttpResponse:
    return HttpResponseRedirect(reverse("careers:who-fits", args=[meeting.vacancy.pk]))


def _running(meeting: Meeting) -> Introduction | None:
    last = introductions.last_between(meeting.vacancy, meeting.person_id)
    return last if last is not None and last.state in RUNNING else None


@access(POST=Access("careers.ask", load=loading.listed_meeting))
def ask(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """A school asks for an introduction. A second click finds it asked for and changes nothing."""
    running = _running(meeting)
    if running is None or not running.school_agreed_at:
        made = commands.request(by=actor_of(request), vacancy=meeting.vacancy, person_id=meeting.person_id)
        both = made.state == "accepted"
        messages.success(request, "You are introduced." if both else "You have asked. They are told, and answer.")
    return _back(meeting)


@access(POST=Access("careers.suggest", load=loading.listed_meeting))
def suggest(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Staff suggest an introduction. A second click finds it under way and changes nothing."""
    if _running(meeting) is None:
        commands.suggest(by=actor_of(request), vacancy=meeting.vacancy, person_id=meeting.person_id)
        messages.success(request, "Suggested. They are told, and so is the school if they let schools see them.")
    return _back(meeting)
