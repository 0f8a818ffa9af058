"""What the worker does for documents: scan them where a scanner is set, and remove uploads that were broken off."""

from __future__ import annotations

import shlex
import subprocess
from uuid import UUID

from django.conf import settings

from difference.foundations.actors import system
from difference.foundations.documents import commands, queries
from difference.foundations.documents.models import NOT_SCANNED, Document
from difference.foundations.jobs.registry import job

# As clamscan and clamdscan end: 0 nothing found, 1 a virus, anything else: could not look.
CLEAN, INFECTED = 0, 1
PATIENCE = 300


class CouldNotScan(Exception):
    """The scanner did not answer as a scanner does; the document stays shut until it does."""


@job(says="scan a document for viruses", idempotent=True)
def scan(document_id: str) -> str:
    """Scan one document with the command in settings; returns what was found."""
    document = Document.objects.filter(pk=UUID(document_id), scanned=NOT_SCANNED).first()
    if document is None or not settings.SCANNER or not document.path.is_file():
        return "nothing to scan"
    done = subprocess.run([*shlex.split(settings.SCANNER), str(document.path)], capture_output=True, timeout=PATIENCE, check=False)
    if done.returncode not in {CLEAN, INFECTED}:
        raise CouldNotScan
    infected = done.returncode == INFECTED
    commands.note_scan(by=system("documents.scan"), document=document, infected=infected)
    return "infected" if infected else "clean"


@job(says="scan documents that have not been scanned yet", idempotent=True)
def scan_waiting() -> int:
    """Queue a scan for each document that has none: those handed in before a scanner was set, or while it was away."""
    if not settings.SCANNER:
        return 0
    waiting = list(Document.objects.filter(scanned=NOT_SCANNED).values_list("pk", flat=True)[:500])
    for pk in waiting:
        scan.enqueue(str(pk))
    return len(waiting)


@job(says="remove uploads that were broken off", idempotent=True)
def sweep() -> int:
    """Remove files that no row speaks of; returns how many."""
    gone = 0
    for path in list(queries.orphans()):
        path.unlink(missing_ok=True)
        gone += 1
    return gone
