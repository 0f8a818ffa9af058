"""What the worker does for mail."""

from __future__ import annotations

import datetime as dt

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from difference.foundations import clock
from difference.foundations.jobs.registry import job
from difference.foundations.mail import delivery, queries, states
from difference.foundations.mail.models import Batch, Letter
from difference.foundations.mail.rules import rules


@job(says="send the letters whose time has come", idempotent=True, attempts=10)
def deliver() -> int:
    """Send until nothing waits or the server takes no more; returns how many were sent."""
    total = 0
    while sent := delivery.deliver_due():
        total += sent
    return total


def deliver_soon() -> None:
    """Queue a delivery, unless one is already waiting to begin, which will then see the same letters."""
    waiting = DBTaskResult.objects.filter(task_path=deliver.module_path, status=TaskResultStatus.READY)
    if queries.due().exists() and not waiting.exists():
        deliver.enqueue()


@job(says="delete letters older than we keep them", idempotent=True)
def prune() -> int:
    """Delete what is older than `rules.toml` says and no longer on its way; returns how many letters went."""
    before = clock.now() - dt.timedelta(days=rules().kept_days)
    old = Letter.objects.filter(posted_at__lt=before).exclude(state__in=[states.QUEUED, states.SENDING, states.DRAFTED])
    gone, _ = old.delete()
    Batch.objects.filter(drafted_at__lt=before, letters=None).exclude(state=states.DRAFTED).delete()
    return gone
