"""Handing in, deleting and scanning documents."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import transaction

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.documents import sniffing, storing
from difference.foundations.documents.models import CLEAN, INFECTED, NOT_SCANNED, Document
from difference.foundations.documents.purposes import Purpose, purpose


@command
def add(*, by: Actor, purpose_name: str, name: str, chunks: Iterable[bytes], about_id: UUID | None = None, owner_id: UUID | None = None) -> Document:
    """Take a file: written, looked into, then put on record. Raises NotAllowed, TooLarge, BadInput; then no file is left.

    `chunks` are the file's bytes (`UploadedFile.chunks()`), `name` what it was called, `owner_id` the person it is of.
    """
    document = Document(
        purpose=purpose_name,
        about_id=about_id,
        owner_id=owner_id,
        uploaded_by=by.person_id,
        uploaded_at=clock.now(),
        original_name=storing.tidy_name(name),
    )
    allow(by, "documents.add", document)
    its = purpose(purpose_name)
    assert its is not None  # noqa: S101 (the policy has said so)
    stored = storing.write(chunks, its.largest)
    try:
        document.type = _look(stored, its)
        document.pk, document.size, document.sha256 = stored.id, stored.size, stored.sha256
        document.save(force_insert=True)
        record(by, "documents.add", document, subject=owner_id)
    except BaseException:
        stored.path.unlink(missing_ok=True)
        raise
    # Should the transaction around us fail later, the file is an orphan, which the nightly sweep removes.
    if settings.SCANNER:
        transaction.on_commit(lambda: _scan_soon(document), robust=True)
    return document


def _look(stored: storing.Stored, its: Purpose) -> str:
    try:
        return sniffing.sniff(stored.path, its.types).name
    except BadInput as error:
        raise BadInput(error.sentence, fields={"file": [error.sentence, its.rule]}, code=error.code) from None


def _scan_soon(document: Document) -> None:
    from difference.foundations.documents.tasks import scan

    scan.enqueue(str(document.pk))


@command
def delete(*, by: Actor, document: Document, reason: str = "") -> None:
    """Delete a document and, once that is committed, its file. Raises NotAllowed, NotNow (also for a second click)."""
    allow(by, "documents.delete", document)
    path = document.path
    if not Document.objects.filter(pk=document.pk).delete()[0]:
        raise NotNow("This document has already been deleted.")
    record(by, "documents.delete", document, subject=document.owner_id, reason=reason)
    transaction.on_commit(lambda: path.unlink(missing_ok=True), robust=True)


@command
def note_scan(*, by: Actor, document: Document, infected: bool) -> None:
    """Note what the scanner found."""
    allow(by, "documents.note-scan", document)
    found = INFECTED if infected else CLEAN
    Document.objects.filter(pk=document.pk, scanned=NOT_SCANNED).update(scanned=found, scanned_at=clock.now())
    record(by, "documents.note-scan", document, subject=document.owner_id, reason=found)
