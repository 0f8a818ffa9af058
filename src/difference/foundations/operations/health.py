"""Is it up? Numbers about the machine, nothing about people."""

from __future__ import annotations

import logging
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from difference.foundations.jobs import queries as jobs
from difference.foundations.mail import queries as mail

log = logging.getLogger("difference.operations")
_migrated = False


@dataclass(frozen=True)
class Thresholds:
    """The numbers in `thresholds.toml`, under the same names."""

    worker_beat_seconds: float
    mail_wait_seconds: float
    job_wait_seconds: float
    disk_free_megabytes: int


@cache
def thresholds() -> Thresholds:
    """The thresholds in force."""
    return Thresholds(**tomllib.loads(Path(__file__).with_name("thresholds.toml").read_text()))


@dataclass(frozen=True)
class Health:
    """How it is. `ok` says whether pages can be served; `warnings` names what needs a hand meanwhile."""

    database: bool
    migrations: bool
    worker_seconds: int | None
    mail_seconds: int | None
    disk_free_megabytes: int
    warnings: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether pages can be served. A missing worker is a warning: taking the pages down would help nobody."""
        return self.database and self.migrations and self.disk_free_megabytes >= thresholds().disk_free_megabytes

    def as_json(self) -> dict[str, Any]:
        """What the public is told."""
        return {
            "ok": self.ok,
            "database": self.database,
            "migrations": self.migrations,
            "worker_seconds": self.worker_seconds,
            "mail_seconds": self.mail_seconds,
            "disk_free_megabytes": self.disk_free_megabytes,
            "warnings": list(self.warnings),
        }


def all_migrated() -> bool:
    """Whether the database has every table as this version wants it. Once true it stays true for this process."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _try(ask: Callable[[], Any], otherwise: Any) -> Any:
    try:
        return ask()
    except DatabaseError:
        log.exception("The database does not answer.")
        connection.close()
        return otherwise


def disk_free_megabytes() -> int:
    """Room left where documents and the database lie."""
    place = Path(settings.HOME)
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free // (1024 * 1024)


def look() -> Health:
    """Look now."""
    database = _try(_answers, otherwise=False)
    migrations = bool(database) and _try(all_migrated, otherwise=False)
    working = _try(jobs.health, None) if migrations else None
    letters = _try(mail.health, None) if migrations else None
    limits, warnings = thresholds(), []
    if working and (working.beat_age is None or working.beat_age > limits.worker_beat_seconds):
        warnings.append("worker")
    if working and working.oldest_waiting_age is not None and working.oldest_waiting_age > limits.job_wait_seconds:
        warnings.append("jobs")
    if letters and letters.oldest_waiting is not None and letters.oldest_waiting > limits.mail_wait_seconds:
        warnings.append("mail")
    return Health(
        database=bool(database),
        migrations=bool(migrations),
        worker_seconds=_whole(working.beat_age) if working else None,
        mail_seconds=_whole(letters.oldest_waiting) if letters else None,
        disk_free_megabytes=disk_free_megabytes(),
        warnings=tuple(warnings),
    )


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)
