"""What evidence contributes: projects of the visitors, in their school and elsewhere, in each state; and two practices that anyone reads."""

from __future__ import annotations

from typing import Any

from difference.foundations import clock
from difference.programme.evidence import analysis, protocols
from difference.programme.evidence.models import Dataset, Estimate, Project
from tests.programme.evidence.making import MEASURED_ON, NUMBERS, PLAN, PLANNED_ON
from tests.safety.world.foundations import of

# The states in the order in which a project passes them.
STEPS = ("planned", "protocol_registered", "data_received", "analysed")


def contribute(world: Any) -> None:
    """All of it. Own of the host lead is a project in their school."""

    def project(cohort: Any, school: Any, person: Any) -> Project:
        return Project.objects.create(person=person, school=school, cohort=cohort, created_at=PLANNED_ON, **{**PLAN, "title": "By Quillfeather"})

    found = {visitor.name: project(world.placing, world.other_school, visitor.person) for visitor in world.people()}
    found["host lead"] = project(world.placing, world.school, world.other("participant").person)
    near = project(world.placing, world.other_school, world.other("participant").person)
    foreign = project(world.placing_theirs, world.other_school, world.other("participant").person)
    some = {"own": of(found, "project_id"), "near": {"project_id": near.pk}, "foreign": {"project_id": foreign.pk}}
    world.offer("evidence:change", "evidence:register", **some, at=PLANNED_ON)
    for state, *names in (
        ("protocol_registered", "project", "protocol", "record", "abandon"),
        ("data_received", "analyse"),
        ("analysed", "report", "send-back"),
    ):
        world.offer(*(f"evidence:{name}" for name in names), **some, arrange=in_state(state), at=MEASURED_ON)
    practices = {"near": {"slug": "key-adult"}, "foreign": {"slug": "phased-return"}}
    world.offer("evidence:practice", "evidence:projects-csv", **practices)


def in_state(state: str) -> Any:
    """Takes a project so far before its page is opened."""

    def arrange(given: Any) -> None:
        project = Project.objects.get(pk=given["project_id"])
        protocol, steps = protocols.document(project), STEPS[: STEPS.index(state) + 1]
        registered = {"protocol": protocol, "protocol_sha256": protocols.digest_of(protocol), "registered_at": PLANNED_ON}
        Project.objects.filter(pk=project.pk).update(state=state, **registered)
        if "data_received" in steps:
            data = Dataset.objects.create(project=project, number=1, received_at=clock.now(), **NUMBERS)
            data.refresh_from_db()
            if "analysed" in steps:
                Estimate.objects.create(dataset=data, **vars(analysis.analyse(data)))

    return arrange
