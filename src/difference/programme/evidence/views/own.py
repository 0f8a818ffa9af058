"""The lists of projects: one's own, and those in one's school."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import actor_of
from difference.programme.evidence import lists, showing
from difference.programme.evidence.models import Project
from difference.programme.evidence.queries import projects
from difference.web.values import Link

OWN_COLUMNS = ("Project", "Practice", "School", "State", "Outcome measured by")
SCHOOL_COLUMNS = ("Project", "Who", "Practice", "State", "Outcome measured by")


def _link(project: Project) -> Link:
    return Link(showing.titled(project), reverse("evidence:project", args=[project.pk]))


@access(GET=Access("evidence.see-own", shows=Shows.PERSONAL))
def mine(request: HttpRequest) -> HttpResponse:
    """One's own projects."""
    rows = [
        (_link(one), lists.practices()[one.practice].title, one.school.name, showing.tag(one), one.ends_on) for one in projects.own(actor_of(request))
    ]  # fmt: skip
    return render(request, "evidence/project/mine.html", {"columns": OWN_COLUMNS, "rows": rows})


@access(GET=Access("evidence.see-school", shows=Shows.PERSONAL))
def in_school(request: HttpRequest) -> HttpResponse:
    """The projects in the schools that one leads."""
    rows = [
        (_link(one), one.person.full_name, lists.practices()[one.practice].title, showing.tag(one, "partner"), one.ends_on)
        for one in projects.in_schools(actor_of(request))
    ]
    return render(request, "evidence/project/in_school.html", {"columns": SCHOOL_COLUMNS, "rows": rows})
