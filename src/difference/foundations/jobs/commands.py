"""What an administrator may do about a job."""

from __future__ import annotations

from uuid import UUID

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from difference.errors import NotNow
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.jobs import queries


@command
def run_again(*, by: Actor, job_id: UUID) -> None:
    """Put a failed job back in the queue. Raises NotFound, NotNow (also for the second of two clicks)."""
    job = queries.one(by, job_id)
    allow(by, "jobs.run-again", job.row)
    if not job.kind.idempotent:
        raise NotNow("This kind of job does not bear being begun again. Start it anew from its own page.")
    moved = DBTaskResult.objects.filter(pk=job_id, status=TaskResultStatus.FAILED).update(
        status=TaskResultStatus.READY, started_at=None, finished_at=None, worker_ids=[], exception_class_path="", traceback=""
    )
    if not moved:
        raise NotNow("This job has not failed, or somebody has already started it again.")
    record(by, "jobs.run-again", job.row)
