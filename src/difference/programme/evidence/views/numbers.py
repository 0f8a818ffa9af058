"""Recording what a project measured, and having its effect computed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from difference.errors import BadInput, Conflict
from difference.foundations.access.routes import access
from difference.foundations.actors import actor_of
from difference.programme.evidence import commands, lists
from difference.programme.evidence.forms import NumbersForm
from difference.programme.evidence.models import Project
from difference.programme.evidence.queries import projects
from difference.programme.evidence.views import loading

RECORD = loading.acting("evidence.record-data")
OPEN = ("protocol_registered", "data_received")


def _page(request: HttpRequest, project: Project, form: NumbersForm, status: int, **more: Any) -> HttpResponse:
    context = {"project": project, "form": form, "outcome": lists.outcomes()[project.outcome], **more}
    return render(request, "evidence/project/numbers.html", context, status=status)


@access(GET=RECORD, POST=RECORD)
def record(request: HttpRequest, project: Project) -> HttpResponse:
    """The numbers of both groups; they can be corrected until they are analysed."""
    if project.state not in OPEN and request.method != "POST":
        return loading.to_project(project)
    initial = NumbersForm.initial_of(project.present_data(), project.revision)
    form = NumbersForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            _keep(request, project, form)
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            form.data = request.POST.copy()
            form.data["revision"] = str(projects.find(actor_of(request), project.pk).revision)
            return _page(request, project, form, 409, conflict=error)
        else:
            messages.success(request, "The numbers are recorded. Look at them once more, then have the effect computed.")
            return loading.to_project(project)
    return _page(request, project, form, 422 if form.errors else 200)


def _keep(request: HttpRequest, project: Project, form: NumbersForm) -> None:
    if project.state == "protocol_registered" and form.cleaned_data["revision"] != project.revision:
        raise Conflict("The project has changed since you opened this page.")
    commands.record_data(by=actor_of(request), project=project, revision=form.cleaned_data["revision"], **form.values())


@access(POST=loading.acting("evidence.analyse"))
def analyse(request: HttpRequest, project: Project) -> HttpResponse:
    """Have the effect computed. A second click finds it computed and changes nothing."""
    if project.state == "analysed":
        return loading.to_project(project)
    commands.analyse(by=actor_of(request), project=project)
    messages.success(request, "The effect is computed. Evidence staff check it next; then it counts.")
    return loading.to_project(project)
