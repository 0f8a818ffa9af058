"""Planning a project, changing the plan, registering its protocol, giving it up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from difference.errors import BadInput, Conflict
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.evidence import commands, showing
from difference.programme.evidence.forms import AbandonForm, PlanForm, RegisterForm
from difference.programme.evidence.models import Project
from difference.programme.evidence.queries import projects
from difference.programme.evidence.views import loading
from difference.web.errors import CONFLICT_COLUMNS

NEW = Access("evidence.plan", shows=Shows.PERSONAL)
CHANGE = loading.acting("evidence.change")
REGISTER = loading.acting("evidence.register-protocol")
ABANDON = loading.acting("evidence.abandon")


def _form(request: HttpRequest, project: Project | None = None) -> PlanForm:
    given = request.POST if request.method == "POST" else None
    return PlanForm(given, project=project, initial=PlanForm.initial_of(project, projects.places(actor_of(request))))


def _page(request: HttpRequest, form: PlanForm, status: int, **more: Any) -> HttpResponse:
    return render(request, "evidence/project/write.html", {"form": form, **more}, status=status)


@access(GET=NEW, POST=NEW)
def new(request: HttpRequest) -> HttpResponse:
    """A new plan. Sent twice it is one project."""
    form = _form(request)
    if form.is_valid():
        try:
            made = commands.plan_project(by=actor_of(request), key=form.cleaned_data["key"], **form.values())
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "Your plan is kept. You can change it until you register its protocol.")
            return loading.to_project(made)
    return _page(request, form, 422 if form.errors else 200)


@access(GET=CHANGE, POST=CHANGE)
def change(request: HttpRequest, project: Project) -> HttpResponse:
    """Change a plan, until its protocol is registered."""
    if project.state != "planned":
        if request.method == "POST":
            commands.change_project(by=actor_of(request), project=project, values={})
        return loading.to_project(project)
    form = _form(request, project)
    if form.is_valid():
        try:
            commands.change_project(by=actor_of(request), project=project, revision=form.cleaned_data["revision"] or 0, values=form.values())
        except BadInput as error:
            form.refuse(error)
        except Conflict as error:
            form.data = request.POST.copy()
            form.data["revision"] = str(projects.find(actor_of(request), project.pk).revision)
            more = {"project": project, "conflict": error, "differences": error.differences, "conflict_columns": CONFLICT_COLUMNS}
            return _page(request, form, 409, **more)
        else:
            messages.success(request, "The plan is changed.")
            return loading.to_project(project)
    return _page(request, form, 422 if form.errors else 200, project=project)


@access(GET=REGISTER, POST=REGISTER)
def register(request: HttpRequest, project: Project) -> HttpResponse:
    """Register the protocol, once its author says that nobody is named. A second click finds it registered and changes nothing."""
    if project.state != "planned":
        return loading.to_project(project)
    form = RegisterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.register_protocol(by=actor_of(request), project=project)
        messages.success(request, "The protocol is registered and cannot be changed any more. A letter with its fingerprint is on its way to you.")
        return loading.to_project(project)
    context = {"form": form, "project": project, "plan": showing.plan(project)}
    return render(request, "evidence/project/register.html", context, status=422 if form.errors else 200)


@access(GET=ABANDON, POST=ABANDON)
def abandon(request: HttpRequest, project: Project) -> HttpResponse:
    """Give a project up, with a reason."""
    if project.lifecycle.state(project.state).terminal:
        return loading.to_project(project)
    form = AbandonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.abandon(by=actor_of(request), project=project, reason=form.cleaned_data["reason"])
        messages.success(request, "The project is closed as abandoned. It stays, and is counted.")
        return loading.to_project(project)
    context = {"form": form, "project": project, "title": showing.titled(project)}
    return render(request, "evidence/project/abandon.html", context, status=422 if form.errors else 200)
