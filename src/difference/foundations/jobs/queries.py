"""Reading the queue, the workers and the schedule. Nothing here is about people: arguments are identifiers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from difference.errors import NotFound
from difference.foundations import clock
from difference.foundations.access.actions import allows
from difference.foundations.actors import Actor
from difference.foundations.jobs import schedule
from difference.foundations.jobs.library_time import machine_now
from difference.foundations.jobs.models import Due, Progress, Worker
from difference.foundations.jobs.registry import Kind, kind_of

LABELS = {"READY": "Waiting", "RUNNING": "Running", "FAILED": "Failed", "SUCCESSFUL": "Done"}


@dataclass(frozen=True)
class Job:
    """One job as the page shows it."""

    row: DBTaskResult
    kind: Kind
    progress: Progress | None

    @property
    def label(self) -> str:
        """Its state in words."""
        return LABELS[str(self.row.status)]

    @property
    def can_run_again(self) -> bool:
        """Whether it failed and its kind bears being begun again."""
        return self.row.status == TaskResultStatus.FAILED and self.kind.idempotent


@dataclass(frozen=True)
class Line:
    """One entry of the schedule with when it was last started."""

    entry: schedule.Entry
    says: str
    last: Due | None


@dataclass(frozen=True)
class Health:
    """How the engine room is, in numbers. Ages are in seconds; None when there is nothing to be old."""

    waiting: int
    running: int
    failed: int
    workers: int
    beat_age: float | None
    oldest_waiting_age: float | None


def visible_to(actor: Actor) -> QuerySet[DBTaskResult]:
    """All jobs to an administrator, none to anyone else."""
    found: QuerySet[DBTaskResult] = DBTaskResult.objects.all()
    return found if allows(actor, "jobs.see") else found.none()


def jobs(actor: Actor, state: str = "") -> QuerySet[DBTaskResult]:
    """Jobs, the latest first, in one state (READY, RUNNING, FAILED, SUCCESSFUL) or all."""
    found: QuerySet[DBTaskResult] = visible_to(actor).order_by("-enqueued_at")
    if state in LABELS:
        found = found.filter(status=state)
    return found


def as_shown(rows: list[DBTaskResult]) -> list[Job]:
    """Rows with their kind and progress."""
    progress = Progress.objects.in_bulk([row.pk for row in rows])
    return [Job(row, kind_of(row.task_path), progress.get(row.pk)) for row in rows]


def one(actor: Actor, job_id: UUID) -> Job:
    """One job. Raises NotFound."""
    row = visible_to(actor).filter(pk=job_id).first()
    if row is None:
        raise NotFound()
    return as_shown([row])[0]


def lines() -> list[Line]:
    """The schedule, each entry with its last start."""
    latest = {row["name"]: row["at"] for row in Due.objects.values("name").annotate(at=Max("due_at"))}
    rows = {(row.name, row.due_at): row for row in Due.objects.filter(due_at__in=set(latest.values()))}
    return [Line(entry, kind_of(entry.task).says, rows.get((entry.name, latest.get(entry.name)))) for entry in schedule.entries()]  # type: ignore[arg-type]


def workers() -> QuerySet[Worker]:
    """Workers that have not said that they stopped."""
    return Worker.objects.filter(stopped_at=None)


def health() -> Health:
    """How many jobs wait, run and have failed, and when a worker was last heard of. Nothing about people."""
    counts = {row["status"]: row["n"] for row in DBTaskResult.objects.order_by().values("status").annotate(n=Count("pk"))}
    beat = workers().aggregate(at=Max("beat_at"))["at"]
    now = clock.now()
    oldest = DBTaskResult.objects.ready().aggregate(at=Min("enqueued_at"))["at"]
    return Health(
        waiting=counts.get("READY", 0),
        running=counts.get("RUNNING", 0),
        failed=counts.get("FAILED", 0),
        workers=workers().count(),
        beat_age=_seconds(now - beat) if beat else None,
        oldest_waiting_age=_seconds(machine_now() - oldest) if oldest else None,
    )


def _seconds(age: dt.timedelta) -> float:
    return max(0.0, age.total_seconds())
