"""Equality monitoring as a section of the task list: it can be skipped, and staff who read applications do not see it."""

from __future__ import annotations

from django.urls import reverse

from difference.programme.equality import queries
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.sections import Missing, Section

APART = "You can skip this. It stands apart from your application"


def _address(application: Application) -> str:
    return reverse("equality:answers", args=[application.pk])


def _missing(application: Application) -> list[Missing]:
    return []


def _started(application: Application) -> bool:
    return queries.given(application.person_id, application.cohort)


def _rows(application: Application) -> list[tuple[str, object]]:
    return [("Your answers", "Given, and kept apart" if _started(application) else "None: you can skip this")]


SECTION = Section("equality", "Equality monitoring", 120, _address, _missing, _started, _rows, needed=False, staff_read=False, hint=APART)
