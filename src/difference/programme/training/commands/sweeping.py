"""Evidence goes with the words that it was evidence of."""

from __future__ import annotations

from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.documents import commands as documents
from difference.foundations.documents.models import Document
from difference.programme.training.commands.circumstances import EVIDENCE
from difference.programme.training.models import CaseWords


@command
def sweep_evidence(*, by: Actor) -> int:
    """Delete the evidence of cases whose words are past their time and gone; returns how many documents."""
    allow(by, "training.sweep-evidence")
    gone = list(Document.objects.filter(purpose=EVIDENCE).exclude(about_id__in=CaseWords.objects.values("case_id")))
    for document in gone:
        documents.delete(by=by, document=document, reason="past-its-time")
    record(by, "training.sweep-evidence", "training.casewords", reason="past-its-time")
    return len(gone)
