"""Improvement projects, as invented people carry them out: planned, registered before there are data, measured, analysed, checked, or given up."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from difference.demo.chapters.coaching import STUDYING, everybody, watched
from difference.demo.country.chance import Chance
from difference.demo.past import Days
from difference.demo.personas import actor_of
from difference.foundations import clock
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts.models import Cohort
from difference.programme.evidence import commands
from difference.programme.evidence.models import Project
from difference.programme.evidence.queries.projects import open_school
from difference.programme.training.models import Enrolment

EARLY, SPRING = "early", "projects"
# Numbers were collected in the last so many days. Where a cohort repeats a project, its effect differs by up to so many hundredths of a spread.
COLLECTED, DIFFERS = 6, 32
# Days ago on which the project that waits to be checked was recorded and analysed.
LATE_RECORDED, LATE_ANALYSED = 6, 5


@functools.cache
def table() -> dict[str, Any]:
    """Every project."""
    return tomllib.loads(Path(__file__).with_name("projects.toml").read_text())


def days() -> Mapping[str, int]:
    """When what happens, in days after the start of a cohort's placements."""
    return dict(table()["days"])


def _rows(cohort: Cohort, which: str) -> Iterator[tuple[Enrolment, Mapping[str, Any]]]:
    people = watched(cohort) if which == EARLY else everybody(cohort)
    rows = table()[which]
    yield from ((one, rows[number % len(rows)]) for number, one in enumerate(people) if one.state in STUDYING)


def _words(row: Mapping[str, Any]) -> dict[str, Any]:
    pupils = row["pupils"] if "pupils" in row else row["one"][2] + row["two"][2]
    return {"planned_pupils": pupils, **{name: row[name] for name in ("practice", "outcome", "comparison", "title", "what", "who")}}


def plan(cohort: Cohort, which: str) -> None:
    """Everybody whose turn it is plans their project, in the school of their placement."""
    prefix = "early_" if which == EARLY else ""
    starts, ends = (cohort.starts_on + dt.timedelta(days=days()[prefix + name]) for name in ("begins", "ends"))
    for one, row in _rows(cohort, which):
        school = one.placement.post.school
        if open_school(school.urn) and not Project.objects.filter(person=one.person, title=row["title"]).exists():
            commands.plan_project(by=actor_for(one.person.account), school=school.urn, starts_on=starts, ends_on=ends, **_words(row))


def _of(cohort: Cohort, *states: str) -> list[tuple[Project, Mapping[str, Any]]]:
    """The projects of a cohort that its tables know, as far as they stand in one of these states."""
    known = {row["title"]: row for which in (EARLY, SPRING) for row in table()[which]}
    found = Project.objects.filter(cohort=cohort, state__in=states).select_related("person__account").order_by("created_at", "pk")
    return [(project, known[project.title]) for project in found if project.title in known]


def register(cohort: Cohort, *, last: bool = True) -> None:
    """Whoever has planned registers the protocol; the persona of a cohort is the `last` to do so."""
    persona = next((one.person_id for one in watched(cohort)), None)
    for project, _ in _of(cohort, "planned"):
        if project.ends_on >= clock.today() and (last or project.person_id != persona):
            commands.register_protocol(by=actor_for(project.person.account), project=project)


def give_up(cohort: Cohort) -> None:
    """Whoever sees that it cannot be done says so, with a reason."""
    for project, row in _of(cohort, "protocol_registered"):
        if "abandoned" in row:
            commands.abandon(by=actor_for(project.person.account), project=project, reason=row["abandoned"])


def record(cohort: Cohort, *, unchecked: bool = False) -> None:
    """Whose outcome has been measured records it; but for those who are late, unless it is they who are meant."""
    for project, row in _of(cohort, "protocol_registered"):
        if "abandoned" not in row and row.get("unchecked", False) == unchecked and project.ends_on <= clock.today():
            first = max(project.ends_on - dt.timedelta(days=COLLECTED), clock.in_london(project.registered_at).date())  # type: ignore[arg-type]
            by = actor_for(project.person.account)
            commands.record_data(by=by, project=project, collected_from=first, collected_until=project.ends_on, **_numbers(project, row))


def _numbers(project: Project, row: Mapping[str, Any]) -> dict[str, Any]:
    """As the table says; where another cohort had the same project, a little different."""
    (mean, spread, pupils), (compared, spread_there, others) = row["one"], row["two"]
    if Project.objects.filter(title=project.title).exclude(cohort=project.cohort).exists():
        chance = Chance("project", str(project.cohort), project.title)
        mean = max(0, round(mean + spread * chance.between(-DIFFERS, DIFFERS) / 100, 1))
        pupils, others = (max(8, number + chance.between(-5, 3)) for number in (pupils, others))
    return {"m1": mean, "sd1": spread, "n1": pupils, "m2": compared, "sd2": spread_there, "n2": others}


def analyse(cohort: Cohort) -> None:
    """The effect of what was recorded is computed."""
    for project, _ in _of(cohort, "data_received"):
        commands.analyse(by=actor_for(project.person.account), project=project)


def report(cohort: Cohort) -> None:
    """Evidence staff check what was analysed, and publish it."""
    for project, _ in _of(cohort, "analysed"):
        commands.report(by=actor_of("evidence"), project=project)


def begin(passed: Days, cohort: Cohort) -> None:
    """Somebody who has finished records late, so that one project waits to be checked on the day of filling."""
    with passed.on(LATE_RECORDED, 20):
        record(cohort, unchecked=True)
    with passed.on(LATE_ANALYSED, 7):
        analyse(cohort)
