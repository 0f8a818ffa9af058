"""Finds workers that are gone and frees the jobs they held.

A worker is gone when it has made no beat for a while *by the reaper's own stopwatch*. Wall clocks are not compared:
they differ between machines, and the demonstration's calendar jumps. On SQLite the lock on the worker's file decides.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from difference.foundations import clock
from difference.foundations.jobs import heart
from difference.foundations.jobs.leases import again_or_failed
from difference.foundations.jobs.limits import limits
from difference.foundations.jobs.models import Lease, Worker

log = logging.getLogger("difference.jobs")


@dataclass
class Reaper:
    """Remembers when it saw each worker's last beat. One a worker process; several do no harm to each other."""

    stopwatch: Callable[[], float] = time.monotonic
    seen: dict[str, tuple[int, float]] = field(default_factory=dict)

    def gone(self, worker: Worker) -> bool:
        """Whether the worker has stopped, or died."""
        if worker.stopped_at is not None:
            return True
        if connection.vendor == "sqlite":
            return not heart.is_held(worker.pk)
        beats, since = self.seen.get(worker.pk, (-1, 0.0))
        if beats != worker.beats:
            self.seen[worker.pk] = (worker.beats, self.stopwatch())
            return False
        return self.stopwatch() - since >= limits().silent_seconds

    def reap(self) -> int:
        """Free what dead workers held; returns how many jobs."""
        freed = 0
        for worker in Worker.objects.filter(stopped_at=None):
            if self.gone(worker):
                freed += _bury(worker)
                self.seen.pop(worker.pk, None)
        return freed + _free_unheld()


@transaction.atomic
def _bury(worker: Worker) -> int:
    # The beat is part of the condition: a worker that woke up meanwhile keeps its jobs.
    if not Worker.objects.filter(pk=worker.pk, beats=worker.beats, stopped_at=None).update(stopped_at=clock.now()):
        return 0
    freed = 0
    for lease in Lease.objects.filter(worker=worker):
        if Lease.objects.filter(pk=lease.pk, token=lease.token).delete()[0]:
            for job in DBTaskResult.objects.filter(pk=lease.job_id, status=TaskResultStatus.RUNNING):
                log.warning("A job's worker stopped: job %s is %s.", job.pk, again_or_failed(job))
                freed += 1
    heart.lock_path(worker.pk).unlink(missing_ok=True)
    return freed


def unheld() -> list[DBTaskResult]:
    """Jobs that say they run and that nobody holds: a backup taken in mid-job was restored."""
    return list(DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).exclude(pk__in=Lease.objects.values("job_id")))


def _free_unheld() -> int:
    found = unheld()
    for job in found:
        with transaction.atomic():
            again_or_failed(job)
    return len(found)
