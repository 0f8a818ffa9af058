"""The purpose under which work is handed in: who may add, read and delete a file of it."""

from __future__ import annotations

from typing import Any

from difference.foundations.actors import SYSTEM, Actor
from difference.foundations.documents.models import Document
from difference.programme.training.models import Submission
from difference.programme.training.rules import rules

SUBMISSION = "submission"


def _owner(actor: Actor, document: Document) -> bool:
    return actor.person_id is not None and document.owner_id == actor.person_id


def _may_see(actor: Actor, document: Document) -> bool:
    """Whose it is. A marker reads the work under its number, through a page of its own, so that no name of a file tells whose it is."""
    return _owner(actor, document) and Submission.objects.filter(document=document).exists()


def _may_delete(actor: Actor, document: Document) -> bool:
    return actor.kind == SYSTEM


PURPOSE: dict[str, Any] = {
    "name": SUBMISSION, "says": "work handed in for a module", "types": rules().types, "largest_mb": rules().largest_mb,
    "may_add": _owner, "may_see": _may_see, "may_delete": _may_delete,
}  # fmt: skip
