"""The jobs that keep the engine room tidy."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

from django.conf import settings
from django.db.models import Exists, OuterRef
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from difference.foundations import clock
from difference.foundations.jobs.library_time import machine_now
from difference.foundations.jobs.limits import limits
from difference.foundations.jobs.models import Due, Lease, Progress, Worker
from difference.foundations.jobs.registry import job


@job(says="forget finished jobs, and workers that are gone", idempotent=True)
def prune() -> int:
    """Delete what is older than `limits.toml` says; returns how many jobs went."""
    now, held = clock.now(), limits()
    finished = DBTaskResult.objects.filter(status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED])
    gone: int = finished.filter(finished_at__lt=machine_now() - dt.timedelta(days=held.finished_days)).delete()[0]
    Progress.objects.filter(~Exists(DBTaskResult.objects.filter(pk=OuterRef("job_id")))).delete()
    Due.objects.filter(due_at__lt=now - dt.timedelta(days=held.due_days)).delete()
    stopped = Worker.objects.filter(stopped_at__lt=now - dt.timedelta(days=held.worker_days))
    stopped.filter(~Exists(Lease.objects.filter(worker=OuterRef("pk")))).delete()
    return gone


@job(says="delete sign-ins that have run out", idempotent=True)
def prune_sessions() -> None:
    """Let the session store forget what has expired."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
