"""A project is planned, changed while it is a plan, frozen by registering its protocol, or given up."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from difference.errors import BadInput, Conflict, NotAllowed, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.records import change
from difference.foundations.schools.models import School
from difference.programme.evidence import checking, letters, protocols
from difference.programme.evidence.models import Project
from difference.programme.evidence.queries import projects
from difference.programme.evidence.reasons import ABANDONED

FROZEN = "The protocol is registered, and cannot be changed any more."


def _school(urn: int) -> School:
    found = projects.open_school(urn)
    if found is None:
        sentence = "There is no open school with this number on the register"
        raise BadInput(f"{sentence}.", fields={"school": [sentence]})
    return found


@command
def plan_project(
    *, by: Actor, practice: str, title: str, what: str, who: str, outcome: str, comparison: str, planned_pupils: int, starts_on: dt.date,
    ends_on: dt.date, school: int, key: uuid.UUID | None = None,
) -> Project:  # fmt: skip
    """Plan a project in the school of this number. The same `key` sent twice by the same person is the same project.

    Raises BadInput by field.
    """
    allow(by, "evidence.plan")
    if by.person_id is None:
        raise NotAllowed("A project belongs to somebody.")
    values = checking.plan(
        {
            "practice": practice, "title": title, "what": what, "who": who, "outcome": outcome, "comparison": comparison,
            "planned_pupils": planned_pupils, "starts_on": starts_on, "ends_on": ends_on,
        }
    )  # fmt: skip
    found = _school(school)
    key = key or uuid.uuid4()
    try:
        with transaction.atomic():
            made = Project.objects.create(pk=key, person_id=by.person_id, school=found, cohort=projects.cohort_at(by, found), **values)
    except IntegrityError:
        made = _kept_before(by, key, values)
    record(by, "evidence.plan", made, subject=by.person_id, fields=sorted(values))
    return made


def _kept_before(by: Actor, key: uuid.UUID, values: Mapping[str, Any]) -> Project:
    """The plan that was sent already; one that says something else now is not put in its place unseen."""
    there = Project.objects.filter(pk=key, person=by.person_id).first()
    if there is None or any(getattr(there, name) != value for name, value in values.items()):
        raise Conflict("A plan from this page is kept already. Open it under “My projects” and change it there.")
    return there


@command
def change_project(*, by: Actor, project: Project, values: Mapping[str, Any], revision: int | None = None) -> Project:
    """Change any of the fields that `plan_project` takes. Raises NotNow once the protocol is registered, BadInput by field, Conflict."""
    allow(by, "evidence.change", project)
    if project.state != "planned":
        raise NotNow(FROZEN if project.registered_at else "This project was abandoned.")
    unknown = set(values) - {*_PLANNED, "school"}
    if unknown:
        raise BadInput(f"A plan has no {', '.join(sorted(unknown))}.")
    new = checking.plan({**{name: getattr(project, name) for name in _PLANNED}, **values}, project)
    new = {name: value for name, value in new.items() if name in _PLANNED}
    if values.get("school", project.school_id) != project.school_id:
        school = _school(values["school"])
        new |= {"school_id": school.pk, "cohort_id": getattr(projects.cohort_at(by, school), "pk", None)}
    changed = change(project, revision=project.revision if revision is None else revision, values=new)
    record(by, "evidence.change", project, subject=project.person_id, fields=changed)
    return project


_PLANNED = ("practice", "title", "what", "who", "outcome", "comparison", "planned_pupils", "starts_on", "ends_on")


@command
def register_protocol(*, by: Actor, project: Project) -> Project:
    """Freeze the plan: its protocol is kept with the hash of its canonical JSON, and nothing changes it from now on. Raises NotNow."""
    protocol = protocols.document(project)
    values = {"protocol": protocol, "protocol_sha256": protocols.digest_of(protocol), "registered_at": clock.now()}
    move(project, "register_protocol", by=by, values=values, subject=project.person_id)
    letters.to_author(by=by, project=project, kind="registered", sha256=project.protocol_sha256)
    return project


@command
def abandon(*, by: Actor, project: Project, reason: str) -> Project:
    """Give a project up, with a reason from the list. It stays, and is counted as abandoned. The author is told if it was not they."""
    move(
        project, "abandon", by=by, reason=reason, values={"abandon_reason": reason, "closed_at": clock.now()}, subject=project.person_id
    )  # fmt: skip
    if by.person_id != project.person_id:
        letters.to_author(by=by, project=project, kind="abandoned", reason=ABANDONED[reason])
    return project
