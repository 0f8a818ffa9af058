"""For training staff, and for the leads of sessions: planning, changing, cancelling, the register, and who was missing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput, Conflict, NotFound, NotNow
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.programme.cohorts.models import Cohort
from difference.programme.training import showing_support as showing
from difference.programme.training.commands import registers
from difference.programme.training.commands import sessions as commands
from difference.programme.training.forms.sessions import CancelForm, ExpectForm, FollowUpForm, NewSessionForm, RegisterForm, SessionForm, TimesForm
from difference.programme.training.guards_sessions import not_begun, register_open
from difference.programme.training.models import Enrolment, Session
from difference.programme.training.queries import enrolments, reach, sessions
from difference.programme.training.rules_sessions import rules
from difference.programme.training.views.sessions import link_of
from difference.web.errors import CONFLICT_COLUMNS
from difference.web.values import Link

COLUMNS = ("What", "When", "Led by", "State")
MISSED = ("Who", "Sessions missed", "The last")


def trained_cohort(actor: Actor, cohort_id: UUID) -> Cohort:
    """One cohort that the actor trains. Raises NotFound."""
    found = reach.staffed(actor, "training").filter(pk=cohort_id).first()
    if found is None:
        raise NotFound()
    return found


PLAN = Access("training.plan-session", load=trained_cohort, shows=Shows.PERSONAL)
CHANGE = Access("training.change-session", load=sessions.find, shows=Shows.PERSONAL)
REGISTER = Access("training.take-register", load=sessions.find, shows=Shows.PERSONAL)
FOLLOW = Access("training.follow-up", load=enrolments.find, shows=Shows.PERSONAL, about=lambda one: one.person_id)


def _to(session: Session) -> HttpResponse:
    return HttpResponseRedirect(commands.path_of(session))


@access(GET=Access("training.see-sessions", shows=Shows.PERSONAL))
def planned(request: HttpRequest) -> HttpResponse:
    """The sessions of each cohort that I train."""
    actor, cohorts = actor_of(request), []
    for cohort in reach.staffed(actor, "training"):
        rows = [(link_of(one), one.starts_at, one.lead.full_name, showing.tag(one)) for one in sessions.of_cohort(actor, cohort)]
        cohorts.append((cohort, rows, len(sessions.absences(actor, cohort))))
    return render(request, "training/sessions/planned.html", {"cohorts": cohorts, "columns": COLUMNS})


@access(GET=PLAN, POST=PLAN)
def plan(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Plan a session."""
    form = NewSessionForm(
        request.POST if request.method == "POST" else None, leads=sessions.possible_leads(cohort), studying=sessions.studying(cohort)
    )
    if form.is_valid():
        try:
            made = commands.plan_session(
                by=actor_of(request), cohort=cohort, kind=form.cleaned_data["kind"], values=form.values(), expected=form.expected()
            )
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "The session is planned. Whoever is expected gets a letter.")
            return _to(made)
    return render(request, "training/sessions/write.html", {"form": form, "cohort": cohort}, status=422 if form.errors else 200)


def _conflicting(request: HttpRequest, form: Any, session: Session, error: Conflict) -> dict[str, Any]:
    form.data = request.POST.copy()
    form.data["revision"] = str(sessions.find(actor_of(request), session.pk).revision)
    return {"conflict": error, "differences": error.differences, "conflict_columns": CONFLICT_COLUMNS}


def _revision(form: Any) -> int:
    return -1 if form.cleaned_data["revision"] is None else int(form.cleaned_data["revision"])


@access(GET=CHANGE, POST=CHANGE)
def change(request: HttpRequest, session: Session) -> HttpResponse:
    """Change a session."""
    objection = not_begun(session) if session.state == "planned" else "This session was cancelled. Plan another."
    if objection:
        raise NotNow(objection)
    initial, leads = TimesForm.initial_of(session), sessions.possible_leads(session.cohort)
    alone = session.kind == "coaching"
    given = request.POST if request.method == "POST" else None
    form: Any = TimesForm(given, initial=initial) if alone else SessionForm(given, initial=initial, leads=leads)
    context: dict[str, Any] = {"form": form, "session": session}
    status = 200
    if form.is_valid():
        try:
            commands.change_session(by=actor_of(request), session=session, revision=_revision(form), values=form.values())
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            context |= _conflicting(request, form, session, error)
            status = 409
        else:
            messages.success(request, "The session is changed. Whoever is expected is told.")
            return _to(session)
    return render(request, "training/sessions/write.html", context, status=422 if form.errors else status)


