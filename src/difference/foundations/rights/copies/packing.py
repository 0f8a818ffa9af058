"""A copy as a file: one page to read, one JSON for a computer, and the documents themselves."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from difference.errors import DifferenceError
from difference.foundations import clock
from difference.foundations.documents import queries as documents
from difference.foundations.documents.models import Document
from difference.foundations.documents.purposes import purpose
from difference.foundations.rights.copies.gathering import Part, as_json, gather
from difference.foundations.rights.retention.codes import reasons_to_withhold
from difference.foundations.rights.subjects import Subject
from difference.web.components.moments import in_words
from difference.web.components.tables import shown

PURPOSE = "export"
CHUNK = 64 * 1024
IN_MEMORY = 4 * 1024 * 1024


def _files(archive: zipfile.ZipFile, subject: Subject) -> list[tuple[str, str]]:
    """Put in the documents that are theirs; returns each name in the file, and why one could not be put in."""
    listed = []
    for document in Document.objects.filter(owner_id=subject.person_id).exclude(purpose=PURPOSE):
        its = purpose(document.purpose)
        if its is not None and its.own_eyes and not subject.alone:
            listed.append((document.original_name, reasons_to_withhold()["own_eyes"].says))
            continue
        # Never the name that it came with: nothing that anyone typed becomes a path.
        name = f"documents/{document.pk}.{document.type}"
        try:
            archive.write(documents.readable(document), name)
        except DifferenceError as error:
            listed.append((document.original_name, error.sentence))
        else:
            listed.append((document.original_name, name))
    return listed


def _rows(part: Part) -> list[list[tuple[str, Any]]]:
    return [[(part.label(name), _words(value)) for name, value in row.items() if value not in (None, "", [])] for row in part.rows]


def _words(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else shown(value)


def pack(subject: Subject) -> IO[bytes]:
    """The whole copy as an open temporary file, at its beginning."""
    now, parts = clock.now(), gather(subject)
    packed: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the caller closes it)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        about = {"made_at": now, "person": subject.person_id}
        archive.writestr("everything.json", json.dumps(as_json(parts, about), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        context = {
            "made": in_words(now),
            "name": subject.full_name,
            "parts": [(part, _rows(part)) for part in parts],
            "files": _files(archive, subject),
        }
        archive.writestr("index.html", render_to_string("rights/export/index.html", context))
    packed.seek(0)
    return packed


def chunks(packed: IO[bytes]) -> Iterator[bytes]:
    """The file in pieces."""
    while piece := packed.read(CHUNK):
        yield piece
