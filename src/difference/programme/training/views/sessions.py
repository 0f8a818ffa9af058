"""One's own sessions, those that one leads, one session, and the file for a calendar."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from difference.foundations import clock
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.training import showing_support as showing
from difference.programme.training.calendar_file import calendar_of
from difference.programme.training.guards_sessions import not_begun, register_open
from difference.programme.training.models import Session
from difference.programme.training.queries import sessions
from difference.programme.training.reasons_sessions import words_of
from difference.programme.training.rules_sessions import called, kind_title
from difference.web.components.lists import Row
from difference.web.components.tables import Column
from difference.web.values import Link

OWN = Access("training.see-own-sessions", shows=Shows.PERSONAL)
COMING = ("What", "When", "Where", "State")
PAST = ("What", "When", "You")
TALLY = ("Kind", *(Column(title, numeric=True) for title in ("Attended this year", "Planned this year", "A year has")))
LED = ("What", "Who", "When", "State")


def link_of(session: Session) -> Link:
    """A session by its kind and title."""
    return Link(called(session.kind, session.title), reverse("training:session", args=[session.pk]))


@access(GET=OWN)
def mine(request: HttpRequest) -> HttpResponse:
    """What is coming, what was, and how many of each kind this year."""
    held, now = sessions.own(actor_of(request)), clock.now()
    coming = [(link_of(one.session), one.session.starts_at, one.session.place, showing.tag(one.session)) for one in held if one.session.ends_at > now]
    past = [
        (link_of(one.session), one.session.starts_at, words_of(one.standing, one.reason))
        for one in reversed(held)
        if one.session.ends_at <= now and one.session.state == "planned"
    ]
    context = {"coming": coming, "past": past, "columns": COMING, "past_columns": PAST, "tally": sessions.tally(held), "tally_columns": TALLY}
    return render(request, "training/sessions/mine.html", {**context, "any": bool(held)})


@access(GET=OWN)
def calendar(request: HttpRequest) -> HttpResponse:
    """One's own sessions for a calendar."""
    held = [one.session for one in sessions.own(actor_of(request))]
    text = calendar_of(held, now=clock.now(), address=settings.ADDRESS)
    response = HttpResponse(text.encode("utf-8", "replace"), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="sessions.ics"'
    return response


@access(GET=Access("training.see-led", shows=Shows.PERSONAL))
def led(request: HttpRequest) -> HttpResponse:
    """The sessions that I lead."""
    held, now = sessions.led(actor_of(request)), clock.now()
    people = sessions.coached_in(held)
    rows = {one.pk: (link_of(one), people.get(one.pk, "Several"), one.starts_at, showing.tag(one)) for one in held}
    coming = [rows[one.pk] for one in held if one.ends_at > now]
    past = [rows[one.pk] for one in reversed(held) if one.ends_at <= now]
    return render(request, "training/sessions/led.html", {"coming": coming, "past": past, "columns": LED})


@access(GET=Access("training.see-session", load=sessions.find, shows=Shows.PERSONAL))
def session(request: HttpRequest, session: Session) -> HttpResponse:
    """One session: to whoever is expected without the others, to whoever takes the register with it."""
    actor = actor_of(request)
    keeps = allows(actor, "training.take-register", session)
    rows = [
        Row("State", showing.tag(session)), Row("Kind", kind_title(session.kind)), Row("Begins", session.starts_at), Row("Ends", session.ends_at),
        Row("Where", session.place), Row("Led by", session.lead.full_name), *showing.about_session(session),
    ]  # fmt: skip
    own = next((one for one in sessions.own(actor) if one.session_id == session.pk), None)
    if own is not None:
        rows.append(Row("You", words_of(own.standing, own.reason)))
    register = [(one.enrolment.person.full_name, words_of(one.standing, one.reason)) for one in sessions.register_of(session)] if keeps else []
    planned = session.state == "planned"
    context = {
        "session": session, "rows": rows, "keeps": keeps, "register": register, "columns": ("Who", "Standing"), "why_no_register": register_open(session),
        "changes": planned and not not_begun(session) and allows(actor, "training.change-session", session), "whole": session.kind != "coaching",
    }  # fmt: skip
    return render(request, "training/sessions/session.html", context)
