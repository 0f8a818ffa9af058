"""Taking a job, ending it, and picking up what a dead worker left. Each is one transaction that one party wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from difference.foundations.jobs import tracebacks
from difference.foundations.jobs.library_time import machine_now
from difference.foundations.jobs.models import Lease, Worker
from difference.foundations.jobs.registry import kind_of

STOPPED = "difference.foundations.jobs.leases.WorkerStopped"


class WorkerStopped(Exception):
    """The worker stopped before the job was finished."""


class Buried(Exception):
    """Others have taken this worker to be dead: it must begin anew under another name."""


@dataclass(frozen=True)
class Taken:
    """A job that this worker holds."""

    job: DBTaskResult
    lease: Lease


def take(worker: Worker, queues: Iterable[str]) -> Taken | None:
    """The next job that is ready in these queues, now this worker's; None when there is none. Raises Buried."""
    ready = DBTaskResult.objects.ready().filter(queue_name__in=list(queues))
    # Looking costs no lock; on SQLite a claim makes every writer wait.
    if not ready.exists():
        return None
    with transaction.atomic():
        if not Worker.objects.select_for_update().filter(pk=worker.pk, stopped_at=None).exists():
            raise Buried
        job = ready.get_locked()
        if job is None:
            return None
        job.claim(worker.pk)
        return Taken(job, Lease.objects.create(job_id=job.pk, worker=worker))


def _give_up(taken: Taken) -> bool:
    return Lease.objects.filter(pk=taken.lease.pk, token=taken.lease.token).delete()[0] == 1


def _failed(job_id: Any, path: str, trace: str) -> None:
    DBTaskResult.objects.filter(pk=job_id).update(
        status=TaskResultStatus.FAILED, finished_at=machine_now(), exception_class_path=path, traceback=trace, return_value=None
    )


def succeed(taken: Taken, value: Any) -> bool:
    """The job is done. False when the lease was lost meanwhile: then somebody else answers for the job.

    Raises TypeError when JSON cannot say the value.
    """
    value = normalize_json(value)
    with transaction.atomic():
        if not _give_up(taken):
            return False
        DBTaskResult.objects.filter(pk=taken.job.pk).update(status=TaskResultStatus.SUCCESSFUL, finished_at=machine_now(), return_value=value)
    return True


@transaction.atomic
def fail(taken: Taken, error: BaseException) -> bool:
    """The job raised an error, kept without its message. False when the lease was lost meanwhile."""
    if not _give_up(taken):
        return False
    _failed(taken.job.pk, tracebacks.type_path(error), tracebacks.without_values(error))
    return True


@transaction.atomic
def stop(taken: Taken) -> bool:
    """The worker has to go before the job is done: begin it again later, or call it failed."""
    if not _give_up(taken):
        return False
    again_or_failed(taken.job)
    return True


def again_or_failed(job: DBTaskResult) -> str:
    """Put a job that its worker left back in the queue, if its kind bears being begun again and has tries left."""
    kind = kind_of(job.task_path)
    if kind.idempotent and len(job.worker_ids) < kind.attempts:
        DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.RUNNING).update(status=TaskResultStatus.READY, started_at=None)
        return "queued"
    _failed(job.pk, STOPPED, WorkerStopped.__doc__ or "")
    return "failed"