@access(GET=CHANGE, POST=CHANGE)
def expect(request: HttpRequest, session: Session) -> HttpResponse:
    """Choose who is expected."""
    register = sessions.register_of(session)
    initial = {"revision": session.revision, "expected": [str(one.enrolment_id) for one in register]}
    form = ExpectForm(request.POST if request.method == "POST" else None, initial=initial, studying=sessions.studying(session.cohort))
    context: dict[str, Any] = {"form": form, "session": session}
    status = 200
    if form.is_valid():
        try:
            commands.expect(by=actor_of(request), session=session, revision=_revision(form), enrolments=form.chosen())
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            context |= _conflicting(request, form, session, error)
            status = 409
        else:
            messages.success(request, "Saved. Those for whom something changed get a letter.")
            return _to(session)
    return render(request, "training/sessions/expect.html", context, status=422 if form.errors else status)


@access(GET=CHANGE, POST=CHANGE)
def cancel(request: HttpRequest, session: Session) -> HttpResponse:
    """Cancel a session, with a reason."""
    if session.state == "cancelled":
        return _to(session)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.cancel_session(by=actor_of(request), session=session, reason=form.cleaned_data["reason"])
        messages.success(request, "The session is cancelled. Whoever was expected gets a letter.")
        return _to(session)
    return render(request, "training/sessions/cancel.html", {"form": form, "session": session}, status=422 if form.errors else 200)


@access(GET=REGISTER, POST=REGISTER)
def register(request: HttpRequest, session: Session) -> HttpResponse:
    """The register, for everybody at once."""
    objection = register_open(session)
    if objection:
        raise NotNow(objection)
    present = sessions.register_of(session)
    form = RegisterForm(request.POST if request.method == "POST" else None, register=present, initial={"revision": session.revision})
    context: dict[str, Any] = {"form": form, "session": session, "any": bool(present), "least": rules().absences}
    status = 200
    if form.is_valid():
        try:
            registers.take_register(by=actor_of(request), session=session, revision=form.cleaned_data["revision"], given=form.given())
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            context |= _conflicting(request, form, session, error)
            status = 409
        else:
            messages.success(request, "The register is saved.")
            return _to(session)
    return render(request, "training/sessions/register.html", context, status=422 if form.errors else status)


@access(GET=Access("training.see-absences", load=trained_cohort, shows=Shows.PERSONAL))
def absences(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Whom to speak with."""
    rows = [
        (Link(one.enrolment.person.full_name, reverse("training:follow-up", args=[one.enrolment.pk])), one.count, one.last)
        for one in sessions.absences(actor_of(request), cohort)
    ]
    context = {"cohort": cohort, "rows": rows, "columns": MISSED, "least": rules().absences, "days": rules().within_days}
    return render(request, "training/sessions/absences.html", context)


@access(GET=FOLLOW, POST=FOLLOW)
def follow_up(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Note that I looked into it. A second press finds it noted."""
    back = reverse("training:absences", args=[enrolment.cohort_id])
    found = sessions.missed([enrolment])
    if not found:
        return HttpResponseRedirect(back)
    form = FollowUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        registers.follow_up(by=actor_of(request), enrolment=enrolment, outcome=form.cleaned_data["outcome"])
        messages.success(request, "Noted. The absences before today are not counted any more.")
        return HttpResponseRedirect(back)
    context = {"form": form, "enrolment": enrolment, "missed": found[enrolment.pk], "back": back}
    return render(request, "training/sessions/follow_up.html", context, status=422 if form.errors else 200)
