"""For evidence staff: every project by state, what waits, and checking one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.evidence import commands, lists, showing
from difference.programme.evidence.forms import SendBackForm
from difference.programme.evidence.models import Project
from difference.programme.evidence.queries import projects
from difference.programme.evidence.states import PROJECT
from difference.programme.evidence.views import loading
from difference.programme.evidence.views.project import context
from difference.web.components.lists import Fact
from difference.web.values import Link, Tone

COLUMNS = ("Project", "Who", "School", "Practice", "Outcome measured by")
# What waits for staff first, then what may be stuck, then the rest.
ORDER = ("analysed", "data_received", "protocol_registered", "planned", "reported", "abandoned")


def _row(project: Project) -> tuple[object, ...]:
    name = Link(showing.titled(project), reverse("evidence:project", args=[project.pk]))
    return (name, project.person.full_name, project.school.name, lists.practices()[project.practice].title, project.ends_on)


@access(GET=Access("evidence.see-board", shows=Shows.PERSONAL))
def board(request: HttpRequest) -> HttpResponse:
    """Every project, by where it stands."""
    found = projects.board(actor_of(request))
    by_state = {name: [one for one in found if one.state == name] for name in ORDER}
    waiting = len(by_state["analysed"])
    facts = [
        Fact(waiting, "wait to be checked", tone=Tone.HAND if waiting else Tone.NEUTRAL),
        Fact(len(by_state["protocol_registered"]) + len(by_state["data_received"]), "registered, not analysed"),
        Fact(len(by_state["reported"]), "reported"),
        Fact(len(by_state["abandoned"]), "abandoned"),
    ]
    tables = [(PROJECT.state(name).words.capitalize(), list(map(_row, rows))) for name, rows in by_state.items() if rows]
    return render(request, "evidence/staff/board.html", {"facts": facts, "tables": tables, "columns": COLUMNS})


@access(POST=loading.acting("evidence.report"))
def report(request: HttpRequest, project: Project) -> HttpResponse:
    """Publish the effect. A second click finds it reported and changes nothing."""
    if project.state != "reported":
        commands.report(by=actor_of(request), project=project)
        messages.success(request, "Reported: its effect counts from now on, without its author’s name and words. The author is told.")
    return loading.to_project(project)


@access(POST=loading.acting("evidence.send-back"))
def send_back(request: HttpRequest, project: Project) -> HttpResponse:
    """Send a project back with a reason."""
    form = SendBackForm(request.POST)
    if form.is_valid():
        commands.send_back(by=actor_of(request), project=project, reason=form.cleaned_data["reason"])
        messages.success(request, "Sent back. The author is told why.")
        return loading.to_project(project)
    return render(request, "evidence/project/one.html", context(actor_of(request), project, send_back=form, form=form), status=422)
