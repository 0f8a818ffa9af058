"""Health: terse to the public, in full to the administrator."""

from __future__ import annotations

import importlib.metadata
import platform

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.routes import Access, access
from difference.foundations.jobs import queries as jobs
from difference.foundations.operations import health
from difference.web.components.lists import Row
from difference.web.values import Link, Tag, Tone

VERSIONS = ("difference", "Django", "django-tasks", "django-tasks-db", "django-allauth", "psycopg")


@access(GET=Access("operations.ask-health"))
def ask(request: HttpRequest) -> HttpResponse:
    """Whether the service is up: 200, or 503 when pages cannot be served."""
    found = health.look()
    return JsonResponse(found.as_json(), status=200 if found.ok else 503, headers={"Cache-Control": "no-store"})


def _tag(*, fine: bool, yes: str = "Fine", no: str = "Needs a hand") -> Tag:
    return Tag(yes, Tone.GOOD) if fine else Tag(no, Tone.HAND)


def _seconds(age: float | None, missing: str) -> str:
    return missing if age is None else f"{age:.0f} second{'' if round(age) == 1 else 's'} ago"


@access(GET=Access("operations.see-health"))
def details(request: HttpRequest) -> HttpResponse:
    """The same in full, with versions, and where each is mended."""
    found, work = health.look(), jobs.health()
    rows = [
        Row("Pages", _tag(fine=found.ok)),
        Row("Database", [_tag(fine=found.database), connection.vendor]),
        Row("Tables", _tag(fine=found.migrations, no="Run “difference prepare”")),
        Row(
            "Worker",
            [_tag(fine="worker" not in found.warnings), f"Last heard of {_seconds(work.beat_age, 'never')}"],
            (Link("Jobs", reverse("jobs:index")),),
        ),
        Row("Jobs", [_tag(fine="jobs" not in found.warnings), f"{work.waiting} waiting, {work.running} running, {work.failed} failed"]),
        Row("Mail", [_tag(fine="mail" not in found.warnings)], (Link("How mail flows", reverse("mail:health")),)),
        Row("Disk", f"{found.disk_free_megabytes:,} MB free"),
    ]
    versions = [Row(name, importlib.metadata.version(name)) for name in VERSIONS]
    return render(request, "operations/health.html", {"rows": rows, "versions": [*versions, Row("Python", platform.python_version())]})
