"""Making a backup: one moment of the database, every document that it speaks of, and the list of both."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import io
import os
import shutil
import tarfile
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from difference.errors import BadInput, NotNow
from difference.foundations import clock
from difference.foundations.documents.models import Document
from difference.foundations.documents.storing import create_private, sync_folder
from difference.foundations.operations import health
from difference.foundations.operations.backups import manifest, rows
from difference.foundations.operations.backups.manifest import Manifest, Member

CHUNK = 1024 * 1024


@contextlib.contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that sees the database as it is now, whatever others write meanwhile, and keeps nobody waiting."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        usual = connection.transaction_mode  # type: ignore[attr-defined]
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = usual  # type: ignore[attr-defined]
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


class Writer:
    """Adds members to the archive, one by one, and remembers their checksums."""

    def __init__(self, archive: tarfile.TarFile, folder: Path) -> None:
        self.archive, self.folder = archive, folder
        self.members: dict[str, Member] = {}

    def add(self, name: str, size: int, file: IO[bytes]) -> None:
        """Add a member of so many bytes."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self.archive.addfile(entry, file)

    def lines(self, name: str, lines: Iterable[bytes]) -> None:
        """Add a table; its first line names the columns and is no row."""
        seen, size, count = hashlib.sha256(), 0, -1
        with tempfile.TemporaryFile(dir=self.folder) as file:
            for line in lines:
                seen.update(line)
                size, count = size + len(line), count + 1
                file.write(line)
            file.seek(0)
            self.add(name, size, file)
        self.members[name] = Member(size, seen.hexdigest(), count)

    def document(self, document: Document) -> bool:
        """Add a document's file; False when it is not there. Raises NotNow when it is not what was handed in."""
        try:
            file = document.path.open("rb")
        except FileNotFoundError:
            return False
        with file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
            if found != document.sha256:
                raise NotNow(
                    f"The file of document {document.pk} has been changed on the disk, so no backup was made. Restore it from an earlier backup."
                )
            file.seek(0)
            self.add(f"documents/{document.pk}", document.size, file)
        self.members[f"documents/{document.pk}"] = Member(document.size, found)
        return True


def _fill(writer: Writer) -> Manifest:
    with one_moment():
        # The tables as the migrations made them, which is how they will be made again.
        loader = MigrationLoader(connection)
        applied = tuple(sorted(loader.applied_migrations))
        for model in rows.models_of(loader.project_state().apps):
            writer.lines(f"rows/{model._meta.label_lower}.jsonl", rows.dump(model))
        missing = tuple(str(each.pk) for each in Document.objects.order_by("pk").iterator() if not writer.document(each))
    return Manifest(
        made_at=clock.now().isoformat(timespec="seconds"),
        version=importlib.metadata.version("difference"),
        database=connection.vendor,
        migrations=applied,
        members=writer.members,
        missing=missing,
    )


def _room_for(folder: Path) -> None:
    needed = sum(Document.objects.values_list("size", flat=True))
    if shutil.disk_usage(folder).free < needed * 1.1 + 50 * CHUNK:
        raise BadInput("There is not enough room on that disk for a backup.", code="no-room")


def _write(unfinished: Path) -> Manifest:
    with create_private(unfinished) as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
            writer = Writer(archive, unfinished.parent)
            made = _fill(writer)
            listed = made.to_json()
            writer.add(manifest.NAME, len(listed), io.BytesIO(listed))
        file.flush()
        os.fsync(file.fileno())
    return made


def _put_in_place(unfinished: Path, target: Path, *, force: bool) -> None:
    if force:
        unfinished.replace(target)
    else:
        # Unlike a rename, a link never takes the place of a file that has appeared meanwhile.
        try:
            os.link(unfinished, target)
        except FileExistsError:
            raise _taken() from None
    sync_folder(target.parent)


def _taken() -> BadInput:
    return BadInput("That file is there already. Choose another name, or say --force.", code="exists")


def make(target: Path, *, force: bool = False) -> Manifest:
    """Write a backup to `target`, whole or not at all, readable by its owner alone. Raises BadInput, NotNow."""
    target = target.absolute()
    if target.is_dir() or not target.parent.is_dir():
        raise BadInput("Name a file in a folder that exists.", code="no-such-folder")
    if target.exists() and not force:
        raise _taken()
    if not health.all_migrated():
        raise NotNow("The database is not up to date. Run “difference prepare” first.")
    _room_for(target.parent)
    unfinished = target.with_name(f".{target.name}.{uuid.uuid4().hex}.part")
    try:
        made = _write(unfinished)
        _put_in_place(unfinished, target, force=force)
    finally:
        unfinished.unlink(missing_ok=True)
    return made
