"""What the doctor looks for in the foundations."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.urls import reverse

from difference.foundations.audit import triggers
from difference.foundations.documents import queries as documents
from difference.foundations.jobs import queries as jobs
from difference.foundations.jobs import reaper, schedule
from difference.foundations.mail import queries as mail
from difference.foundations.operations import health
from difference.foundations.operations.doctor import Finding, register


@register("the audit can be changed")
def triggers_missing() -> Iterator[Finding]:
    """The triggers that keep the audit append-only."""
    for name in triggers.missing(connection):
        yield Finding(f"The trigger “{name}” is missing, so entries of the audit could be changed. Run “difference prepare” on a fresh restore.")


@register("files that no document speaks of")
def orphans() -> Iterator[Finding]:
    """Uploads that were broken off and that the nightly sweep has not yet removed."""
    count = sum(1 for _ in documents.orphans())
    if count:
        yield Finding(
            f"{count} uploads were broken off and left files behind. The nightly sweep removes them; is a worker running?", reverse("jobs:index")
        )


@register("documents whose file is gone")
def files_missing() -> Iterator[Finding]:
    """Rows whose file cannot be found: the worst that can happen to a document."""
    for document in documents.missing():
        yield Finding(f"The file of document {document.pk} is missing. Restore it from a backup.", reverse("documents:download", args=[document.pk]))


@register("letters that may have been sent")
def letters_stuck() -> Iterator[Finding]:
    """Letters left being sent."""
    for letter in mail.stuck():
        yield Finding(f"Letter {letter.pk} was being sent when that was interrupted. It may have arrived.", reverse("mail:letter", args=[letter.pk]))


@register("jobs that nobody holds")
def jobs_unheld() -> Iterator[Finding]:
    """Jobs that say they run, without a worker."""
    for job in reaper.unheld():
        yield Finding(
            f"Job {job.pk} says that it runs, but no worker holds it. A worker frees it as soon as one runs.", reverse("jobs:one", args=[job.pk])
        )


@register("no worker")
def worker_gone() -> Iterator[Finding]:
    """Nobody works."""
    age = jobs.health().beat_age
    if age is None or age > health.thresholds().worker_beat_seconds:
        yield Finding("No worker has been heard of lately, so letters and long work wait. Start “difference worker”.", reverse("jobs:index"))


@register("a schedule that names no job")
def schedule_broken() -> Iterator[Finding]:
    """Entries whose path leads nowhere."""
    for entry in schedule.entries():
        try:
            schedule.task_of(entry)
        except (ImportError, TypeError):
            yield Finding(f"The schedule's entry “{entry.name}” names {entry.task}, which is not a job.", reverse("jobs:index"))
