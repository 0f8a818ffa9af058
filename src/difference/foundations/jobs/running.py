"""The worker: takes jobs one after another, keeps the schedule, and picks up after dead workers."""

from __future__ import annotations

import contextlib
import logging
import resource
import signal
import socket
import time
import uuid
from collections.abc import Sequence
from types import FrameType
from typing import Any

from django.db import DatabaseError, OperationalError, close_old_connections, connection
from django_tasks.base import TaskContext

from difference.foundations import clock
from difference.foundations.jobs import heart, leases, progress, schedule
from difference.foundations.jobs.limits import limits
from difference.foundations.jobs.models import Worker
from difference.foundations.jobs.reaper import Reaper

log = logging.getLogger("difference.jobs")
NAP = 0.2


class LeaveNow(BaseException):
    """Told to stop a second time: what is running is left."""


def limit_memory(megabytes: int) -> None:
    """Let this process have at most so much memory: a job that wants more fails, and the machine goes on."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024, resource.RLIM_INFINITY))


class Work:
    """One worker process at work. `once` ends it when the queue is empty."""

    def __init__(self, queues: Sequence[str] = ("default", "heavy"), *, once: bool = False, interval: float = 1.0) -> None:
        self.queues, self.once, self.interval = tuple(queues), once, interval
        self.stopping = False
        self.reaper = Reaper()
        self._looked: float | None = None

    def told_to_stop(self, signum: int, frame: FrameType | None) -> None:
        """Finish the present job and stop; told again, stop at once."""
        if self.stopping:
            raise LeaveNow
        self.stopping = True

    def run(self) -> int:
        """Work until told to stop; returns how many jobs were run."""
        self.done = 0
        while not self.stopping:
            self.worker = Worker.objects.create(id=f"{socket.gethostname()[:30]}-{uuid.uuid4().hex[:12]}", queues=",".join(self.queues))
            with heart.hold(self.worker.pk):
                beating = heart.Heart(self.worker.pk)
                beating.start()
                try:
                    self._loop()
                    break
                except leases.Buried:
                    log.warning("Others took this worker to be dead; it begins anew.")
                except LeaveNow:
                    log.warning("The worker was told to leave at once.")
                    break
                finally:
                    beating.stop()
                    self._leave()
        return self.done

    def _leave(self) -> None:
        with contextlib.suppress(DatabaseError):
            Worker.objects.filter(pk=self.worker.pk).update(stopped_at=clock.now())
        heart.lock_path(self.worker.pk).unlink(missing_ok=True)

    def _loop(self) -> None:
        while not self.stopping:
            close_old_connections()
            try:
                self._keep_house()
                taken = leases.take(self.worker, self.queues)
            except OperationalError:
                # A busy or restarting database: look again later.
                log.warning("The database did not answer; looking again.")
                connection.close()
                self._wait()
                continue
            if taken is not None:
                self._run_one(taken)
                self.done += 1
            elif self.once:
                break
            else:
                self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + self.interval
        while not self.stopping and time.monotonic() < until:
            time.sleep(min(NAP, self.interval))

    def _keep_house(self) -> None:
        now = time.monotonic()
        if self._looked is None or now - self._looked >= limits().housekeeping_seconds:
            self._looked = now
            schedule.start_due()
            self.reaper.reap()

    def _run_one(self, taken: leases.Taken) -> None:
        progress.begin(taken.job.pk)
        try:
            outcome = self._finish(taken, *_call(taken))
        except LeaveNow:
            _persist(leases.stop, taken)
            raise
        finally:
            progress.begin(None)
        log.info("job %s %s", taken.job.pk, outcome, extra={"job": taken.job.task_path, "outcome": outcome})

    @staticmethod
    def _finish(taken: leases.Taken, value: Any, error: Exception | None) -> str:
        with contextlib.suppress(DatabaseError):
            progress.write()
        if error is None:
            try:
                return "done" if _persist(leases.succeed, taken, value) else "lost its lease"
            except (TypeError, ValueError) as unusable:
                error = unusable
        log.error("job failed", exc_info=error, extra={"job": taken.job.task_path})
        return "failed" if _persist(leases.fail, taken, error) else "lost its lease"


def _call(taken: leases.Taken) -> tuple[Any, Exception | None]:
    try:
        task, result = taken.job.task, taken.job.task_result
        first = (TaskContext(task_result=result),) if task.takes_context else ()
        return task.call(*first, *result.args, **result.kwargs), None
    except Exception as error:  # noqa: BLE001 (whatever a job raises is the job's failure, not the worker's)
        return None, error


def _persist(write: Any, *arguments: Any) -> bool:
    """Write how a job ended, though the database may be away for a moment."""
    for pause in (0.5, 2, 10, None):
        try:
            close_old_connections()
            return bool(write(*arguments))
        except OperationalError:
            if pause is None:
                raise
            connection.close()
            time.sleep(pause)
    return False


def run_worker(*, queues: Sequence[str], once: bool, interval: float, memory_mb: int | None) -> int:
    """Be a worker in this process, until told to stop by SIGTERM or SIGINT."""
    if memory_mb:
        limit_memory(memory_mb)
    work = Work(queues, once=once, interval=interval)
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, work.told_to_stop)
    return work.run()
