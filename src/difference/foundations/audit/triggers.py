"""The triggers that keep the audit append-only, for both databases. Migrations install them; `doctor` looks for them."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_event"
NAMES = ("audit_event_no_update", "audit_event_no_delete")
SAYS = "The audit is append-only: its entries are never changed or deleted."

SQLITE = [
    f"CREATE TRIGGER IF NOT EXISTS audit_event_no_{verb.lower()} BEFORE {verb} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$",
    *(
        f"CREATE OR REPLACE TRIGGER audit_event_no_{verb.lower()} BEFORE {verb} ON {TABLE} FOR EACH {each} EXECUTE FUNCTION audit_refuse()"
        for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
    ),
]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers where they are missing."""
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: for undoing the migration and for emptying a test database."""
    on = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
    names = NAMES if connection.vendor == "sqlite" else (*NAMES, "audit_event_no_truncate")
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that ought to be there and are not."""
    sqlite = connection.vendor == "sqlite"
    wanted = list(NAMES) if sqlite else [*NAMES, "audit_event_no_truncate"]
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'" if sqlite else "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in present]
