"""A database of a proof's own, which can be put back as it was prepared: a file, or one of a PostgreSQL server."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.db import connection, transaction

from difference.foundations.audit import triggers


class File:
    """A SQLite file. Where it was killed, a log lies beside it, which belongs to it."""

    def __init__(self, origin: str, folder: Path) -> None:
        self.name, self._prepared = str(folder / "proof.sqlite3"), folder / "prepared.sqlite3"
        shutil.copy(origin, self.name)

    def keep(self) -> None:
        """What stands now is what `put_back` brings back."""
        shutil.copy(self.name, self._prepared)

    def put_back(self) -> None:
        """As it was kept."""
        for log in ("-wal", "-shm"):
            Path(self.name + log).unlink(missing_ok=True)
        shutil.copy(self._prepared, self.name)

    def wind_back(self) -> None:
        """Numbers that are drawn from a sequence: here a rolled-back transaction gives them back itself."""


class Served:
    """The tests' own database of a PostgreSQL server. Copying whole databases makes the server write everything to the disk: rows are quicker."""

    def __init__(self, origin: str, folder: Path) -> None:
        self.name = origin
        self._rows: dict[str, bytes] = {}
        self._sequences = ""

    def keep(self) -> None:
        """What stands now is what `put_back` brings back."""
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                with cursor.copy(f'COPY "{table}" TO STDOUT') as rows:
                    self._rows[table] = b"".join(bytes(part) for part in rows)
            cursor.execute("SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences")
            calls = [f"setval('{name}', {last or 1}, {'true' if last else 'false'})" for name, last in cursor.fetchall()]
        self._sequences = f"SELECT {', '.join(calls)}"

    def put_back(self) -> None:
        """As it was kept. Foreign keys are looked at when all of it is there."""
        with transaction.atomic(), connection.cursor() as cursor:
            triggers.remove(connection)
            for table, rows in self._rows.items():
                cursor.execute(f'DELETE FROM "{table}"')
                if rows:
                    with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                        copy.write(rows)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            triggers.install(connection)

    def wind_back(self) -> None:
        """A sequence does not go back when its transaction does."""
        with connection.cursor() as cursor:
            cursor.execute(self._sequences)


def store(origin: str, folder: Path) -> File | Served:
    """The database called `origin`, or a copy of it where that is cheap."""
    return (File if connection.vendor == "sqlite" else Served)(origin, folder)
