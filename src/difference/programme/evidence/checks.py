"""What the doctor looks for in evidence: protocols and effects that are not what they were when they were stored."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from difference.foundations.operations.doctor import Finding, register
from difference.programme.evidence import analysis, protocols
from difference.programme.evidence.models import Dataset, Project

WITH_DATA = ("data_received", "analysed", "reported")


def _found(count: int, one: str, several: str) -> Iterator[Finding]:
    if count:
        yield Finding(one if count == 1 else several.replace("#", str(count)), reverse("evidence:board"))


@register("protocols that are not what was registered")
def changed_protocols() -> Iterator[Finding]:
    """A registered protocol whose hash is another: somebody changed the database."""
    changed = sum(not protocols.intact(project) for project in Project.objects.exclude(registered_at=None).iterator())
    yield from _found(changed, "The protocol of one project is not what was registered.", "The protocols of # projects are not what was registered.")


@register("effects that do not come out again")
def other_effects() -> Iterator[Finding]:
    """A stored effect that is not what its numbers give, or a project that says it has numbers or an effect and has none."""
    standing = Dataset.objects.filter(replaced_at=None).select_related("project", "estimate")
    held = {data.project_id: data for data in standing}
    wrong = 0
    for key, state in Project.objects.filter(state__in=WITH_DATA).values_list("pk", "state"):
        data = held.get(key)
        stored = data.present_estimate() if data else None
        missing = data is None or (stored is None and state != "data_received")
        wrong += missing or (data is not None and stored is not None and not analysis.reproduced(data))
    yield from _found(wrong, "The effect of one project does not come out again.", "The effects of # projects do not come out again.")
