"""One application, for recruitment staff: facts, sections, what can be done now and why not; each look is in the audit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from difference.errors import BadInput
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.lifecycles.moving import possible
from difference.programme.recruitment import commands, eligibility, sections, showing
from difference.programme.recruitment.forms.handling import IneligibleForm, OverruleForm
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.reasons import INELIGIBLE, WITHDRAWN
from difference.programme.recruitment.views.loading import load_application, whose
from difference.web.components.lists import Row
from difference.web.values import Link, Tag, Tone

# What staff do here, by the name of the move: the words of its button and the route of its page.
DOING = {
    "take_in": ("Take in for reading", "recruitment:take-in"),
    "find_ineligible": ("Find not eligible", "recruitment:find-ineligible"),
    "overrule": ("Let it go on all the same", "recruitment:overrule"),
}


def _handling(action: str) -> Access:
    return Access(action, load=load_application, shows=Shows.PERSONAL, about=whose)


def _to(application: Application) -> HttpResponse:
    return HttpResponseRedirect(reverse("recruitment:candidate", args=[application.pk]))


def _moves(request: HttpRequest, application: Application) -> list[tuple[str, str, str, str]]:
    """Each move: its name, its words, its address, and why it cannot be made now."""
    steps = {step.move.name: step for step in possible(actor_of(request), application)}
    return [(name, words, reverse(route, args=[application.pk]), steps[name].why_not) for name, (words, route) in DOING.items() if name in steps]


def _facts(application: Application) -> list[Row]:
    state = application.lifecycle.state(application.state)
    rows = [
        Row("State", Tag(state.words.capitalize(), Tone.PROGRESS if state.running else Tone.NEUTRAL)),
        Row("To the candidate", state.to_person),
        Row("Reference", application.reference),
        Row("Cohort", Link(application.cohort.name, reverse("recruitment:applications", args=[application.cohort_id]))),
        Row("Started", application.started_at),
        Row("Last touched", application.saved_at),
        Row("Sent", application.submitted_at, missing="Not yet"),
    ]
    if application.inactive_since:
        rows.append(Row("Marked inactive", application.inactive_since))
    if application.withdrawn_reason:
        rows.append(Row("Withdrawn because", WITHDRAWN.get(application.withdrawn_reason)))
    if application.ineligible_reason:
        rows.append(Row("Found not eligible because", INELIGIBLE.get(application.ineligible_reason)))
    if application.objected_at:
        rows += [Row("They ask us to look again", application.objected_at), Row("Their reason", application.objection)]
    if application.overruled_at:
        rows += [Row("Goes on since", application.overruled_at), Row("Because", application.overruled_because)]
    return rows


def _shown(application: Application) -> list[tuple[str, list[Row]]]:
    # What a candidate writes is theirs until they send it.
    if application.submitted_at is None:
        return []
    return [(section.title, showing.rows(section, application, change=False)) for section in sections.every() if section.staff_read]


@access(
    GET=Access("recruitment.see", load=load_application, shows=Shows.PERSONAL, about=whose, fields=("sections", "objection", "overruled_because"))
)
def candidate(request: HttpRequest, application: Application) -> HttpResponse:
    """Everything about an application but what stands apart: adjustments and equality monitoring."""
    actor = actor_of(request)
    context = {
        "application": application,
        "facts": _facts(application),
        "moves": _moves(request, application),
        "broken": eligibility.broken(application, eligibility.day_of(application.cohort)),
        "shown": _shown(application),
        "may_see_adjustments": allows(actor, "recruitment.see-adjustments", application),
        "links": _links(actor, application),
    }
    return render(request, "recruitment/staff/candidate.html", context)


@access(
    GET=Access(
        "recruitment.see-adjustments", load=load_application, shows=Shows.RESTRICTED, about=whose, fields=("adjustments_needed", "adjustments")
    )
)
def adjustments(request: HttpRequest, application: Application) -> HttpResponse:
    """What a candidate asks for on assessment day, once they have sent it. Each look is in the audit."""
    rows = showing.rows(sections.find("adjustments"), application, change=False)
    return render(request, "recruitment/staff/adjustments.html", {"application": application, "rows": rows})


def _links(actor: Actor, application: Application) -> list[Link]:
    """Where else this member of staff can go from a candidate."""
    places = (
        ("Decisions of the cohort", "recruitment:deciding", application.cohort_id, "recruitment.propose-decision"),
        ("References", "recruitment:references", None, "recruitment.read-reference"),
        ("Safer-recruitment checks", "recruitment:checks-of", application.pk, "recruitment.see-checks"),
    )
    found = []
    for label, route, key, action in places:
        if application.state != "draft" and allows(actor, action, application):
            found.append(Link(label, reverse(route, args=[key] if key else [])))
    return found


def _cannot(request: HttpRequest, application: Application, move: str) -> HttpResponse | None:
    """Back to the candidate's page, where the form of a move is opened that does not lead from here."""
    if request.method == "POST" or any(step.move.name == move and step.now for step in possible(actor_of(request), application)):
        return None
    messages.info(request, "This is not possible now. Below is where the application stands.")
    return _to(application)


@access(POST=_handling("recruitment.take-in"))
def take_in(request: HttpRequest, application: Application) -> HttpResponse:
    """Take an application in for reading."""
    commands.take_in(by=actor_of(request), application=application)
    messages.success(request, "The application is taken in. It can now be given to assessors.")
    return _to(application)


@access(GET=_handling("recruitment.find-ineligible"), POST=_handling("recruitment.find-ineligible"))
def find_ineligible(request: HttpRequest, application: Application) -> HttpResponse:
    """Find an application not eligible, with a reason."""
    elsewhere = _cannot(request, application, "find_ineligible")
    if elsewhere:
        return elsewhere
    form = IneligibleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.find_ineligible(by=actor_of(request), application=application, reason=form.cleaned_data["reason"])
        messages.success(request, "The application is found not eligible. A letter says why, and how to ask us to look again.")
        return _to(application)
    context = {"form": form, "application": application, "title": "Find not eligible", "warning": True}
    return render(request, "recruitment/staff/decide.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters()
@access(GET=_handling("recruitment.overrule"), POST=_handling("recruitment.overrule"))
def overrule(request: HttpRequest, application: Application) -> HttpResponse:
    """Let an application go on that was found not eligible."""
    elsewhere = _cannot(request, application, "overrule")
    if elsewhere:
        return elsewhere
    form = OverruleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            commands.overrule(by=actor_of(request), application=application, because=form.cleaned_data["because"])
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "The application goes on, and is in review. A letter says so.")
            return _to(application)
    context = {"form": form, "application": application, "title": "Let it go on all the same", "objection": application.objection}
    return render(request, "recruitment/staff/decide.html", context, status=422 if form.errors else 200)
