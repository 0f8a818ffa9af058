"""The purpose under which evidence for a case is handed in: who may add, read and delete it."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.foundations.documents.models import Document
from difference.programme.training.commands.circumstances import EVIDENCE
from difference.programme.training.models import ExtenuatingCase
from difference.programme.training.rules_circumstances import rules

OPEN = ("draft", "submitted")


def _case(document: Document) -> ExtenuatingCase | None:
    return ExtenuatingCase.objects.filter(pk=document.about_id).select_related("enrolment").first() if document.about_id else None


def _may_change(actor: Actor, document: Document) -> bool:
    """Whose case it is, until it is decided."""
    case = _case(document)
    return case is not None and case.state in OPEN and case.person_id == actor.person_id == document.owner_id


def _may_see(actor: Actor, document: Document) -> bool:
    """Whoever may read the case itself; a draft's evidence is its writer's alone."""
    case = _case(document)
    if case is None or (case.state == "draft" and case.person_id != actor.person_id):
        return False
    return allows(actor, "training.read-case", case)


PURPOSE: dict[str, Any] = {
    "name": EVIDENCE, "says": "evidence of extenuating circumstances", "types": ["pdf", "png", "jpeg", "docx"], "largest_mb": rules().largest_mb,
    "may_add": _may_change, "may_see": _may_see, "may_delete": _may_change, "own_eyes": True,
}  # fmt: skip
