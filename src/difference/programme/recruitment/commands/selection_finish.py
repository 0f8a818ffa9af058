"""Closing the assessment of an application, once everybody who was to score it has done so."""

from __future__ import annotations

from difference.foundations.access.command import command
from difference.foundations.actors import Actor
from difference.foundations.lifecycles.moving import move
from difference.programme.recruitment.models import Application


@command
def finish_assessment(*, by: Actor, application: Application) -> Application:
    """Close the assessment of an application. Raises NotNow, saying who is missing, and for a second click."""
    move(application, "finish_assessment", by=by, subject=application.person_id)
    return application


@command
def finish_many(*, by: Actor, applications: list[Application]) -> int:
    """Close the assessment of several: all or none; returns how many."""
    for application in applications:
        move(application, "finish_assessment", by=by, subject=application.person_id)
    return len(applications)
