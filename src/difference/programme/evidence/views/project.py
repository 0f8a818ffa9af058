"""One project: what is next, its plan, its numbers and its effect; for its author, its school and evidence staff."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from difference.foundations import clock
from difference.foundations.access.actions import allows
from difference.foundations.access.routes import Access, Shows, access
from difference.foundations.actors import Actor, actor_of
from difference.foundations.lifecycles.moving import possible
from difference.programme.evidence import protocols, showing
from difference.programme.evidence.forms import SendBackForm
from difference.programme.evidence.models import Project
from difference.programme.evidence.reasons import SENT_BACK
from difference.programme.evidence.views import loading


def _back(actor: Actor, project: Project) -> str:
    if project.person_id == actor.person_id:
        return reverse("evidence:my-projects") if allows(actor, "evidence.see-own") else reverse("home")
    return reverse("evidence:board" if allows(actor, "evidence.see-board") else "evidence:school-projects")


def context(actor: Actor, project: Project, **more: Any) -> dict[str, Any]:
    """What the page of one project shows to somebody."""
    mine, data = project.person_id == actor.person_id, project.present_data()
    estimate = data.present_estimate() if data else None
    shown = estimate if project.state in {"analysed", "reported", "abandoned"} else None
    staff = allows(actor, "evidence.see-board")
    to = "person" if mine else "staff" if staff else "partner"
    return {
        "project": project, "title": showing.titled(project), "tag": showing.tag(project, to), "mine": mine, "staff": staff,
        "plan": showing.plan(project), "record": showing.record(project), "intact": protocols.intact(project),
        "data": showing.numbers(data) if data else [], "measured": showing.measured(data) if data else "", "columns": showing.NUMBER_COLUMNS,
        "effect": showing.effect(shown) if shown else [], "steps": {step.move.name: step for step in possible(actor, project)},
        "sent_back": SENT_BACK.get(project.sent_back_reason, ""), "due": project.ends_on <= clock.today(),
        "can_correct": mine and project.state == "data_received", "send_back": SendBackForm(), "back": _back(actor, project), **more,
    }  # fmt: skip


@access(GET=loading.acting("evidence.see-project"))
def project(request: HttpRequest, project: Project) -> HttpResponse:
    """One project."""
    return render(request, "evidence/project/one.html", context(actor_of(request), project))


@access(GET=Access("evidence.see-project", load=loading.frozen, shows=Shows.PERSONAL, about=loading.whose))
def protocol(request: HttpRequest, project: Project) -> HttpResponse:
    """The protocol as it was registered: canonical JSON, so that whoever has the file can compute its fingerprint."""
    response = JsonResponse(project.protocol, json_dumps_params={"sort_keys": True, "separators": (",", ":"), "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="protocol-{project.pk}.json"'
    return response
