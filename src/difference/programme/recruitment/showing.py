"""An application as its pages show it: tasks, rows, and what has happened and is to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from difference.foundations import clock
from difference.foundations.actors import Actor
from difference.foundations.audit import queries as audit
from difference.foundations.audit.models import Event
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import sections
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.sections import Section, Status
from difference.web.components.lists import Row, Task
from difference.web.components.moments import in_words, length_in_words
from difference.web.components.timelines import Happening
from difference.web.values import Link, Tag, Tone

TONES = {Status.NOT_STARTED: Tone.NEUTRAL, Status.IN_PROGRESS: Tone.PROGRESS, Status.COMPLETE: Tone.GOOD}

# What the audit tells of an application that its own candidate may read, by action.
HAPPENED = {
    "recruitment.submit": "You sent your application",
    "recruitment.withdraw": "You withdrew your application",
    "recruitment.take-in": "We took your application in for reading",
    "recruitment.find-ineligible": "Your application was found not eligible",
    "recruitment.object": "You asked us to look again",
    "recruitment.overrule": "We looked again: your application goes on",
    "recruitment.publish-decision": "We decided, and wrote to you",
    "recruitment.answer-offer": "You answered our offer",
    "recruitment.let-lapse": "Our offer was not answered in time",
}


def state_words(application: Application) -> str:
    """The state as its candidate reads it."""
    return application.lifecycle.state(application.state).to_person


def tag(application: Application) -> Tag:
    """The state as its candidate reads it, coloured by what it means."""
    state = application.lifecycle.state(application.state)
    tone = Tone.NEUTRAL if not state.running else Tone.GOOD if state.name in {"offered", "accepted"} else Tone.PROGRESS
    return Tag(state.to_person, tone)


def task(section: Section, application: Application) -> Task:
    """One line of the task list, with what is missing."""
    status = sections.status_of(section, application)
    hint = section.hint
    if status is Status.IN_PROGRESS:
        missing = [one.sentence for one in section.missing(application)]
        hint = missing[0] + (f", and {len(missing) - 1} more" if len(missing) > 1 else "")
    return Task(section.title, status.value, section.address(application), TONES[status], hint)


def tasks(application: Application) -> list[Task]:
    """The task list of a draft."""
    return [task(section, application) for section in sections.every()]


def rows(section: Section, application: Application, *, change: bool) -> list[Row]:
    """A section’s answers; with `change`, each with the way to change it."""
    links = (Link("Change", section.address(application), about=section.title[:1].lower() + section.title[1:]),) if change else ()
    return [Row(key, value, links if place == 0 else (), missing="Not answered yet") for place, (key, value) in enumerate(section.rows(application))]


def to_go(application: Application) -> str:
    """How many sections are still to be written, in words."""
    count = len(sections.incomplete(application))
    return "Ready to send" if not count else f"{count} section{'s' if count > 1 else ''} to go"


def time_left(cohort: Cohort) -> str:
    """When applications close, and how long is left or how long ago that was."""
    now = clock.now()
    verb = "close" if now < cohort.closes_at else "closed"
    return f"Applications {verb} on {in_words(cohort.closes_at)}, {length_in_words(cohort.closes_at, now)}"


def _past(actor: Actor, application: Application) -> Iterable[Happening]:
    yield Happening(application.started_at, "You started your application")
    events = audit.about(actor, application.person_id).filter(
        object_type=application._meta.label_lower, object_id=str(application.pk), kind=Event.DONE
    )
    for event in events.filter(action__in=HAPPENED).order_by("at", "id"):
        yield Happening(event.at, HAPPENED[event.action])


def _ahead(cohort: Cohort) -> Iterable[Happening]:
    today = clock.today()
    days: tuple[tuple[dt.date, str, str], ...] = (
        (cohort.assessment_from, "Assessment begins", f"Until {in_words(cohort.assessment_until)}"),
        (clock.in_london(cohort.ranking_opens_at).date(), "Ranking of posts opens", "For those with a place"),
        (cohort.matching_on, "Matching day", ""),
        (cohort.starts_on, "Placements start", ""),
    )
    if clock.now() < cohort.closes_at:
        yield Happening(cohort.closes_at, "Applications close", ahead=True)
    for day, title, words in days:
        if day >= today:
            yield Happening(day, title, words, ahead=True)


def happenings(actor: Actor, application: Application) -> list[Happening]:
    """What has happened to an application, then (while it is in the running) what is to come."""
    past = list(_past(actor, application))
    running = application.lifecycle.state(application.state).running
    return past + (list(_ahead(application.cohort)) if running else [])


def address(application: Application) -> str:
    """The candidate’s page of an application."""
    return reverse("recruitment:application", args=[application.pk])
