"""The jobs page for administrators: what waits, runs and has failed, which workers live, and what ran when."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from difference.foundations.access.routes import Access, access
from difference.foundations.jobs import commands, queries
from difference.foundations.jobs.forms import JobFilter
from difference.foundations.paging import page_of
from difference.web.components.lists import Fact, Row
from difference.web.values import Link, Tag, Tone

TONES = {"READY": Tone.NEUTRAL, "RUNNING": Tone.PROGRESS, "FAILED": Tone.BAD, "SUCCESSFUL": Tone.GOOD}


COLUMNS = {
    "jobs": ("What it does", "State", "Queued", "Progress"),
    "lines": ("What it does", "When", "Last due time started"),
    "workers": ("Worker", "Queues", "Started", "Last heard of"),
}


def _tag(job: queries.Job) -> Tag:
    return Tag(job.label, TONES[str(job.row.status)])


def _far(job: queries.Job) -> str | None:
    return f"{job.progress.done} of {job.progress.total}" if job.progress else None


@access(GET=Access("jobs.see"))
def index(request: HttpRequest) -> HttpResponse:
    """Health in four numbers, the schedule, and the list of jobs."""
    form = JobFilter(request.GET or None)
    state = form.cleaned_data["state"] if form.is_bound and form.is_valid() else ""
    page = page_of(request, queries.jobs(request.actor, state), by_key=True)  # type: ignore[attr-defined]
    health = queries.health()
    context = {
        "form": form,
        "columns": COLUMNS,
        "page": page,
        "facts": [
            Fact(health.waiting, "waiting"),
            Fact(health.running, "running"),
            Fact(health.failed, "failed", href="?state=FAILED", tone=Tone.HAND if health.failed else Tone.NEUTRAL),
            Fact(health.workers, "workers alive", tone=Tone.NEUTRAL if health.workers else Tone.HAND),
        ],
        "jobs": [
            (Link(job.kind.says, reverse("jobs:one", args=[job.row.pk])), _tag(job), job.row.enqueued_at, _far(job))
            for job in queries.as_shown(list(page))
        ],
        "lines": [(line.says, line.entry.when.words, line.last.due_at if line.last else None) for line in queries.lines()],
        "workers": [(worker.pk, worker.queues, worker.started_at, worker.beat_at) for worker in queries.workers()],
    }
    return render(request, "jobs/index.html", context)


@access(GET=Access("jobs.see", load=queries.one), POST=Access("jobs.run-again", load=queries.one))
def one(request: HttpRequest, job: queries.Job) -> HttpResponse:
    """One job; posting runs a failed one again."""
    if request.method == "POST":
        commands.run_again(by=request.actor, job_id=job.row.pk)  # type: ignore[attr-defined]
        messages.success(request, "The job is waiting to be run again.")
        return redirect("jobs:one", job_id=job.row.pk)
    row = job.row
    rows = [
        Row("State", _tag(job)),
        Row("Queued", row.enqueued_at),
        Row("Started", row.started_at, missing="Not yet"),
        Row("Finished", row.finished_at, missing="Not yet"),
        Row("Tries", len(row.worker_ids)),
        Row("Progress", _far(job), missing="Does not say"),
        Row("If its worker dies", f"begun again, up to {job.kind.attempts} times" if job.kind.idempotent else "failed, for a person to look at"),
        Row("Identifiers", [str(value) for value in (*row.args_kwargs["args"], *row.args_kwargs["kwargs"].values())], missing="None"),
    ]
    return render(request, "jobs/one.html", {"job": job, "rows": rows})
