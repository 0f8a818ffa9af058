"""The database that a verb needs: brought up to date by itself where that is harmless, asked for where it is not."""

from __future__ import annotations

from pathlib import Path

import click

from difference.errors import NotNow

# These verbs bring the database up to date themselves, or need none.
WITHOUT = frozenset(
    {"certificate", "compare", "cost", "data", "demo", "disclose", "docs", "manage", "match", "prepare", "restore", "serve", "verify"}
)


def prepare() -> None:
    """Bring the database up to date: tables, triggers and the shared cache."""
    from django.conf import settings
    from django.core.management import call_command

    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def is_up_to_date() -> bool:
    """Whether every migration has been applied."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def ready_for(verb: str | None) -> None:
    """Make sure that `verb` finds its tables. In production nothing is changed unasked: raises NotNow."""
    from django.conf import settings

    if verb is None or verb in WITHOUT or click.get_current_context().resilient_parsing:
        return
    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    if is_up_to_date():
        return
    if settings.MODE == "production":
        raise NotNow("The database is not up to date. Make a backup, then run: difference prepare")
    prepare()
