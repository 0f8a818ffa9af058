"""The protocol: what a project will do and measure, as a document whose hash shows that it is still the same."""

from __future__ import annotations

from typing import Any

from difference.methods.matching import digest
from difference.programme.evidence import lists
from difference.programme.evidence.models import Project
from difference.programme.evidence.verdicts import rules


def document(project: Project) -> dict[str, Any]:
    """The plan as it stands, in words and codes. Whose project it is does not stand in it."""
    chosen = {
        "practice": lists.practices()[project.practice], "outcome": lists.outcomes()[project.outcome],
        "comparison": lists.comparisons()[project.comparison],
    }  # fmt: skip
    return {
        "project": str(project.pk),
        "school": project.school_id,
        **{name: {"slug": one.slug, "title": one.title, "says": one.says} for name, one in chosen.items()},
        "higher_is_better": lists.outcomes()[project.outcome].higher_is_better,
        "title": project.title,
        "what": project.what,
        "who": project.who,
        "planned_pupils": project.planned_pupils,
        "starts_on": project.starts_on.isoformat(),
        "ends_on": project.ends_on.isoformat(),
        "analysis": {"measure": "SMD", "level": rules().level},
    }


def digest_of(protocol: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON."""
    return digest(protocol)


def intact(project: Project) -> bool:
    """Whether the protocol is still the one that was registered. One whose words were erased with their author has its hash alone."""
    return project.protocol is None or digest(project.protocol) == project.protocol_sha256
