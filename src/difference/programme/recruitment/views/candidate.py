"""A candidate’s application: begin it, its task list, and afterwards where it stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.foundations.lifecycles.moving import possible
from difference.programme.cohorts import queries as cohorts
from difference.programme.cohorts.models import Cohort
from difference.programme.cohorts.showing import deadline
from difference.programme.recruitment import commands, criteria, eligibility, queries, sections, showing
from difference.programme.recruitment.commands.handling import sentences_for
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.views.loading import load_application, load_cohort
from difference.web.components.lists import Row
from difference.web.values import Link

# The states in which a published decision can be read.
DECIDED = {"shortlisted", "assessed", "reserve", "accepted", "unsuccessful", "declined", "lapsed"}
OWN = Access("recruitment.see-own", load=load_application, shows=Shows.PERSONAL)


@access(GET=Access("recruitment.start", shows=Shows.PERSONAL))
def mine(request: HttpRequest) -> HttpResponse:
    """One’s own applications: where there is one, straight to it."""
    actor = actor_of(request)
    found = list(queries.own(actor))
    if len(found) == 1:
        return HttpResponseRedirect(showing.address(found[0]))
    rows = [Row(f"Cohort {one.cohort.name}", showing.tag(one), (Link("Open", showing.address(one), about=f"{one.reference}"),)) for one in found]
    cohort = cohorts.open_cohort(actor) or cohorts.next_cohort(actor)
    context = {"rows": rows, "cohort": cohort, "deadline": deadline(cohort) if cohort else ""}
    return render(request, "recruitment/mine.html", context)


@access(GET=Access("recruitment.start", load=load_cohort), POST=Access("recruitment.start", load=load_cohort))
def apply(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """What applying takes, and starting. Whoever has started is led to where they were."""
    actor = actor_of(request)
    present = queries.standing(actor, cohort)
    if request.method == "POST":
        present = commands.start(by=actor, cohort=cohort)
    if present is not None:
        return HttpResponseRedirect(showing.address(present))
    context = {
        "cohort": cohort,
        "deadline": deadline(cohort),
        "open": cohorts.open_for_applications(cohort),
        "closed": showing.time_left(cohort),
        "sections": sections.every(),
        "competencies": criteria.present().asked,
    }
    return render(request, "recruitment/apply.html", context)


@access(GET=OWN)
def application(request: HttpRequest, application: Application) -> HttpResponse:
    """The task list while it is written; then where it stands and what comes next."""
    actor = actor_of(request)
    moves = {step.move.name for step in possible(actor, application) if step.now}
    context: dict[str, object] = {
        "application": application,
        "cohort": application.cohort,
        "time_left": showing.time_left(application.cohort),
        "can_withdraw": "withdraw" in moves,
    }
    if application.state == application.lifecycle.initial:
        context |= {
            "tasks": showing.tasks(application),
            "to_go": showing.to_go(application),
            "ready": not sections.incomplete(application),
            "can_be_sent": cohorts.open_for_applications(application.cohort),
            "reasons": eligibility.reasons(application),
        }
        return render(request, "recruitment/draft.html", context)
    context |= {"decided": application.state in DECIDED, "tag": showing.tag(application), "happenings": showing.happenings(actor, application)}
    if application.state == "ineligible":
        context["why"] = sentences_for(application, application.ineligible_reason)
    return render(request, "recruitment/sent.html", context)


@access(GET=OWN)
def answers(request: HttpRequest, application: Application) -> HttpResponse:
    """What was sent, to read again."""
    shown = [(section.title, showing.rows(section, application, change=False)) for section in sections.every()]
    return render(request, "recruitment/answers.html", {"application": application, "shown": shown})


@access(GET=OWN)
def receipt(request: HttpRequest, application: Application) -> HttpResponse:
    """That it has arrived, under which reference, and what comes next. Before it is sent: the task list."""
    if application.submitted_at is None:
        return HttpResponseRedirect(showing.address(application))
    context = {"application": application, "cohort": application.cohort}
    return render(request, "recruitment/receipt.html", context)
