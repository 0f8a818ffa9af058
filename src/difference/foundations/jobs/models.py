"""What the queue itself does not keep: who is at work on a job, how far it has got, and what the schedule has started.

Jobs are plain identifiers here (`django_tasks_db.DBTaskResult.pk`), so that the library may prune its own rows.
"""

from __future__ import annotations

import uuid

from django.db import models

from difference.foundations import clock


class Worker(models.Model):
    """One worker process. `beats` goes up while it lives, so that a clock that jumps is not taken for silence."""

    id = models.CharField(max_length=64, primary_key=True)
    queues = models.CharField(max_length=200)
    started_at = models.DateTimeField(default=clock.now)
    beat_at = models.DateTimeField(default=clock.now)
    beats = models.PositiveBigIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-beat_at"]

    def __str__(self) -> str:
        return f"worker {self.pk}"


class Lease(models.Model):
    """A worker's claim on a running job. Whoever deletes the row with its token decides how the job ended."""

    job_id = models.UUIDField(primary_key=True)
    token = models.UUIDField(default=uuid.uuid4)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="leases")
    taken_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"lease on job {self.pk}"


class Progress(models.Model):
    """How far a long job has got: so many of so many."""

    job_id = models.UUIDField(primary_key=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    said_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.done} of {self.total}"


class Due(models.Model):
    """A task of the schedule was started for this due time. Unique: any number of workers start it once."""

    name = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(default=clock.now)
    job_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["-due_at"]
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="due_once")]

    def __str__(self) -> str:
        return f"{self.name} at {self.due_at}"
