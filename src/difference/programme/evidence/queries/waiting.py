"""What waits for somebody in evidence: a sentence, where it is done, and a word on it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.programme.evidence.models import Project
from difference.programme.evidence.queries import projects
from difference.programme.evidence.reasons import SENT_BACK
from difference.web.components.moments import in_words

Thing = tuple[str, str, str]


def _next(project: Project) -> tuple[str, str] | None:
    if project.state == "planned":
        return f"Register the protocol of “{project.title}”", f"Before the outcome is measured, planned for {in_words(project.ends_on)}"
    if project.state == "protocol_registered" and project.ends_on <= clock.today():
        return f"Record what “{project.title}” measured", f"Planned for {in_words(project.ends_on)}"
    if project.state == "data_received":
        because = f"Sent back: {SENT_BACK[project.sent_back_reason]}" if project.sent_back_reason else "The numbers are recorded"
        return f"Have the effect of “{project.title}” computed", because
    return None


def of_author(actor: Actor) -> Iterator[Thing]:
    """The next step of each project of one's own."""
    for project in projects.own(actor) if actor.takes_part else ():
        step = _next(project)
        if step:
            yield step[0], reverse("evidence:project", args=[project.pk]), step[1]


def of_staff(actor: Actor) -> Iterator[Thing]:
    """Projects to check."""
    count = projects.to_check(actor)
    if count:
        what = "A project waits to be checked" if count == 1 else f"{count} projects wait to be checked"
        yield what, reverse("evidence:board"), "Its effect counts once it is reported"


def waiting_for(actor: Actor) -> list[Thing]:
    """Everything in evidence that waits for `actor`."""
    return [*of_author(actor), *of_staff(actor)]
