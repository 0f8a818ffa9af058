"""Reading documents. Whether one exists for an actor is for its purpose to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from difference.errors import NotFound, NotNow
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.foundations.documents import storing
from difference.foundations.documents.models import INFECTED, NOT_SCANNED, Document
from difference.foundations.jobs.library_time import machine_now

# A file is written before its row: one this young may have its row still to come.
YOUNG = dt.timedelta(hours=24)


def visible_to(actor: Actor, *, purpose: str, about_id: UUID) -> list[Document]:
    """The documents of one purpose that hang on one thing and that `actor` may read."""
    return [each for each in Document.objects.filter(purpose=purpose, about_id=about_id) if allows(actor, "documents.see", each)]


def one(actor: Actor, document_id: UUID) -> Document:
    """One document. Raises NotFound when there is none, or none for this actor."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None or not allows(actor, "documents.see", document):
        raise NotFound()
    return document


def readable(document: Document) -> Path:
    """The file of a document. Raises NotNow when it is kept shut, NotFound when it is gone."""
    if document.scanned == INFECTED:
        raise NotNow("A virus was found in this document, so nobody can open it. Ask for it to be sent again.")
    if document.scanned == NOT_SCANNED and settings.SCANNER:
        raise NotNow("This document is still being scanned for viruses. Try again in a minute.")
    if not document.path.is_file():
        raise NotFound("The file of this document is missing. We have been told.")
    return document.path


def warning(document: Document) -> str:
    """What the reader must know before they open it."""
    return "" if document.scanned != NOT_SCANNED else "Not scanned for viruses."


def orphans() -> Iterator[Path]:
    """Files that no row speaks of and that are too old for one to come: uploads that were broken off."""
    known = {str(pk) for pk in Document.objects.values_list("pk", flat=True)}
    # Against the machine's clock, as the file system is: a calendar that jumps must not make a file old.
    before = (machine_now() - YOUNG).timestamp()
    for name, path in storing.files():
        if name not in known and path.stat().st_mtime < before:
            yield path


def missing() -> list[Document]:
    """Documents whose file is not there."""
    return [document for document in Document.objects.iterator() if not document.path.is_file()]
