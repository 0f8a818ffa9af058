"""What a database and its documents hold, table by table and row by row, short enough to compare."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import connection

from difference.foundations.documents import storing
from difference.foundations.documents.models import Document

Fingerprint = dict[str, tuple[int, str]]
AUDIT, ASKED_OF_THE_WORKER = "audit_event", "django_tasks_database_dbtaskresult"
_tables: list[str] = []


def fingerprint() -> Fingerprint:
    """How many rows each table has, with the hash of all that stands in them. No table is left out."""
    with connection.cursor() as cursor:
        if not _tables:
            _tables.extend(sorted(connection.introspection.table_names(cursor)))
        found = {}
        for table in _tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = sorted(map(repr, cursor.fetchall()))
            found[table] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    return found


def differing(one: Fingerprint, other: Fingerprint) -> dict[str, tuple[int, int]]:
    """The tables that differ, with how many rows they have in each."""
    return {table: (one[table][0], other[table][0]) for table in one if one[table] != other[table]}


def documents_without_their_file() -> list[str]:
    """Documents on record whose file is not there, or is not what was taken in."""
    wrong = []
    for document in Document.objects.all():
        present = document.path.read_bytes() if document.path.is_file() else b""
        if hashlib.sha256(present).hexdigest() != document.sha256:
            wrong.append(str(document.pk))
    return wrong


def files_without_a_document() -> list[Path]:
    """Files that nothing speaks of: a broken-off upload, which the nightly sweep removes."""
    known = {str(key) for key in Document.objects.values_list("pk", flat=True)}
    assert Path(settings.MEDIA_ROOT).is_absolute()
    return [path for name, path in storing.files() if name not in known]
