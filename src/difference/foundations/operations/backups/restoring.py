"""Restoring a backup: a new database is built aside, from the tables of the backup's own time, and put in place in one step.

Documents have random names and never change, so the backup's files are laid beside those that are there: whichever
database the machine wakes up with after a power cut finds its own. What the new one does not know is removed last.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from difference.errors import BadInput, NotNow
from difference.foundations.audit import triggers
from difference.foundations.documents import storing
from difference.foundations.documents.models import path_of
from difference.foundations.mail import states
from difference.foundations.mail.models import Letter
from difference.foundations.operations.backups import places, reading, rows
from difference.foundations.operations.backups.manifest import DOCUMENT, Manifest

log = logging.getLogger("difference.operations")
# Tables that fill themselves: rows in them do not make a system that somebody uses.
FILLED_BY_ITSELF = frozenset({"contenttypes.contenttype", "auth.permission", "jobs.due", "jobs.progress", "django_tasks_db.dbtaskresult"})


def is_empty() -> bool:
    """Whether the database in use holds nothing that anyone would miss."""
    from django.apps import apps

    tables = set(connection.introspection.table_names())
    for model in rows.models_of(apps):
        known = model._meta.label_lower in FILLED_BY_ITSELF or model._meta.db_table not in tables
        if not known and model._base_manager.exists():
            return False
    return True


def _plan(manifest: Manifest) -> list[tuple[str, str]]:
    known = MigrationExecutor(connection).loader.graph
    unknown = [f"{app} {name}" for app, name in manifest.migrations if (app, name) not in known.nodes]
    if unknown:
        raise BadInput("This backup was made by a newer version of Difference. Install that version, then restore it.", code="newer-backup")
    applied = set(manifest.migrations)
    within = {key: {child for child in known.node_map[key].children if child.key[0] == key[0]} for key in applied}
    return sorted(key for key, children in within.items() if not any(child.key in applied for child in children))


def _load(new: BaseDatabaseWrapper, archive: reading.Archive, targets: list[tuple[str, str]]) -> None:
    executor = MigrationExecutor(new)
    executor.migrate(targets)
    then = MigrationExecutor(new).loader.project_state(targets).apps
    tables = rows.models_of(then)
    named = {f"rows/{model._meta.label_lower}.jsonl" for model in tables}
    if named != {name for name in archive.manifest.members if name.startswith("rows/")}:
        raise BadInput("This backup's tables are not those of its version.", code="broken-backup")
    with new.constraint_checks_disabled(), transaction.atomic():
        with new.cursor() as cursor:
            for model in tables:  # What migrations themselves have put in.
                cursor.execute(f"DELETE FROM {new.ops.quote_name(model._meta.db_table)}")  # noqa: S608 (a name of Django's, quoted)
        for model in tables:
            name = f"rows/{model._meta.label_lower}.jsonl"
            with archive.open(name) as lines:
                if rows.load(new, model, lines) != archive.manifest.members[name].rows:
                    raise BadInput("This backup has not as many rows as it says.", code="broken-backup")
        new.check_constraints()
        with new.cursor() as cursor:
            for statement in new.ops.sequence_reset_sql(no_style(), tables):
                cursor.execute(statement)


def _bring_up_to_date(new: BaseDatabaseWrapper) -> None:
    executor = MigrationExecutor(new)
    executor.migrate(executor.loader.graph.leaf_nodes())
    call_command("createcachetable", verbosity=0)
    triggers.install(new)
    # What waited when the backup was made may have been sent since: a person decides, and nothing goes twice.
    Letter.objects.filter(state=states.QUEUED).update(state=states.FAILED, reason="restored")


def _lay_documents(archive: reading.Archive) -> None:
    for name, member in archive.manifest.members.items():
        found = DOCUMENT.fullmatch(name)
        if not found:
            continue
        final = path_of(uuid.UUID(found.group(1)))
        if final.is_file() and _sha256(final) == member.sha256:
            continue
        final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = final.with_suffix(storing.UNFINISHED)
        unfinished.unlink(missing_ok=True)
        with archive.open(name) as source, storing.create_private(unfinished) as copy:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())
        unfinished.replace(final)
        storing.sync_folder(final.parent)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove_strangers(manifest: Manifest) -> None:
    known = {found.group(1) for name in manifest.members if (found := DOCUMENT.fullmatch(name))}
    for name, path in storing.files():
        if name not in known:
            path.unlink(missing_ok=True)


def restore(source: Path, *, force: bool = False, step: Callable[[str], object] = str) -> Manifest:
    """Put what is in the backup in the place of what is here, all or nothing. Raises BadInput, NotNow.

    `step` is called with a name before each step, for whoever watches (and for the test that kills us there).
    """
    with reading.opened(source) as archive:
        targets = _plan(archive.manifest)
        if not force and not is_empty():
            raise NotNow("This system is not empty. Say --force to put the backup in its place; what is here now will be gone.")
        place = places.place_for_restoring()
        place.insist_on_quiet()
        step("build")
        try:
            with place.aside() as new:
                step("load")
                _load(new, archive, targets)
                step("migrate")
                _bring_up_to_date(new)
        except (DatabaseError, ValidationError, ValueError, TypeError, KeyError) as error:
            log.exception("A backup could not be loaded.")
            place.discard()
            raise BadInput("This backup's rows do not fit its tables. Nothing was changed.", code="broken-backup") from error
        except BaseException:
            place.discard()
            raise
        step("documents")
        Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
        _lay_documents(archive)
        step("swap")
        place.swap()
        step("tidy")
        _remove_strangers(archive.manifest)
        place.tidy()
        return archive.manifest
