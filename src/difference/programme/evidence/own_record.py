"""What evidence holds about a person, for “my record”: their projects."""

from __future__ import annotations

from collections.abc import Sequence

from difference.foundations.people.holdings import Holding
from difference.foundations.people.models import Person
from difference.programme.evidence import lists
from difference.programme.evidence.models import Project
from difference.programme.evidence.reasons import ABANDONED
from difference.web.components.moments import in_words


def _project(project: Project) -> Holding:
    rows = [
        ("Practice", lists.practices()[project.practice].title),
        ("School", project.school.name),
        ("What will be done", project.what),
        ("Who takes part", project.who),
        ("Where it stands", project.lifecycle.state(project.state).to_person),
        ("Planned", in_words(project.created_at, weekday=False)),
    ]
    if project.registered_at:
        rows.append(("Protocol registered", in_words(project.registered_at, weekday=False)))
        rows.append(("Its fingerprint (SHA-256)", project.protocol_sha256))
    if project.closed_at:
        rows.append(("Closed", in_words(project.closed_at, weekday=False)))
    if project.abandon_reason:
        rows.append(("Reason", ABANDONED[project.abandon_reason]))
    return Holding(f"Project: {project.title or 'without a title'}", rows, "evidence.see-project")


def holdings(person: Person) -> Sequence[Holding]:
    """Their projects, the newest first."""
    return [_project(project) for project in Project.objects.filter(person=person).select_related("school")]
