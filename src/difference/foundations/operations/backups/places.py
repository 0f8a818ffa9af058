"""Where a database is built aside and how it takes the place of the present one in a single step."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from difference.errors import NotNow
from difference.foundations.documents.storing import sync_folder

BUSY = "Others are using the database. Stop the web server and the workers, then restore."


class Place(Protocol):
    """What both databases can do."""

    def insist_on_quiet(self) -> None:
        """Raise NotNow while anybody else uses the database."""

    def aside(self) -> contextlib.AbstractContextManager[BaseDatabaseWrapper]:
        """An empty database beside the present one."""

    def discard(self) -> None:
        """Remove what was built aside."""

    def swap(self) -> None:
        """Put what was built aside in the place of the present one, in one step."""

    def tidy(self) -> None:
        """Remove the old one."""


@contextlib.contextmanager
def _connected(**changes: object) -> Iterator[BaseDatabaseWrapper]:
    """Let the default connection lead to the database that is being built: a library's migration may know no other."""
    usual, present = connections.settings[DEFAULT_DB_ALIAS], connections[DEFAULT_DB_ALIAS]
    connections.settings[DEFAULT_DB_ALIAS] = {**present.settings_dict, **changes}
    new = connections.create_connection(DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = new
    try:
        yield new
    finally:
        new.close()
        connections.settings[DEFAULT_DB_ALIAS] = usual
        connections[DEFAULT_DB_ALIAS] = present


class SQLitePlace:
    """A second file beside the first; one rename puts it in its place."""

    def __init__(self, present: BaseDatabaseWrapper) -> None:
        self.present = present
        self.path = Path(present.settings_dict["NAME"])
        self.built = self.path.with_name(f"{self.path.name}.restoring")
        self.kept = self.path.with_name(f"{self.path.name}.before-restore")

    def insist_on_quiet(self) -> None:
        """Leave write-ahead logging, which SQLite allows to the only connection alone; the next one turns it on again."""
        try:
            with self.present.cursor() as cursor:
                cursor.execute("PRAGMA busy_timeout = 1000")
                cursor.execute("PRAGMA journal_mode = DELETE")
                if cursor.fetchone()[0] != "delete":
                    raise NotNow(BUSY)
        except DatabaseError:
            raise NotNow(BUSY) from None
        finally:
            self.present.close()

    @contextlib.contextmanager
    def aside(self) -> Iterator[BaseDatabaseWrapper]:
        """The second file."""
        self.discard()
        with _connected(NAME=str(self.built)) as new:
            yield new
            with new.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.execute("PRAGMA journal_mode = DELETE")
        with self.built.open("rb") as file:
            os.fsync(file.fileno())

    def discard(self) -> None:
        """Remove the second file."""
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{self.built}{suffix}").unlink(missing_ok=True)

    def swap(self) -> None:
        """Keep the old file under another name, then rename the new one over it."""
        self.insist_on_quiet()
        self.kept.unlink(missing_ok=True)
        if self.path.exists():
            os.link(self.path, self.kept)
        self.built.replace(self.path)
        sync_folder(self.path.parent)

    def tidy(self) -> None:
        """Remove the old file."""
        self.kept.unlink(missing_ok=True)


class PostgreSQLPlace:
    """A second schema beside the first; one transaction renames both."""

    BUILT, KEPT = "restoring", "before_restore"
    OTHERS = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )

    def __init__(self, present: BaseDatabaseWrapper) -> None:
        self.present = present
        with present.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            self.schema = cursor.fetchone()[0]

    def _run(self, *statements: str) -> None:
        with transaction.atomic(), self.present.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def insist_on_quiet(self) -> None:
        """Nobody else may be connected: what they write would be left behind."""
        # A connection that has just been closed may still be listed for a moment.
        for pause in (0.2, 0.5, 1.0, None):
            with self.present.cursor() as cursor:
                cursor.execute(self.OTHERS)
                if not cursor.fetchone()[0]:
                    return
            if pause is None:
                raise NotNow(BUSY)
            time.sleep(pause)

    @contextlib.contextmanager
    def aside(self) -> Iterator[BaseDatabaseWrapper]:
        """The second schema, in which every unqualified name is then looked for."""
        self.discard()
        self._run(f"CREATE SCHEMA {self.BUILT}")
        options = {**self.present.settings_dict.get("OPTIONS", {}), "options": f"-c search_path={self.BUILT}"}
        with _connected(OPTIONS=options) as new:
            yield new

    def discard(self) -> None:
        """Remove the second schema, and an old one that an interrupted restore has left."""
        self._run(f"DROP SCHEMA IF EXISTS {self.BUILT} CASCADE", f"DROP SCHEMA IF EXISTS {self.KEPT} CASCADE")

    def swap(self) -> None:
        """Rename both, or neither."""
        self.insist_on_quiet()
        name = self.present.ops.quote_name(self.schema)
        self._run(f"ALTER SCHEMA {name} RENAME TO {self.KEPT}", f"ALTER SCHEMA {self.BUILT} RENAME TO {name}")
        self.present.close()

    def tidy(self) -> None:
        """Remove the old schema."""
        self._run(f"DROP SCHEMA IF EXISTS {self.KEPT} CASCADE")


def place_for_restoring() -> Place:
    """The place of the database in use."""
    present = connections[DEFAULT_DB_ALIAS]
    return SQLitePlace(present) if present.vendor == "sqlite" else PostgreSQLPlace(present)
