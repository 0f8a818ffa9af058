"""What the pages of projects are about, loaded within the actor’s reach."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponseRedirect
from django.urls import reverse

from difference.errors import NotFound
from difference.foundations.access.routes import Access, Shows
from difference.foundations.actors import Actor
from difference.programme.evidence.models import Project
from difference.programme.evidence.queries import projects


def whose(project: Project) -> UUID:
    """Whom a project is about."""
    return project.person_id


def frozen(actor: Actor, project_id: UUID) -> Project:
    """A project that has its registered protocol. Raises NotFound."""
    found = projects.find(actor, project_id)
    if found.protocol is None:
        raise NotFound()
    return found


def acting(action: str) -> Access:
    """Doing something with one project; somebody else's look at it is put in the audit."""
    return Access(action, load=projects.find, shows=Shows.PERSONAL, about=whose)


def to_project(project: Project) -> HttpResponseRedirect:
    """Back to the project's page."""
    return HttpResponseRedirect(reverse("evidence:project", args=[project.pk]))
